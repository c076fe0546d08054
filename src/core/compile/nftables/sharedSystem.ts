// System traffic (S1) where the router is the machine itself, whose addresses are its administrator's business.

import type { Direction } from '../../model/packet.ts'
import { ICMP, ICMPV6 } from '../../model/protocol.ts'
import { SYSTEM_FLOWS, type SystemFlow } from '../../model/system.ts'
import type { SparedFlow } from '../backend.ts'
import { ACCEPT, goto, lookup, match, type Rule, type Statement } from './ast.ts'
import { CHAINS, SETS } from './names.ts'
import { spanOf } from './sets.ts'
import { notOurs } from './sharedSets.ts'
import { addressField, fixedDestination, fixedSource, transport } from './system.ts'

/** On the link itself: a router never passes them on, wherever they say they go. */
const LINK_SERVICES: readonly SystemFlow['service'][] = ['dhcp', 'dhcpv6', 'neighbourDiscovery']
const isOnLink = (flow: SystemFlow): boolean => LINK_SERVICES.includes(flow.service)
const flowsOf = (direction: Direction): readonly SystemFlow[] =>
  SYSTEM_FLOWS.filter((flow) => flow.direction === direction)

const passing = (flow: SystemFlow, statements: readonly Statement[]): Rule => ({
  statements: [...statements, ...transport(flow), ACCEPT],
  comment: `system:${flow.service}`,
})

/** For the anti-spoofing hook: what an interface may send before it has an address, or from its link-local one. */
export const unboundSourceRules = (): readonly Rule[] =>
  flowsOf('egress')
    .filter(isOnLink)
    .flatMap((flow) => fixedSource(flow).map((source) => passing(flow, [source])))

/** From a bound interface: link services to the machine, the rest to where they always are. */
export const serviceRules = (): readonly Rule[] => [
  ...flowsOf('egress').flatMap((flow): Rule[] => {
    if (isOnLink(flow)) return [passing(flow, [match('oif', 0)])]
    return fixedDestination(flow).map((destination) => ({
      statements: [destination, ...transport(flow), goto(CHAINS.accept)],
      comment: `system:${flow.service}`,
    }))
  }),
  ...([4, 6] as const).map(
    (family): Rule => ({
      statements: [
        match('oif', 0),
        lookup(['iifname', addressField(family, 'daddr')], SETS.gateways[family]),
        family === 4 ? match('icmp type', 8) : match('icmpv6 type', 128),
        goto(CHAINS.accept),
      ],
      comment: 'ping',
    }),
  ),
]

/** Link services from the machine to a bound interface. */
export const linkServiceRules = (): readonly Rule[] =>
  flowsOf('ingress')
    .filter(isOnLink)
    .map((flow) => passing(flow, []))

/** The machine as an instance: what it says to its links and hears from them, and where its services always are. */
export const machineServiceRules = (direction: Direction): readonly Rule[] =>
  flowsOf(direction).flatMap((flow): Rule[] => {
    if (isOnLink(flow)) return [passing(flow, [])]
    return fixedDestination(flow).map((destination) => ({
      statements: [destination, ...transport(flow), goto(CHAINS.accept)],
      comment: `system:${flow.service}`,
    }))
  })

/**
 * A connection from before there were rules was followed by nobody: its next packet, whichever way it goes, looks to
 * conntrack like the opening one. So what tells is that it opens nothing.
 */
const isUnderWay: Statement = {
  ...{ do: 'match', field: 'tcp flags', not: true, mask: 0x17 },
  values: [0x02],
}

/**
 * Both ways of a connection that no rule may cut; answers only to what was opened that way round. Guests are no peers
 * of the machine's: what comes from a bound interface is judged by its own rules.
 */
export function spareRules(spared: readonly SparedFlow[], hook: 'input' | 'output'): readonly Rule[] {
  const rules = spared.map(({ direction, protocol, peer, port }): Rule => {
    const isOpening = (direction === 'egress') === (hook === 'output')
    const isPeerSource = hook === 'input'
    return {
      statements: [
        ...(direction === 'ingress' ? [notOurs(isPeerSource ? 'iifname' : 'oifname')] : []),
        match(addressField(peer.family, isPeerSource ? 'saddr' : 'daddr'), spanOf(peer)),
        match(`${protocol} ${isOpening ? 'dport' : 'sport'}`, port),
        ...(isOpening ? [] : [protocol === 'tcp' ? isUnderWay : match('ct direction', 'reply')]),
        ACCEPT,
      ],
      comment: 'spared',
    }
  })
  return hook === 'output' ? rules : [...rules, ...errorRules(spared)]
}

/** Without what routers say about packets that are too long, such a connection would stall in the middle. */
function errorRules(spared: readonly SparedFlow[]): readonly Rule[] {
  const once = new Map(
    spared.map(({ direction, peer }) => [
      `${direction} ${peer.family} ${peer.first} ${peer.last}`,
      { direction, peer },
    ]),
  )
  return [...once.values()].map(({ direction, peer }): Rule => {
    const side = direction === 'ingress' ? 'saddr' : 'daddr'
    return {
      statements: [
        match('ct state', 'related'),
        match(peer.family === 4 ? `ct original ip ${side}` : `ct original ip6 ${side}`, spanOf(peer)),
        match('meta l4proto', peer.family === 4 ? ICMP : ICMPV6),
        ACCEPT,
      ],
      comment: 'spared',
    }
  })
}
