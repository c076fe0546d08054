// One rule between the cloud's spelling and the model's.

import { parseAddress } from '../../core/model/address.ts'
import { parseCidr } from '../../core/model/cidr.ts'
import {
  type AccountId,
  asId,
  type PortListId,
  type PrefixListId,
  type SecurityGroupId,
} from '../../core/model/ids.ts'
import type { PortRange } from '../../core/model/ports.ts'
import { formatPorts } from '../../core/model/portText.ts'
import {
  formatProtocol,
  hasPorts,
  ICMP,
  ICMPV6,
  type Protocol,
  parseProtocol,
} from '../../core/model/protocol.ts'
import type { Peer, PortMatch, Rule } from '../../core/model/rule.ts'
import type { RuleSpec } from '../../service/rule/ruleSpec.ts'
import { coexist, malformed, outOfRange } from './actions/fields.ts'
import type { Policy } from './actions/policyFields.ts'
import { refuse, spec } from './error.ts'
import { invalid, missing } from './gatewayErrors.ts'
import { formatLocal } from './time.ts'

/** Who sends the rule: `MY_PUBLIC_IP` and the owner of groups come from there. */
export interface Sender {
  readonly accountId: AccountId
  readonly clientAddress: string
}

const MY_PUBLIC_IP = 'MY_PUBLIC_IP'
const REPLACED = 'Replaced-From-MY_PUBLIC_IP'

/** `path` is where the rule stands in the request: `SecurityGroupPolicySet.Ingress.0`. */
export function specOf(policy: Policy, path: string, sender: Sender): RuleSpec {
  const service = serviceOf(policy, path)
  const peer = peerOf(policy, path, sender)
  checkFamily(service.protocol, peer, path)
  const { Action = refuse(missing(`${path}.Action`)), PolicyDescription = '' } = policy
  const isOwn = [policy.CidrBlock, policy.Ipv6CidrBlock].includes(MY_PUBLIC_IP)
  return {
    ...service,
    peer,
    action: Action === 'ACCEPT' ? 'accept' : 'drop',
    precedence: 0,
    sourcePorts: null,
    icmp: null,
    ownCidr: null,
    nic: null,
    description: PolicyDescription === '' && isOwn ? REPLACED : PolicyDescription,
  }
}

/** A template says protocol and ports alone; what is left out means all. */
export function serviceOf(
  { Protocol, Port, ServiceTemplate }: Pick<Policy, 'Protocol' | 'Port' | 'ServiceTemplate'>,
  path: string,
): { readonly protocol: Protocol; readonly ports: PortMatch } {
  const template = oneOf(ServiceTemplate?.ServiceId, ServiceTemplate?.ServiceGroupId, [
    `${path}.ServiceTemplate.ServiceId`,
    `${path}.ServiceTemplate.ServiceGroupId`,
  ])
  if (template !== undefined) {
    if (Protocol !== undefined || Port !== undefined)
      return refuse(coexist(`${path}.ServiceTemplate`, `${path}.Protocol+Port`))
    return { protocol: 'all', ports: { kind: 'list', listId: asId<PortListId>(template) } }
  }
  const protocol = protocolIn(Protocol ?? 'ALL') ?? refuse(invalid(`${path}.Protocol`))
  if (Port === undefined || /^all$/i.test(Port)) return { protocol, ports: { kind: 'any' } }
  if (!hasPorts(protocol)) return refuse(invalid(`${path}.Port`))
  return { protocol, ports: { kind: 'ranges', ranges: portsIn(Port, `${path}.Port`) } }
}

const PROTOCOLS = /^(tcp|udp|icmp|icmpv6|gre|all)$/i
const protocolIn = (text: string): Protocol | undefined =>
  PROTOCOLS.test(text) ? parseProtocol(text) : undefined

/** Single ports and ranges, parted by commas. */
export function portsIn(text: string, path: string): readonly PortRange[] {
  return text.split(',').map((part) => {
    const match = /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(part.trim())
    if (match === null) return refuse(malformed(path))
    const [first, last] = [Number(match[1]), Number(match[2] ?? match[1])]
    if (first < 1 || last > 65_535 || first > last) return refuse(outOfRange(path))
    return { first, last }
  })
}

function oneOf(
  one: string | undefined,
  other: string | undefined,
  [path, otherPath]: readonly [string, string],
): string | undefined {
  if (one !== undefined && other !== undefined) return refuse(coexist(path, otherPath))
  return one ?? other
}

