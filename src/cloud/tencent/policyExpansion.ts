// A rule as the rules that it stands for when its templates are written out.

import { entriesWithin } from '../../core/model/listEntries.ts'
import type { ResourceReader } from '../../core/model/resources.ts'
import type { Rule } from '../../core/model/rule.ts'

export function expandedRule(state: ResourceReader, rule: Rule): readonly Rule[] {
  return servicesOf(state, rule).flatMap((service) =>
    peersOf(state, rule).map((peer) => ({ ...rule, ...service, peer })),
  )
}

type ServiceOfRule = Pick<Rule, 'protocol' | 'ports'>

/** Ports of one protocol that were written together stay together. */
function servicesOf(state: ResourceReader, { protocol, ports }: Rule): readonly ServiceOfRule[] {
  if (ports.kind !== 'list') return [{ protocol, ports }]
  const entries = entriesWithin(state, 'portList', ports.listId)
  const members = Map.groupBy(entries, ({ written, first, last }) => written ?? `${first}-${last}`)
  return [...members.values()].map((lines) => {
    const ranges = lines.map(({ first, last }) => ({ first, last }))
    const isAll = ranges.some(({ first, last }) => first === 0 && last === 65_535)
    return {
      protocol: lines[0]?.protocol ?? protocol,
      ports: isAll ? ({ kind: 'any' } as const) : ({ kind: 'ranges', ranges } as const),
    }
  })
}

function peersOf(state: ResourceReader, { peer }: Rule): readonly Rule['peer'][] {
  if (peer.kind !== 'prefixList') return [peer]
  return entriesWithin(state, 'prefixList', peer.listId).map(({ cidr }) => ({ kind: 'cidr', cidr }))
}
