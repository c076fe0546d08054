// A rule between Alibaba's parameters and the model: decode, encode, and change some fields of one that is there.

import {
  type AccountId,
  asId,
  type PortListId,
  type PrefixListId,
  type SecurityGroupId,
} from '../../core/model/ids.ts'
import type { Direction } from '../../core/model/packet.ts'
import type { PortRange } from '../../core/model/ports.ts'
import { hasPorts, type Protocol } from '../../core/model/protocol.ts'
import type { Action, Nic, Peer, PortMatch, Rule } from '../../core/model/rule.ts'
import type { RulePattern, RuleSpec } from '../../service/rule/ruleSpec.ts'
import type { ErrorSpec } from './error.ts'
import { missingOf, refuse } from './fields.ts'

type PortText = PortRange | 'any'

/** Every parameter of a rule, each read already; undefined = not sent. */
export interface RuleParameters {
  readonly IpProtocol: Protocol | undefined
  readonly PortRange: PortText | undefined
  readonly PortRangeListId: string | undefined
  readonly SourcePortRange: PortText | undefined
  readonly SourceCidrIp: string | undefined
  readonly Ipv6SourceCidrIp: string | undefined
  readonly SourceGroupId: string | undefined
  readonly SourceGroupOwnerAccount: string | undefined
  readonly SourceGroupOwnerId: string | undefined
  readonly SourcePrefixListId: string | undefined
  readonly DestCidrIp: string | undefined
  readonly Ipv6DestCidrIp: string | undefined
  readonly DestGroupId: string | undefined
  readonly DestGroupOwnerAccount: string | undefined
  readonly DestGroupOwnerId: string | undefined
  readonly DestPrefixListId: string | undefined
  readonly Policy: Action | undefined
  readonly Priority: number | undefined
  readonly NicType: Nic | undefined
  readonly Description: string | undefined
}

export interface RuleContext {
  readonly direction: Direction
  /** Where the rule stands in the request: `Permissions.1.`, or nothing for parameters of their own. */
  readonly path: string
  /** The account behind an owner's id or name; the caller's where neither is given. */
  readonly accountOf: (ownerId: string | undefined, ownerName: string | undefined) => AccountId
}

export function decodeRule(parameters: RuleParameters, context: RuleContext): RuleSpec {
  const protocol = parameters.IpProtocol ?? refuse(missingOf(`${context.path}IpProtocol`))
  return {
    protocol,
    ports: portsOf(protocol, parameters),
    sourcePorts: sourcePortsOf(protocol, parameters.SourcePortRange),
    icmp: null,
    peer: peerOf(parameters, context),
    ownCidr: blockOf(parameters, ownSide(context.direction)) ?? null,
    action: parameters.Policy ?? 'accept',
    precedence: parameters.Priority ?? 1,
    nic: parameters.NicType ?? null,
    description: parameters.Description ?? '',
  }
}

/** For finding rules: the priority counts only when it is sent. */
export const decodePattern = (parameters: RuleParameters, context: RuleContext): RulePattern => ({
  ...decodeRule(parameters, context),
  precedence: parameters.Priority ?? null,
})

/** The rule with the fields that were sent in place of its own; a field given anew replaces its rivals. */
export function overlayRule(rule: Rule, sent: RuleParameters, context: RuleContext): RuleSpec {
  const rivals = [PEER_FIELDS[rule.direction], OWN_FIELDS[rule.direction], PORT_FIELDS]
  const replaced = rivals.filter((names) => names.some((name) => sent[name] !== undefined)).flat()
  // The owner belongs to the group: another group without an owner is the caller's.
  const side = peerSide(rule.direction)
  const group = sent[`${side}GroupId`]
  const isOther = group !== undefined && !(rule.peer.kind === 'group' && rule.peer.groupId === group)
  if (isOther) replaced.push(`${side}GroupOwnerId`)
  const kept = Object.entries(parametersOf(rule)).filter(([name]) => !replaced.some((one) => one === name))
  const given = Object.entries(sent).filter(([, value]) => value !== undefined)
  return decodeRule({ ...NONE, ...Object.fromEntries([...kept, ...given]) }, context)
}

/** The parameters that would make this rule. */
function parametersOf(rule: Rule): RuleParameters {
  const peer = peerSide(rule.direction)
  return {
    ...NONE,
    IpProtocol: rule.protocol,
    PortRange:
      rule.ports.kind === 'any' ? 'any' : rule.ports.kind === 'ranges' ? rule.ports.ranges[0] : undefined,
    PortRangeListId: rule.ports.kind === 'list' ? rule.ports.listId : undefined,
    SourcePortRange: rule.sourcePorts?.[0],
    ...(rule.peer.kind === 'cidr' ? blockParameters(peer, rule.peer.cidr) : {}),
    ...(rule.peer.kind === 'group'
      ? { [`${peer}GroupId`]: rule.peer.groupId, [`${peer}GroupOwnerId`]: rule.peer.accountId }
      : {}),
    ...(rule.peer.kind === 'prefixList' ? { [`${peer}PrefixListId`]: rule.peer.listId } : {}),
    ...(rule.ownCidr === null ? {} : blockParameters(ownSide(rule.direction), rule.ownCidr)),
    Policy: rule.action,
    Priority: rule.precedence,
    NicType: rule.nic,
    Description: rule.description === '' ? undefined : rule.description,
  }
}

