// An entry of a network ACL between the cloud's spelling and the model's. Not spelled as rules of groups are.

import { parseCidr } from '../../core/model/cidr.ts'
import type { NetworkAclEntry } from '../../core/model/networkAcl.ts'
import { formatPortRange } from '../../core/model/ports.ts'
import { formatProtocol, hasPorts, ICMP, ICMPV6 } from '../../core/model/protocol.ts'
import type { EntrySpec } from '../../service/networkAcl/updateEntries.ts'
import { coexist, malformed } from './actions/fields.ts'
import type { SentEntry } from './actions/vpc/networkAclFields.ts'
import { refuse } from './error.ts'
import { invalid } from './gatewayErrors.ts'
import { serviceOf } from './policyCodec.ts'
import { formatLocal } from './time.ts'

const ANY4 = '0.0.0.0/0'

/** `path` is where the entry stands: `NetworkAclEntrySet.Ingress.0`. */
export function entrySpecOf(sent: SentEntry, path: string, id: string | null = null): EntrySpec {
  const { protocol, ports } = serviceOf(
    { Protocol: sent.Protocol, Port: portText(sent), ServiceTemplate: undefined },
    path,
  )
  const [range, ...more] = ports.kind === 'ranges' ? ports.ranges : []
  if (more.length > 0) refuse(invalid(`${path}.Port`))
  const cidr = blockOf(sent, path)
  const isV6 = cidr.includes(':')
  if (protocol === (isV6 ? ICMP : ICMPV6)) refuse(invalid(`${path}.Protocol`))
  return {
    id,
    action: sent.Action.toLowerCase() === 'accept' ? 'accept' : 'drop',
    protocol,
    ports: range ?? null,
    peer: { kind: 'cidr', cidr },
    name: '',
    description: sent.Description ?? '',
    family: isV6 ? 6 : 4,
  }
}

/** Terraform sends a port with every protocol; where there are none it says nothing. */
function portText({ Protocol = 'ALL', Port }: SentEntry): string | undefined {
  return Port !== undefined && /^(all|icmp|icmpv6|gre)$/i.test(Protocol) && /^(all|none|1-65535)$/i.test(Port)
    ? undefined
    : Port
}

function blockOf({ CidrBlock, Ipv6CidrBlock }: SentEntry, path: string): string {
  if (CidrBlock !== undefined && Ipv6CidrBlock !== undefined)
    return refuse(coexist(`${path}.CidrBlock`, `${path}.Ipv6CidrBlock`))
  const [name, text] =
    Ipv6CidrBlock === undefined ? ['CidrBlock', CidrBlock ?? ANY4] : ['Ipv6CidrBlock', Ipv6CidrBlock]
  const cidr = parseCidr(text)
  const isRight = cidr !== undefined && cidr.family === (name === 'CidrBlock' ? 4 : 6)
  return isRight ? text : refuse(malformed(`${path}.${name}`))
}

/** What ends every list whether it is sent or not: nothing of IPv4 passes. */
export const isImplicit = ({ action, protocol, ports, peer }: EntrySpec): boolean =>
  action === 'drop' && protocol === 'all' && ports === null && peer.kind === 'cidr' && peer.cidr === ANY4

export const entryView = (entry: NetworkAclEntry, index: number, changedAt: number): object => {
  const block = entry.peer.kind === 'cidr' ? entry.peer.cidr : ''
  const isV6 = block.includes(':')
  return {
    ModifyTime: formatLocal(changedAt),
    Protocol: formatProtocol(entry.protocol),
    Port: entry.ports === null || !hasPorts(entry.protocol) ? 'ALL' : formatPortRange(entry.ports),
    CidrBlock: isV6 ? '' : block,
    Ipv6CidrBlock: isV6 ? block : '',
    Action: entry.action === 'accept' ? 'Accept' : 'Drop',
    Description: entry.description,
    Priority: index + 1,
    NetworkAclIpv4EntryId: isV6 ? '' : entry.id,
    NetworkAclIpv6EntryId: isV6 ? entry.id : '',
  }
}

/** Listed behind the others in exactly this casing: Terraform knows them by it (tencent.md 3.4). */
export const implicitViews = (from: number, changedAt: number): readonly object[] =>
  [
    { CidrBlock: ANY4, Ipv6CidrBlock: '', Action: 'Drop' },
    { CidrBlock: '', Ipv6CidrBlock: '::/0', Action: 'Accept' },
  ].map((each, index) => ({
    ModifyTime: formatLocal(changedAt),
    Protocol: 'all',
    Port: 'ALL',
    ...each,
    Description: '',
    Priority: from + index + 1,
    NetworkAclIpv4EntryId: '',
    NetworkAclIpv6EntryId: '',
  }))
