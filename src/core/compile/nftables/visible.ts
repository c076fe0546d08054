// Public addresses that stand on ports themselves (P10), and the zone of connection tracking that each of them has.
//
// Between two of them in one VPC a packet passes the router twice, out by the uplink and in again, and looks the same both
// times: without zones the second pass would take the first one's verdict. A session belongs to the zone of the address
// that it leaves from or comes to, both ways; all others are in none and pay nothing for this.

import type { RouterPort } from '../backend.ts'
import {
  ACCEPT,
  type Chain,
  type Element,
  goto,
  lookup,
  type NamedSet,
  type Rule,
  rule,
  vmap,
} from './ast.ts'
import { SETS, zoneChain } from './names.ts'

/** For the routing of packets that leave from such an address: the VPC's private ones are not reached from there. */
export const VISIBLE_MARK = 1

export interface Visible {
  readonly sets: readonly NamedSet[]
  readonly chains: readonly Chain[]
}

/** Null where there is none. */
export function planVisible(ports: readonly RouterPort[]): Visible | null {
  const bound = ports.flatMap(({ name, mac, visible = [] }) =>
    mac === null ? [] : visible.map(({ value }): Element => ({ key: [name, mac.toLowerCase(), value] })),
  )
  if (bound.length === 0) return null
  const zones = zonesOf(bound.map(({ key }) => key[2] as bigint))
  return {
    sets: [
      { name: SETS.visible, key: ['ifname', 'ether_addr', 'ipv4_addr'], elements: bound },
      {
        name: SETS.zones,
        key: ['ipv4_addr'],
        value: 'verdict',
        elements: [...zones].map(([address, zone]) => ({ key: [address], value: goto(zoneChain(zone)) })),
      },
    ],
    chains: [...zones.values()].map((zone) => ({
      name: zoneChain(zone),
      rules: [rule({ do: 'setZone', zone }, ACCEPT)],
    })),
  }
}

/** From a port: its own visible address, and nobody else's (S2). */
export const visibleSourceRule = (): Rule =>
  rule(
    lookup(['iifname', 'ether saddr', 'ip saddr'], SETS.visible),
    { do: 'setMark', mark: VISIBLE_MARK },
    vmap(['ip saddr'], SETS.zones),
  )

/** From outside. */
export const visibleDestinationRule = (): Rule => rule(vmap(['ip daddr'], SETS.zones))

const ZONES = 0xffff

/** The end of the address, so that one has the same zone whatever others there are: sessions live in it. */
function zonesOf(addresses: readonly bigint[]): ReadonlyMap<bigint, number> {
  const taken = new Set<number>()
  const zones = new Map<bigint, number>()
  for (const address of [...new Set(addresses)].sort((a, b) => (a < b ? -1 : 1))) {
    let zone = Number(address & 0xffffn) || ZONES
    while (taken.has(zone)) zone = (zone % ZONES) + 1
    taken.add(zone)
    zones.set(address, zone)
  }
  return zones
}
