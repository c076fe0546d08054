// One packet, reduced to what a policy can see.

import { type Address, formatAddress, parseAddress } from './address.ts'
import { formatProtocol, hasPorts, ICMP, ICMPV6, parseProtocol } from './protocol.ts'

/** Ingress is towards the instance, egress is from it (semantics P1). */
export type Direction = 'ingress' | 'egress'

export interface Packet {
  readonly protocol: number
  readonly source: Address
  readonly destination: Address
  /** Zero where the protocol has no ports. */
  readonly sourcePort: number
  readonly destinationPort: number
  readonly icmp?: { readonly type: number; readonly code: number }
  /** A later fragment: no ports to look at (semantics P7). */
  readonly laterFragment?: true
}

export const reply = (packet: Packet): Packet => ({
  ...packet,
  source: packet.destination,
  destination: packet.source,
  sourcePort: packet.destinationPort,
  destinationPort: packet.sourcePort,
})

/**
 * Reads the line form used by tables and the CLI:
 * `tcp 10.0.0.5:40000 > 10.0.1.9:22`, `udp [2001:db8::1]:53 > [2001:db8::2]:53`,
 * `icmp 10.0.0.5 > 10.0.1.9`, `47 10.0.0.5 > 10.0.1.9`. Undefined when it is malformed.
 */
export function parsePacket(text: string): Packet | undefined {
  const match = /^(\S+)\s+(\S+)\s*>\s*(\S+)$/.exec(text.trim())
  if (match === null) return undefined
  const protocol = parseProtocol(match[1] ?? '')
  const from = parseEndpoint(match[2] ?? '')
  const to = parseEndpoint(match[3] ?? '')
  if (protocol === undefined || protocol === 'all' || from === undefined || to === undefined) return undefined
  if (from.address.family !== to.address.family) return undefined
  const icmp =
    protocol === ICMP
      ? { icmp: { type: 8, code: 0 } }
      : protocol === ICMPV6
        ? { icmp: { type: 128, code: 0 } }
        : {}
  return {
    protocol,
    source: from.address,
    destination: to.address,
    sourcePort: hasPorts(protocol) ? (from.port ?? 40000) : 0,
    destinationPort: hasPorts(protocol) ? (to.port ?? 0) : 0,
    ...icmp,
  }
}

export function formatPacket(packet: Packet): string {
  const protocol = formatProtocol(packet.protocol)
  if (!hasPorts(packet.protocol)) {
    return `${protocol} ${formatAddress(packet.source)} > ${formatAddress(packet.destination)}`
  }
  const from = formatEndpoint(packet.source, packet.sourcePort)
  return `${protocol} ${from} > ${formatEndpoint(packet.destination, packet.destinationPort)}`
}

/** `10.0.0.1:80`, `[::1]:80`, or an address alone. */
export function parseEndpoint(text: string): { address: Address; port?: number } | undefined {
  const bracketed = /^\[([^\]]+)\](?::(\d{1,5}))?$/.exec(text)
  const plain = /^([^:]+)(?::(\d{1,5}))?$/.exec(text)
  const parts = bracketed ?? plain
  const address = parseAddress(parts?.[1] ?? text)
  if (address === undefined) return undefined
  if (parts?.[2] === undefined) return { address }
  const port = Number(parts[2])
  return port <= 65535 ? { address, port } : undefined
}

const formatEndpoint = (address: Address, port: number): string =>
  address.family === 4 ? `${formatAddress(address)}:${port}` : `[${formatAddress(address)}]:${port}`
