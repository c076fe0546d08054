// The service a question is about, as people write it: `tcp/22`, `udp/53`, `tcp/8000-8100`, `icmp`, `all`.

import { ALL_PORTS, formatPortRange, type PortRange } from '../../model/ports.ts'
import { parsePorts } from '../../model/portText.ts'
import { formatProtocol, hasPorts, type Protocol } from '../../model/protocol.ts'
import { splitService } from '../../model/serviceText.ts'

export interface Service {
  readonly protocol: Protocol
  /** Null = all that the protocol has. */
  readonly ports: readonly PortRange[] | null
}

/** Undefined when it is none. Several ports ask whether any of them is open. */
export function parseService(text: string): Service | undefined {
  const words = splitService(text)
  if (words === undefined) return undefined
  const { protocol, rest } = words
  if (rest === undefined) return { protocol, ports: null }
  if (!hasPorts(protocol)) return undefined
  const ports = parsePorts(rest)
  return ports && { protocol, ports }
}

export function formatService({ protocol, ports }: Service): string {
  const name = formatProtocol(protocol)
  if (ports === null) return /^\d/.test(name) ? `ip/${name}` : name
  return `${name}/${ports.map(formatPortRange).join(',')}`
}

export const protocolsOf = ({ protocol }: Service): readonly PortRange[] =>
  protocol === 'all' ? [{ first: 0, last: 255 }] : [{ first: protocol, last: protocol }]

export const intersectPorts = (
  some: readonly PortRange[] | null,
  others: readonly PortRange[] | null,
): readonly PortRange[] | null => {
  if (some === null || others === null) return some ?? others
  const both = some.flatMap((one) =>
    others
      .map(({ first, last }) => ({ first: Math.max(first, one.first), last: Math.min(last, one.last) }))
      .filter(({ first, last }) => first <= last),
  )
  return both.some(({ first, last }) => first === ALL_PORTS.first && last === ALL_PORTS.last) ? null : both
}
