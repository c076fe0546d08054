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

/** ICMP types of requests and of what answers them. */
const ICMP_ANSWERS: ReadonlyMap<number, number> = new Map([
  [8, 0],
  [13, 14],
  [128, 129],
])

export const reply = (packet: Packet): Packet => ({
  ...packet,
  source: packet.destination,
  destination: packet.source,
  sourcePort: packet.destinationPort,
  destinationPort: packet.sourcePort,
  ...(packet.icmp && { icmp: { ...packet.icmp, type: answerOf(packet.icmp.type) } }),
})

function answerOf(type: number): number {
  for (const [request, answer] of ICMP_ANSWERS) {
    if (request === type) return answer
    if (answer === type) return request
  }
  return type
}

/**
 * Reads the line form used by tables and the CLI:
 * `tcp 10.0.0.5:40000 > 10.0.1.9:22`, `udp [2001:db8::1]:53 > [2001:db8::2]:53`,
 * `icmp 10.0.0.5 > 10.0.1.9` (an echo request), `icmp/3/1 10.0.0.5 > 10.0.1.9`, `47 10.0.0.5 > 10.0.1.9`.
 * Undefined when it is malformed.
 */
export function parsePacket(text: string): Packet | undefined {
  const match = /^(\S+)\s+(\S+)\s*>\s*(\S+)$/.exec(text.trim())
  if (match === null) return undefined
  const [name = '', ...typeAndCode] = (match[1] ?? '').split('/')
  const protocol = parseProtocol(name)
  const from = parseEndpoint(match[2] ?? '')
  const to = parseEndpoint(match[3] ?? '')
  if (protocol === undefined || protocol === 'all' || from === undefined || to === undefined) return undefined
  if (from.address.family !== to.address.family) return undefined
  const icmp = parseIcmp(protocol, typeAndCode)
  if (icmp === undefined) return undefined
  return {
    protocol,
    source: from.address,
    destination: to.address,
    sourcePort: hasPorts(protocol) ? (from.port ?? 40000) : 0,
    destinationPort: hasPorts(protocol) ? (to.port ?? 0) : 0,
    ...icmp,
  }
}

/** Type and code after the protocol's name; an echo request where nothing is said. */
function parseIcmp(protocol: number, parts: readonly string[]): Pick<Packet, 'icmp'> | undefined {
  const isIcmp = protocol === ICMP || protocol === ICMPV6
  if (!isIcmp) return parts.length === 0 ? {} : undefined
  if (parts.length > 2 || parts.some((part) => !/^\d{1,3}$/.test(part) || Number(part) > 255))
    return undefined
  const [type = echoRequest(protocol), code = 0] = parts.map(Number)
  return { icmp: { type, code } }
}

const echoRequest = (protocol: number): number => (protocol === ICMP ? 8 : 128)

export function formatPacket(packet: Packet): string {
  const protocol = `${formatProtocol(packet.protocol)}${formatIcmp(packet)}`
  if (!hasPorts(packet.protocol)) {
    return `${protocol} ${formatAddress(packet.source)} > ${formatAddress(packet.destination)}`
  }
  const from = formatEndpoint(packet.source, packet.sourcePort)
  return `${protocol} ${from} > ${formatEndpoint(packet.destination, packet.destinationPort)}`
}

function formatIcmp(packet: Packet): string {
  const icmp = packet.icmp
  if (icmp === undefined || (icmp.type === echoRequest(packet.protocol) && icmp.code === 0)) return ''
  return `/${icmp.type}/${icmp.code}`
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