type Side = 'Source' | 'Dest'
type Name = keyof RuleParameters

/** Ingress: the peer is the source (P1). */
const peerSide = (direction: Direction): Side => (direction === 'ingress' ? 'Source' : 'Dest')
const ownSide = (direction: Direction): Side => (direction === 'ingress' ? 'Dest' : 'Source')

const blockFields = (side: Side): readonly Name[] => [`${side}CidrIp`, `Ipv6${side}CidrIp`]
const peerFields = (side: Side): readonly Name[] => [
  ...blockFields(side),
  `${side}GroupId`,
  `${side}PrefixListId`,
]
const PEER_FIELDS = { ingress: peerFields('Source'), egress: peerFields('Dest') }
const OWN_FIELDS = { ingress: blockFields('Dest'), egress: blockFields('Source') }
const PORT_FIELDS: readonly Name[] = ['PortRange', 'PortRangeListId']

export const RULE_PARAMETERS: readonly Name[] = [
  'IpProtocol',
  'PortRange',
  'PortRangeListId',
  'SourcePortRange',
  ...(['Source', 'Dest'] as const).flatMap((side): Name[] => [
    `${side}CidrIp`,
    `Ipv6${side}CidrIp`,
    `${side}GroupId`,
    `${side}GroupOwnerAccount`,
    `${side}GroupOwnerId`,
    `${side}PrefixListId`,
  ]),
  'Policy',
  'Priority',
  'NicType',
  'Description',
]

const NONE = Object.fromEntries(RULE_PARAMETERS.map((name) => [name, undefined])) as unknown as {
  readonly [N in Name]: undefined
}

const blockParameters = (side: Side, cidr: string) =>
  cidr.includes(':') ? { [`Ipv6${side}CidrIp`]: cidr } : { [`${side}CidrIp`]: cidr }

function portsOf(protocol: Protocol, { PortRange, PortRangeListId }: RuleParameters): PortMatch {
  if (PortRange === undefined && PortRangeListId === undefined) return refuse(PORTS_MISSING)
  if (hasPorts(protocol)) {
    // A list beside a range is ignored, as documented.
    if (PortRange === undefined) return { kind: 'list', listId: asId<PortListId>(PortRangeListId ?? '') }
    return PortRange === 'any' ? refuse(PORTS_MISMATCH) : { kind: 'ranges', ranges: [PortRange] }
  }
  if (PortRange === undefined) return refuse(LIST_WITHOUT_PORTS)
  return PortRange === 'any' ? { kind: 'any' } : refuse(PORTS_MISMATCH)
}

function sourcePortsOf(protocol: Protocol, range: PortText | undefined): readonly PortRange[] | null {
  if (range === undefined || range === 'any') return null
  return hasPorts(protocol) ? [range] : refuse(SOURCE_PORTS_MISMATCH)
}

/** A block comes before a group, a group before a prefix list; what comes later is ignored, as documented. */
function peerOf(parameters: RuleParameters, { direction, path, accountOf }: RuleContext): Peer {
  const side = peerSide(direction)
  const cidr = blockOf(parameters, side)
  if (cidr !== undefined) return { kind: 'cidr', cidr }
  const groupId = parameters[`${side}GroupId`]
  if (groupId !== undefined) {
    const accountId = accountOf(parameters[`${side}GroupOwnerId`], parameters[`${side}GroupOwnerAccount`])
    return { kind: 'group', groupId: asId<SecurityGroupId>(groupId), accountId }
  }
  const listId = parameters[`${side}PrefixListId`]
  if (listId !== undefined) return { kind: 'prefixList', listId: asId<PrefixListId>(listId) }
  return refuse(peerMissing(side, path))
}

function blockOf(parameters: RuleParameters, side: Side): string | undefined {
  const v4 = parameters[`${side}CidrIp`]
  const v6 = parameters[`Ipv6${side}CidrIp`]
  return v4 !== undefined && v6 !== undefined ? refuse(bothFamilies(side)) : (v4 ?? v6)
}

const refusal = (code: string, message: string): ErrorSpec => ({ status: 400, code, message })

const PORTS_MISSING = refusal('InvalidPortRange.Malformed', 'The specified parameter PortRange must set.')
const PORTS_MISMATCH = refusal(
  'OperationDenied',
  'The specified IpProtocol does not exist or IpProtocol and PortRange do not match.',
)
const LIST_WITHOUT_PORTS = refusal(
  'InvalidParam.ProtocolNotSupportPortRangeList',
  'The specified protocol does not support the port range list.',
)
const SOURCE_PORTS_MISMATCH = refusal(
  'InvalidSourcePortRange.Malformed',
  'The specified parameter "SourcePortRange" is not valid.',
)
const peerMissing = (side: Side, path: string) =>
  refusal(
    `MissingParameter.${side}`,
    `One of the parameters ${side}CidrIp, Ipv6${side}CidrIp, ${side}GroupId or ${side}PrefixListId in ` +
      `${path === '' ? 'the request' : path.slice(0, -1)} must be specified.`,
  )
const bothFamilies = (side: Side) =>
  refusal(
    `InvalidParam.${side}Ip`,
    `The Parameters ${side}CidrIp and Ipv6${side}CidrIp cannot be set at the same time.`,
  )
