// System traffic (S1) as rules: what may come from an address that is not the ENI's own, and what the router answers.

import type { Family } from '../../model/address.ts'
import type { AddressSet } from '../../model/addressSet.ts'
import type { PortRange } from '../../model/ports.ts'
import { ICMP, ICMPV6, TCP } from '../../model/protocol.ts'
import { PARTIES, SYSTEM_FLOWS, type SystemFlow, type SystemParty } from '../../model/system.ts'
import { ACCEPT, type Field, lookup, match, type Rule, type Statement } from './ast.ts'
import { SETS } from './names.ts'
import { spanOf } from './sets.ts'

/** For the anti-spoofing hook: system flows from other sources than the ENI's own (S2). */
export const foreignSourceRules = (): readonly Rule[] =>
  fromInstances().flatMap((flow) => fixedSource(flow).flatMap((source) => flowRules(flow, [source])))

/** For packets to the router itself; their sources have passed the anti-spoofing hook. */
export const routerRules = (): readonly Rule[] => [
  ...fromInstances().flatMap((flow) => flowRules(flow, [])),
  ...([4, 6] as const).map(
    (family): Rule => ({
      statements: [
        lookup(['iifname', addressField(family, 'daddr')], SETS.gateways[family]),
        family === 4 ? match('icmp type', 8) : match('icmpv6 type', 128),
        ACCEPT,
      ],
      comment: 'ping',
    }),
  ),
]

const fromInstances = (): readonly SystemFlow[] => SYSTEM_FLOWS.filter((flow) => flow.direction === 'egress')

/** One rule for the fixed destinations and one for the gateways. */
function flowRules(flow: SystemFlow, before: readonly Statement[]): Rule[] {
  const field = addressField(flow.family, 'daddr')
  const destinations = [
    ...fixedDestination(flow),
    ...(flow.to.includes('gateway') ? [lookup(['iifname', field], SETS.gateways[flow.family])] : []),
  ]
  return destinations.map((destination) => ({
    statements: [...before, destination, ...transport(flow), ACCEPT],
    comment: `system:${flow.service}`,
  }))
}

/** None or one: the addresses that do not differ from ENI to ENI. */
export const fixedSource = (flow: SystemFlow): readonly Statement[] => fixed(flow, 'saddr', flow.from)
export const fixedDestination = (flow: SystemFlow): readonly Statement[] => fixed(flow, 'daddr', flow.to)

function fixed(
  { family }: SystemFlow,
  end: 'saddr' | 'daddr',
  parties: readonly SystemParty[],
): readonly Statement[] {
  const ranges = partyRanges(family, parties)
  return ranges.length === 0 ? [] : [match(addressField(family, end), ...ranges.map(spanOf))]
}

function partyRanges(family: Family, parties: readonly SystemParty[]): AddressSet {
  return parties.flatMap((party) =>
    party === 'own' || party === 'gateway' ? [] : PARTIES[party].filter((range) => range.family === family),
  )
}

export function transport(flow: SystemFlow): Statement[] {
  if (flow.protocol === ICMPV6 || flow.protocol === ICMP) {
    const type = match(flow.protocol === ICMP ? 'icmp type' : 'icmpv6 type', ...(flow.icmpTypes ?? []))
    // RFC 4861, 7.1: neighbour discovery from beyond a router is void; a higher hop limit than 255 does not exist.
    return flow.service === 'neighbourDiscovery' ? [match('ip6 hoplimit', 255, 1), type] : [type]
  }
  const name = flow.protocol === TCP ? 'tcp' : 'udp'
  return [...ports(`${name} sport`, flow.sourcePort), ...ports(`${name} dport`, flow.port)]
}

const ports = (field: Field, range: PortRange | null): Statement[] =>
  range === null ? [] : [match(field, range.first === range.last ? range.first : range)]

export const addressField = (family: Family, end: 'saddr' | 'daddr'): Field =>
  family === 4 ? `ip ${end}` : `ip6 ${end}`
