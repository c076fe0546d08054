// Single values of a rule between Alibaba's text forms and the model (semantics T1, T2).

import { formatAddress } from '../../core/model/address.ts'
import { parseCidr } from '../../core/model/cidr.ts'
import type { PortRange } from '../../core/model/ports.ts'
import { GRE, ICMP, ICMPV6, type Protocol, TCP, UDP } from '../../core/model/protocol.ts'

const PROTOCOLS: ReadonlyMap<Protocol, string> = new Map<Protocol, string>([
  [TCP, 'TCP'],
  [UDP, 'UDP'],
  [ICMP, 'ICMP'],
  [ICMPV6, 'ICMPv6'],
  [GRE, 'GRE'],
  ['all', 'ALL'],
])

const BY_NAME: ReadonlyMap<string, Protocol> = new Map(
  [...PROTOCOLS].map(([protocol, name]) => [name.toLowerCase(), protocol]),
)

/** Names in any case, and numbers from 0 to 255: Alibaba takes those in some regions only, we in all. */
export function parseProtocolText(text: string): Protocol | undefined {
  const named = BY_NAME.get(text.toLowerCase())
  if (named !== undefined) return named
  return /^\d{1,3}$/.test(text) && Number(text) <= 255 ? Number(text) : undefined
}

export const formatProtocolText = (protocol: Protocol): string => PROTOCOLS.get(protocol) ?? String(protocol)

/** `-1/-1` = any. */
export function parsePortText(text: string): PortRange | 'any' | undefined {
  if (text === '-1/-1') return 'any'
  const match = /^(\d{1,5})\/(\d{1,5})$/.exec(text)
  if (match === null) return undefined
  const [first, last] = [Number(match[1]), Number(match[2])]
  return first >= 1 && first <= last && last <= 65_535 ? { first, last } : undefined
}

export const formatPortText = (range: PortRange | 'any'): string =>
  range === 'any' ? '-1/-1' : `${range.first}/${range.last}`

/** As written (T2); undefined for anything but an IPv4 address or block. */
export const parseIpv4Text = (text: string): string | undefined =>
  parseCidr(text)?.family === 4 ? text : undefined

/** Compressed, host bits kept (T2); undefined for anything but an IPv6 address or block. */
export function parseIpv6Text(text: string): string | undefined {
  const cidr = parseCidr(text)
  if (cidr?.family !== 6) return undefined
  const address = formatAddress({ family: 6, value: cidr.base })
  return text.includes('/') ? `${address}/${cidr.length}` : address
}