/** None given means anybody, as in the interface before this one. */
export function peerOf(policy: Policy, path: string, sender: Sender): Peer {
  const given = peersIn(policy, path)
  const [first, second] = given
  if (first !== undefined && second !== undefined)
    return refuse(coexist(`${path}.${first[0]}`, `${path}.${second[0]}`))
  if (first === undefined) return { kind: 'cidr', cidr: '0.0.0.0/0' }
  const [name, value] = first
  switch (name) {
    case 'SecurityGroupId':
      return { kind: 'group', groupId: asId<SecurityGroupId>(value), accountId: sender.accountId }
    case 'AddressTemplate':
      return { kind: 'prefixList', listId: asId<PrefixListId>(value) }
    default:
      return { kind: 'cidr', cidr: blockIn(name, value, `${path}.${name}`, sender) }
  }
}

type PeerName = 'CidrBlock' | 'Ipv6CidrBlock' | 'SecurityGroupId' | 'AddressTemplate'

function peersIn(policy: Policy, path: string): readonly (readonly [PeerName, string])[] {
  const template = oneOf(policy.AddressTemplate?.AddressId, policy.AddressTemplate?.AddressGroupId, [
    `${path}.AddressTemplate.AddressId`,
    `${path}.AddressTemplate.AddressGroupId`,
  ])
  const all: readonly (readonly [PeerName, string | undefined])[] = [
    ['CidrBlock', policy.CidrBlock],
    ['Ipv6CidrBlock', policy.Ipv6CidrBlock],
    ['SecurityGroupId', policy.SecurityGroupId],
    ['AddressTemplate', template],
  ]
  return all.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]))
}

function blockIn(name: 'CidrBlock' | 'Ipv6CidrBlock', value: string, path: string, sender: Sender): string {
  const family = name === 'CidrBlock' ? 4 : 6
  if (value === MY_PUBLIC_IP) {
    const own = parseAddress(sender.clientAddress)
    return own?.family === family ? sender.clientAddress : refuse(invalid(path))
  }
  if (parseCidr(value)?.family !== family) return refuse(malformed(path))
  return /^0\.0\.0\.0\/\d+$/.test(value) ? '0.0.0.0/0' : value
}

const WRONG_FAMILY = (path: string) =>
  spec(
    'InvalidParameterValue',
    `\`${path}\` 的协议与地址类型不匹配：IPv4 应使用 ICMP，IPv6 应使用 ICMPv6。`,
    `The protocol and the address of \`${path}\` do not fit: ICMP is for IPv4, ICMPv6 for IPv6.`,
  )

function checkFamily(protocol: Protocol, peer: Peer, path: string): void {
  if (peer.kind !== 'cidr') return
  const family = parseCidr(peer.cidr)?.family
  if ((protocol === ICMP && family === 6) || (protocol === ICMPV6 && family === 4)) refuse(WRONG_FAMILY(path))
}

/** Everything on every rule and nothing null: clients read the members without looking (tencent.md 2.1). */
export function policyView(rule: Rule, index: number): object {
  return {
    PolicyIndex: index,
    Priority: index + 1,
    ...serviceView(rule),
    CidrBlock: '',
    Ipv6CidrBlock: '',
    SecurityGroupId: '',
    AddressTemplate: { AddressId: '', AddressGroupId: '' },
    ...peerView(rule.peer),
    Action: rule.action === 'accept' ? 'ACCEPT' : 'DROP',
    PolicyDescription: rule.description,
    ModifyTime: formatLocal(rule.createdAt),
    Diff: false,
  }
}

/** A rule with a template says neither protocol nor port: some clients would read them as numbers. */
function serviceView({ protocol, ports }: Pick<Rule, 'protocol' | 'ports'>): object {
  if (ports.kind === 'list') {
    const isGroup = ports.listId.startsWith('ppmg-')
    return {
      ServiceTemplate: {
        ServiceId: isGroup ? '' : ports.listId,
        ServiceGroupId: isGroup ? ports.listId : '',
      },
    }
  }
  return {
    Protocol: protocol === 'all' ? 'ALL' : formatProtocol(protocol),
    Port: ports.kind === 'ranges' ? formatPorts(ports.ranges) : 'ALL',
    ServiceTemplate: { ServiceId: '', ServiceGroupId: '' },
  }
}

function peerView(peer: Peer): object {
  switch (peer.kind) {
    case 'cidr':
      return peer.cidr.includes(':') ? { Ipv6CidrBlock: peer.cidr } : { CidrBlock: peer.cidr }
    case 'group':
      return { SecurityGroupId: peer.groupId }
    case 'prefixList': {
      const isGroup = peer.listId.startsWith('ipmg-')
      return {
        AddressTemplate: {
          AddressId: isGroup ? '' : peer.listId,
          AddressGroupId: isGroup ? peer.listId : '',
        },
      }
    }
  }
}
