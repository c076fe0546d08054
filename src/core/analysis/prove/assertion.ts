// Assertions as people write them: `internet !-> tag:tier=db`, `sg-web -> tag:tier=db tcp/3306`, `sg-web => sg-db tcp/80`.

import { type Box, EVERYTHING, icmpService } from '../../headerspace/box.ts'
import { type PortRange, portRange } from '../../model/ports.ts'
import { hasPorts, ICMP, ICMPV6 } from '../../model/protocol.ts'
import { splitService } from '../../model/serviceText.ts'

export interface Assertion {
  readonly from: string
  readonly to: string
  /**
   * `some`: at least one packet gets there; `none`: not a single one does; `all`: from everybody to everybody every
   * one does; `only`: from nobody else a single one does.
   */
  readonly claims: Claim
  /** Limits the packets meant; no addresses. */
  readonly service: Box
}

export type Claim = 'some' | 'none' | 'all' | 'only'

const ARROWS: Readonly<Record<string, Claim>> = { '->': 'some', '!->': 'none', '=>': 'all' }

export type ParsedAssertion =
  | { readonly kind: 'assertion'; readonly assertion: Assertion }
  /** What cannot be read, as written. */
  | { readonly kind: 'malformed'; readonly part: string }

/** `<end> <arrow> <end> [service]`; `claim` reads `->` of a sentence that says in other words what it claims. */
export function parseAssertion(text: string, claim?: Claim): ParsedAssertion {
  const match = /^(\S+)\s+(!?->|=>)\s+(\S+)(?:\s+(\S+))?$/.exec(text.trim())
  const [, from = '', arrow, to = '', serviceText] = match ?? []
  if (match === null) return { kind: 'malformed', part: text }
  const service = serviceText === undefined ? EVERYTHING : parseService(serviceText)
  if (service === undefined) return { kind: 'malformed', part: serviceText ?? '' }
  const said = ARROWS[arrow ?? '']
  if (said === undefined || (claim !== undefined && arrow !== '->')) return { kind: 'malformed', part: text }
  return { kind: 'assertion', assertion: { from, to, claims: claim ?? said, service } }
}

/** `tcp/3306`, `udp/53,5353`, `tcp/8000-8100`, `icmp`, `icmp/8`, `ip/47`, `all`. */
function parseService(text: string): Box | undefined {
  const words = splitService(text)
  if (words === undefined) return undefined
  const { protocol, rest: numbers } = words
  const protocols = protocol === 'all' ? EVERYTHING.protocols : [portRange(protocol)]
  if (numbers === undefined) return { ...EVERYTHING, protocols }
  const ranges = numbers.split(',').map(parseRange)
  if (ranges.some((range) => range === undefined)) return undefined
  const known = ranges as PortRange[]
  if (hasPorts(protocol)) return { ...EVERYTHING, protocols, service: known }
  if (protocol !== ICMP && protocol !== ICMPV6) return undefined
  if (known.some(({ last }) => last > 255)) return undefined
  const service = known.map(({ first, last }) => portRange(icmpService(first, 0), icmpService(last, 255)))
  return { ...EVERYTHING, protocols, service }
}

function parseRange(text: string): PortRange | undefined {
  const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text)
  if (match === null) return undefined
  const first = Number(match[1])
  const last = Number(match[2] ?? match[1])
  return first <= last && last <= 65535 ? portRange(first, last) : undefined
}
