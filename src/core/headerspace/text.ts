// Sets of packets in words: `10.8.0.0/16 except 10.8.3.0/24, tcp 22 and 80-90`.

import type { AddressSet } from '../model/addressSet.ts'
import type { AddressRange } from '../model/cidr.ts'
import { formatPortRange, type PortRange } from '../model/ports.ts'
import { formatProtocol, ICMP, ICMPV6 } from '../model/protocol.ts'
import { blockTexts, joined } from './blocks.ts'
import type { Factor, ServiceFactor } from './factors.ts'

/** Beyond this many ranges the rest is counted instead of written. */
const MOST_RANGES = 256

/** `peer` is the side that is not the instance's own. */
export const formatFactor = (factor: Factor, peer: 'source' | 'destination'): string =>
  `${formatAddresses(factor[peer])}, ${formatServices(factor.services)}`

export function formatAddresses(set: AddressSet): string {
  const texts = ([4, 6] as const).flatMap((family) =>
    familyTexts(set.filter((range) => range.family === family)),
  )
  return texts.length === 0 ? 'nobody' : joined(texts)
}

function familyTexts(ranges: readonly AddressRange[]): readonly string[] {
  if (ranges.length <= MOST_RANGES) return blockTexts(ranges)
  const more = `${ranges.length - MOST_RANGES} more ranges up to ${blockTexts(ranges.slice(-1)).at(-1)}`
  return [...blockTexts(ranges.slice(0, MOST_RANGES)), more]
}

export const formatServices = (services: readonly ServiceFactor[]): string =>
  services.map(formatService).join('; ')

function formatService({ protocols, service, sourcePorts }: ServiceFactor): string {
  const isAll = protocols.length === 1 && protocols[0]?.first === 0 && protocols[0].last === 255
  const names = isAll ? 'all' : joined(protocols.flatMap(protocolTexts))
  const from = sourcePorts === null ? '' : ` from ${joined(sourcePorts.map(formatPortRange))}`
  if (service === null) return `${names}${from}`
  const isIcmp = protocols.some(({ first }) => first === ICMP || first === ICMPV6)
  return `${names} ${joined(service.map(isIcmp ? formatTypes : formatPortRange))}${from}`
}

const protocolTexts = ({ first, last }: PortRange): string[] =>
  last - first > 1
    ? [`protocols ${first}-${last}`]
    : [...new Set([first, last])].map((each) => formatProtocol(each))

function formatTypes({ first, last }: PortRange): string {
  if (first % 256 === 0 && last % 256 === 255) {
    return `type ${formatPortRange({ first: first >>> 8, last: last >>> 8 })}`
  }
  const [from, to] = [first, last].map((each) => `${each >>> 8}/${each & 255}`)
  return from === to ? `type ${from}` : `type ${from}-${to}`
}
