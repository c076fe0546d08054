// Entries of five fields between the cloud's spelling and the model's: source and destination instead of a peer.

import { parseCidr } from '../../core/model/cidr.ts'
import type { NetworkAclEntry } from '../../core/model/networkAcl.ts'
import type { Direction } from '../../core/model/packet.ts'
import { formatPortRange, type PortRange } from '../../core/model/ports.ts'
import { formatProtocol, hasPorts, ICMP, ICMPV6, type Protocol } from '../../core/model/protocol.ts'
import type { EntrySpec } from '../../service/networkAcl/updateEntries.ts'
import { coexist, malformed } from './actions/fields.ts'
import type { SentFive } from './actions/vpc/networkAclFields.ts'
import { refuse } from './error.ts'
import { invalid } from './gatewayErrors.ts'
import { portsIn, serviceOf } from './policyCodec.ts'
import { formatLocal } from './time.ts'

const ANY = ['0.0.0.0/0', '::/0']

/** `path` is where the entry stands: `NetworkAclQuintupleSet.Ingress.0`. */
export function fiveSpecOf(
  sent: SentFive,
  direction: Direction,
  path: string,
  id: string | null = null,
): EntrySpec {
  const { protocol } = serviceOf(
    { Protocol: sent.Protocol, Port: undefined, ServiceTemplate: undefined },
    path,
  )
  const [source, sourceName] = sideOf(sent.SourceCidr, sent.SourceIPv6Cidr, 'Source', path)
  const [destination, name] = sideOf(sent.DestinationCidr, sent.DestinationIPv6Cidr, 'Destination', path)
  const isV6 = [source, destination].some((block) => block?.includes(':'))
  const any = isV6 ? '::/0' : '0.0.0.0/0'
  for (const [block, field] of [
    [source, sourceName],
    [destination, name],
  ] as const)
    if (block !== undefined && block.includes(':') !== isV6) refuse(invalid(`${path}.${field}`))
  if (protocol === (isV6 ? ICMP : ICMPV6)) refuse(invalid(`${path}.Protocol`))
  const [peer, own] = direction === 'ingress' ? [source, destination] : [destination, source]
  const sourcePorts = rangeOf(sent.SourcePort, protocol, `${path}.SourcePort`)
  return {
    id,
    action: sent.Action.toLowerCase() === 'accept' ? 'accept' : 'drop',
    protocol,
    ports: rangeOf(sent.DestinationPort, protocol, `${path}.DestinationPort`),
    peer: { kind: 'cidr', cidr: peer ?? any },
    ...(sourcePorts === null ? {} : { sourcePorts }),
    ...(own === undefined || ANY.includes(own) ? {} : { ownCidr: own }),
    name: '',
    description: sent.Description ?? '',
    family: isV6 ? 6 : 4,
  }
}

function sideOf(
  v4: string | undefined,
  v6: string | undefined,
  side: 'Source' | 'Destination',
  path: string,
): readonly [text: string | undefined, name: string] {
  const [name4, name6] = [`${side}Cidr`, `${side}IPv6Cidr`]
  if (v4 !== undefined && v6 !== undefined) return refuse(coexist(`${path}.${name4}`, `${path}.${name6}`))
  const [text, name, family] = v6 === undefined ? [v4, name4, 4] : [v6, name6, 6]
  const isRight = text === undefined || parseCidr(text)?.family === family
  return isRight ? [text, name] : refuse(malformed(`${path}.${name}`))
}

function rangeOf(text: string | undefined, protocol: Protocol, path: string): PortRange | null {
  if (text === undefined || /^(all|none|-)$/i.test(text)) return null
  if (!hasPorts(protocol)) return refuse(invalid(path))
  const [range, ...more] = portsIn(text, path)
  return range === undefined || more.length > 0 ? refuse(invalid(path)) : range
}

export function fiveView(
  entry: NetworkAclEntry,
  direction: Direction,
  index: number,
  changedAt: number,
): object {
  const peer = entry.peer.kind === 'cidr' ? entry.peer.cidr : ''
  const isV6 = peer.includes(':')
  const own = entry.ownCidr ?? (isV6 ? '::/0' : '0.0.0.0/0')
  const [source, destination] = direction === 'ingress' ? [peer, own] : [own, peer]
  const text = (range: PortRange | null | undefined): string =>
    range === null || range === undefined ? 'ALL' : formatPortRange(range)
  return {
    Protocol: formatProtocol(entry.protocol),
    Description: entry.description,
    SourcePort: text(entry.sourcePorts),
    SourceCidr: isV6 ? '' : source,
    SourceIPv6Cidr: isV6 ? source : '',
    DestinationPort: text(entry.ports),
    DestinationCidr: isV6 ? '' : destination,
    DestinationIPv6Cidr: isV6 ? destination : '',
    Action: entry.action === 'accept' ? 'Accept' : 'Drop',
    NetworkAclQuintupleEntryId: entry.id,
    Priority: index + 1,
    CreateTime: formatLocal(changedAt),
    NetworkAclDirection: direction === 'ingress' ? 'INGRESS' : 'EGRESS',
  }
}
