// What a clause asks of packets as a product of sets, one per field: the unit of every analysis.

import type { AddressSet } from '../model/addressSet.ts'
import type { AddressRange } from '../model/cidr.ts'
import type { Direction } from '../model/packet.ts'
import type { PortRange } from '../model/ports.ts'
import { ICMP, ICMPV6, type Protocol, TCP, UDP } from '../model/protocol.ts'

/** The part of a clause that says which packets it matches. */
export interface MatchClause {
  readonly protocol: Protocol
  readonly ports: readonly PortRange[] | null
  readonly sourcePorts: readonly PortRange[] | null
  readonly icmp: { readonly type: number; readonly code: number | null } | null
  readonly peer: { readonly ranges: AddressSet } | null
  readonly own: AddressRange | null
}

/** Packets that lie in all five sets; null = anything. */
export interface Box {
  readonly source: AddressSet | null
  readonly destination: AddressSet | null
  /** Numbers; empty = the box is empty. */
  readonly protocols: readonly PortRange[]
  /** Destination ports of TCP and UDP, type × 256 + code of ICMP; the protocols above are then of that kind only. */
  readonly service: readonly PortRange[] | null
  readonly sourcePorts: readonly PortRange[] | null
}

export const EVERYTHING: Box = {
  source: null,
  destination: null,
  protocols: [{ first: 0, last: 255 }],
  service: null,
  sourcePorts: null,
}

/** In the place of destination ports. */
export const icmpService = (type: number, code: number): number => type * 256 + code

export function boxOf(clause: MatchClause, direction: Direction): Box {
  const peer = clause.peer === null ? null : clause.peer.ranges
  const own = clause.own === null ? null : [clause.own]
  return {
    source: direction === 'ingress' ? peer : own,
    destination: direction === 'ingress' ? own : peer,
    protocols: protocolsOf(clause),
    service: clause.icmp === null ? clause.ports : [icmpRange(clause.icmp)],
    sourcePorts: clause.sourcePorts,
  }
}

/** P5: who names ports means TCP and UDP, who names an ICMP type means ICMP, who names both means nothing. */
function protocolsOf({ protocol, ports, sourcePorts, icmp }: MatchClause): readonly PortRange[] {
  const needsPorts = ports !== null || sourcePorts !== null
  if (!needsPorts && icmp === null) {
    return protocol === 'all' ? EVERYTHING.protocols : [{ first: protocol, last: protocol }]
  }
  if (needsPorts && icmp !== null) return []
  return (needsPorts ? [TCP, UDP] : [ICMP, ICMPV6])
    .filter((each) => protocol === 'all' || protocol === each)
    .map((each) => ({ first: each, last: each }))
}

const icmpRange = ({ type, code }: { type: number; code: number | null }): PortRange => ({
  first: icmpService(type, code ?? 0),
  last: icmpService(type, code ?? 255),
})
