// What stays open on every machine that is an instance, whatever its rules say (semantics S5): the way in that nobody can close by mistake.

import { type Cidr, formatCidr, parseCidr } from './cidr.ts'

export interface Failsafe {
  readonly protocol: 'tcp' | 'udp'
  readonly port: number
  /** Who may open connections to it. */
  readonly from: Cidr
}

/** A list for operators, not a second set of rules. */
export const MOST_FAILSAFES = 32

/** Reads `tcp/22@10.0.0.0/8`; undefined otherwise. */
export function parseFailsafe(text: string): Failsafe | undefined {
  const [, protocol, portText = '', cidr = ''] = /^(tcp|udp)\/([1-9]\d{0,4})@(\S+)$/.exec(text) ?? []
  const from = parseCidr(cidr)
  const port = Number(portText)
  if (from === undefined || port > 65_535 || (protocol !== 'tcp' && protocol !== 'udp')) return undefined
  return { protocol, port, from }
}

/** The one way in which each is written. */
export const formatFailsafe = ({ protocol, port, from }: Failsafe): string =>
  `${protocol}/${port}@${formatCidr(from)}`
