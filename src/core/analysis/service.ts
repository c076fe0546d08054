// One service, as a question about reachability names it: a packet without its addresses.

import type { MatchClause } from '../headerspace/box.ts'
import type { Address } from '../model/address.ts'
import type { Packet } from '../model/packet.ts'
import { type PortRange, portInRange } from '../model/ports.ts'
import { hasPorts, ICMP, ICMPV6 } from '../model/protocol.ts'
import { splitService } from '../model/serviceText.ts'

/** Ports are zero where the protocol has none. */
export type Service = Pick<Packet, 'protocol' | 'sourcePort' | 'destinationPort' | 'icmp'>

/** A client's port where nobody says which (as in `parsePacket`). */
const CLIENT_PORT = 40000

/** A port of TCP or UDP. */
export const portService = (protocol: number, port: number, sourcePort = CLIENT_PORT): Service => ({
  protocol,
  sourcePort: hasPorts(protocol) ? sourcePort : 0,
  destinationPort: hasPorts(protocol) ? port : 0,
})

/** `tcp/22`, `udp/53`, `icmp` (echo), `icmpv6`, `ip/47`; undefined when it is none, or more than one. */
export function parseSingleService(text: string): Service | undefined {
  const { protocol, rest: portText } = splitService(text) ?? {}
  if (protocol === undefined || protocol === 'all') return undefined
  if (hasPorts(protocol)) {
    const port = Number(portText)
    return /^\d{1,5}$/.test(portText ?? '') && port <= 65_535 ? portService(protocol, port) : undefined
  }
  if (portText !== undefined) return undefined
  const echo = protocol === ICMP ? 8 : protocol === ICMPV6 ? 128 : undefined
  return { ...portService(protocol, 0), ...(echo === undefined ? {} : { icmp: { type: echo, code: 0 } }) }
}

export const packetOf = (service: Service, source: Address, destination: Address): Packet => ({
  ...service,
  source,
  destination,
})

/** Whether a clause speaks about the service, whatever the addresses are (P5). */
export function speaksOf(clause: MatchClause, service: Service): boolean {
  const { protocol, destinationPort, sourcePort, icmp } = service
  if (clause.protocol !== 'all' && clause.protocol !== protocol) return false
  if (clause.ports !== null || clause.sourcePorts !== null) {
    if (!hasPorts(protocol)) return false
    if (!holds(clause.ports, destinationPort) || !holds(clause.sourcePorts, sourcePort)) return false
  }
  if (clause.icmp === null) return true
  const { type, code } = clause.icmp
  return icmp !== undefined && type === icmp.type && (code === null || code === icmp.code)
}

const holds = (ranges: readonly PortRange[] | null, value: number): boolean =>
  ranges === null || ranges.some((range) => portInRange(value, range))
