// Interfaces and groups that come near a limit, lists counted with all the entries that they may have (L3).

import type { SecurityGroupId } from '../../model/ids.ts'
import { type LimitName, limitOf } from '../../model/limits.ts'
import type { ResourceReader } from '../../model/resources.ts'
import type { Rule } from '../../model/rule.ts'
import type { Finding, WorldCheck } from './audit.ts'

const NEAR = 0.8

export const quotaPressure: WorldCheck<'quota-pressure'> = {
  id: 'quota-pressure',
  run({ reader, subjects, groups }) {
    const overrides = reader.get('limitSettings', 'limits')?.overrides
    const maximumOf = (name: LimitName): number => limitOf(name, overrides)
    return [
      ...subjects.flatMap(({ groupIds }) => {
        const used = groupIds
          .flatMap((id) => reader.by('rule', 'group', id))
          .reduce((sum, rule) => sum + weightOf(reader, rule), 0)
        return pressure(groupIds, used, maximumOf('rulesPerEni'), 'rulesPerEni')
      }),
      ...groups.flatMap(({ id, order }) => {
        const references = reader.by('rule', 'group', id).filter(({ peer }) => peer.kind === 'group')
        const name = 'groupReferencesPerBasicGroup'
        // The limit is Alibaba's.
        return order === 'merged' ? pressure([id], references.length, maximumOf(name), name) : []
      }),
    ]
  },
}

function pressure(
  groupIds: readonly SecurityGroupId[],
  used: number,
  maximum: number,
  limit: string,
): readonly Finding[] {
  if (used < NEAR * maximum) return []
  return [
    {
      severity: used > maximum ? 'medium' : 'low',
      groupIds,
      ruleIds: [],
      witness: null,
      values: { groups: groupIds.join(', '), used, maximum, limit },
    },
  ]
}

function weightOf(reader: ResourceReader, { peer, ports }: Rule): number {
  const addresses = peer.kind === 'prefixList' ? (reader.get('prefixList', peer.listId)?.maxEntries ?? 1) : 1
  const services = ports.kind === 'list' ? (reader.get('portList', ports.listId)?.maxEntries ?? 1) : 1
  return Math.max(addresses, 1) * Math.max(services, 1)
}
