// What a rule form lets through, in one word or several: `ssh,http`, `tcp/22,80,8000-8100`, `udp/53`, `icmp` (T1).

import { COMMON_PORTS } from './commonPorts.ts'
import { asId, type PortListId } from './ids.ts'
import { parsePorts } from './portText.ts'
import { hasPorts, type Protocol, parseProtocol } from './protocol.ts'
import type { PortMatch } from './rule.ts'

export interface Service {
  readonly protocol: Protocol
  /** One range at most: each makes a rule of its own. */
  readonly ports: PortMatch
}

const ALL: PortMatch = { kind: 'ranges', ranges: [{ first: 1, last: 65_535 }] }

/** Ports behind a protocol belong to it until the next word; undefined when any part cannot be read. */
export function parseServices(text: string): readonly Service[] | undefined {
  const services: Service[] = []
  let protocol: Protocol | undefined
  for (const part of text.split(/[,，]/).map((one) => one.trim())) {
    const word = parseWord(part)
    const found = word ?? (protocol === undefined ? undefined : withPorts(protocol, part))
    if (found === undefined) return undefined
    if (word !== undefined) protocol = part.includes('/') ? word.protocol : undefined
    services.push(found)
  }
  return services
}

function parseWord(text: string): Service | undefined {
  const common = COMMON_PORTS.find(({ word }) => word === text.toLowerCase())
  if (common !== undefined) return { protocol: common.protocol, ports: ranges(common.port, common.port) }
  if (/^ppmg?-[\w-]+$/.test(text))
    return { protocol: 'all', ports: { kind: 'list', listId: asId<PortListId>(text) } }
  const [name = '', ...rest] = text.split('/')
  // A number may be a port or a protocol: only with a protocol before it is it clear which.
  if (/^\d/.test(name)) return undefined
  const protocol = parseProtocol(name)
  if (protocol === undefined) return undefined
  if (rest.length > 0) return withPorts(protocol, rest.join('/'))
  return { protocol, ports: hasPorts(protocol) ? ALL : { kind: 'any' } }
}

function withPorts(protocol: Protocol, text: string): Service | undefined {
  if (!hasPorts(protocol)) return undefined
  if (/^prl-[\w-]+$/.test(text)) return { protocol, ports: { kind: 'list', listId: asId<PortListId>(text) } }
  const [range] = parsePorts(text) ?? []
  return range === undefined ? undefined : { protocol, ports: ranges(range.first, range.last) }
}

const ranges = (first: number, last: number): PortMatch => ({ kind: 'ranges', ranges: [{ first, last }] })
