// Groups that serve several kinds of applications at once (Using security groups 2025: one responsibility per group).

import { entriesWithin } from '../../model/listEntries.ts'
import { type PortRange, portInRange } from '../../model/ports.ts'
import { TCP } from '../../model/protocol.ts'
import type { ResourceReader } from '../../model/resources.ts'
import type { Rule } from '../../model/rule.ts'
import type { Finding, WorldCheck } from './audit.ts'

const USES: readonly (readonly [use: string, ports: readonly number[]])[] = [
  ['web', [80, 443, 8080, 8443]],
  ['database', [1433, 1521, 3306, 5432, 27017]],
  ['cache', [6379, 11211]],
  ['search', [9200]],
  ['mail', [25, 110, 143, 465, 587, 993, 995]],
]

/** A range this wide names no application. */
const WIDEST = 100

export const mixedUse: WorldCheck<'mixed-use'> = {
  id: 'mixed-use',
  run: ({ reader, groups }) =>
    groups.flatMap(({ id }): readonly Finding[] => {
      const rules = reader
        .by('rule', 'group', id)
        .filter((rule) => rule.direction === 'ingress' && rule.action === 'accept')
      const used = USES.flatMap(([use, ports]) => {
        const serving = rules.filter((rule) => namesAny(reader, rule, ports))
        return serving.length === 0 ? [] : [{ use, serving }]
      })
      if (used.length < 2) return []
      return [
        {
          severity: 'low',
          groupIds: [id],
          ruleIds: [...new Set(used.flatMap(({ serving }) => serving.map((rule) => rule.id)))],
          witness: null,
          values: { group: id, uses: used.map(({ use }) => use).join(', ') },
        },
      ]
    }),
}

function namesAny(reader: ResourceReader, rule: Rule, wanted: readonly number[]): boolean {
  return tcpRanges(reader, rule)
    .filter(({ first, last }) => last - first < WIDEST)
    .some((range) => wanted.some((port) => portInRange(port, range)))
}

/** Entries of a list may say a protocol of their own. */
function tcpRanges(reader: ResourceReader, { protocol, ports }: Rule): readonly PortRange[] {
  if (ports.kind === 'list')
    return entriesWithin(reader, 'portList', ports.listId).filter(
      (entry) => (entry.protocol ?? protocol) === TCP,
    )
  return ports.kind === 'ranges' && protocol === TCP ? ports.ranges : []
}
