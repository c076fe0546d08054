// IP protocol numbers and the names that rules and packets are written with.

/** An IANA protocol number, or `all`: every number (semantics P5). */
export type Protocol = number | 'all'

export const ICMP = 1
export const TCP = 6
export const UDP = 17
export const GRE = 47
export const ICMPV6 = 58

const NAMES: ReadonlyMap<string, number> = new Map([
  ['icmp', ICMP],
  ['tcp', TCP],
  ['udp', UDP],
  ['gre', GRE],
  ['icmpv6', ICMPV6],
  ['sctp', 132],
])

/** Whether rules and packets of this protocol carry ports in both clouds' models: TCP and UDP only. */
export const hasPorts = (protocol: Protocol): boolean => protocol === TCP || protocol === UDP

/** Reads `tcp`, `ICMPv6`, `47`, `all`; undefined when it is none of these. */
export function parseProtocol(text: string): Protocol | undefined {
  const lower = text.toLowerCase()
  if (lower === 'all') return 'all'
  const named = NAMES.get(lower)
  if (named !== undefined) return named
  if (!/^\d{1,3}$/.test(lower)) return undefined
  const number = Number(lower)
  return number <= 255 ? number : undefined
}

/** Lower-case name where there is one, else the number. */
export function formatProtocol(protocol: Protocol): string {
  if (protocol === 'all') return 'all'
  for (const [name, number] of NAMES) if (number === protocol) return name
  return String(protocol)
}
