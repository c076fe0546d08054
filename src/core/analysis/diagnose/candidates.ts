// Changes that might let a packet through one side that drops it; whether they do is found out by judging again.

import { formatAddress } from '../../model/address.ts'
import {
  asId,
  type EniId,
  type NetworkAclEntryId,
  type RuleId,
  type SecurityGroupId,
} from '../../model/ids.ts'
import { portRange } from '../../model/ports.ts'
import { hasPorts } from '../../model/protocol.ts'
import type { ResourceReader } from '../../model/resources.ts'
import type { Peer, Rule } from '../../model/rule.ts'
import type { SecurityGroup } from '../../model/securityGroup.ts'
import { eniHas } from '../../policy/endpoint.ts'
import type { Edit } from './edits.ts'
import type { Obstacle } from './question.ts'

/** Beyond it nothing that a user can write stands (P8). */
const LOWEST_PRECEDENCE = 100
/** Who opened the connection uses one of these where the answer arrives. */
const CLIENT_PORTS = portRange(1024, 65_535)
const MOST_JOINS = 8
/** Where an interface or its peer is in many groups, those with the fewest members. */
const MOST_GROUPS = 2

export type Candidate = readonly Edit[]

export function candidatesFor(
  reader: ResourceReader,
  obstacle: Obstacle,
  anyone: boolean,
): readonly Candidate[] {
  const { side } = obstacle
  switch (side.why.kind) {
    case 'networkAcl':
      return aclCandidates(reader, obstacle, anyone)
    case 'rule':
    case 'default':
      return [...ruleCandidates(reader, obstacle, anyone), ...joinCandidates(reader, obstacle)]
    case 'noGroup':
      return joinCandidates(reader, obstacle)
    default:
      // Nothing that groups say changes it: mail, forged sources, lost fragments, the other network.
      return []
  }
}

/** Address of the other end as a rule names it. */
function peerText({ side }: Obstacle, anyone: boolean): string {
  const peer = side.direction === 'ingress' ? side.packet.source : side.packet.destination
  return anyone ? (peer.family === 4 ? '0.0.0.0/0' : '::/0') : formatAddress(peer)
}

function aclCandidates(reader: ResourceReader, obstacle: Obstacle, anyone: boolean): readonly Candidate[] {
  const { why, packet, direction } = obstacle.side
  if (why.kind !== 'networkAcl' || reader.get('networkAcl', why.networkAclId) === undefined) return []
  const ports = obstacle.isAnswer ? CLIENT_PORTS : portRange(packet.destinationPort)
  const entry = {
    id: asId<NetworkAclEntryId>('nae-new'),
    action: 'accept',
    protocol: packet.protocol,
    ports: hasPorts(packet.protocol) ? ports : null,
    peer: { kind: 'cidr', cidr: peerText(obstacle, anyone) },
    name: '',
    description: '',
  } as const
  return [[{ kind: 'addAclEntry', networkAclId: why.networkAclId, direction, entry, before: why.entryId }]]
}

function ruleCandidates(reader: ResourceReader, obstacle: Obstacle, anyone: boolean): readonly Candidate[] {
  const { why, overruled } = obstacle.side
  const rulesOf = (ids: readonly { readonly ruleId: RuleId }[]): readonly Rule[] =>
    ids.flatMap(({ ruleId }) => reader.get('rule', ruleId) ?? [])
  const behind = rulesOf(overruled)
  const blocking = why.kind === 'rule' ? reader.get('rule', why.rule.ruleId) : undefined
  const added = newRules(reader, obstacle, anyone)
  if (blocking === undefined) return added.map((rule) => [addition(rule, 1)])
  const before = blocking.precedence - 1
  const accepts = behind.filter(({ action }) => action === 'accept')
  const ties = behind.filter(
    ({ action, precedence }) => action === 'drop' && precedence === blocking.precedence,
  )
  const moved = (rule: Rule, precedence: number): Edit => ({
    kind: 'changeRule',
    before: rule,
    after: { ...rule, precedence },
  })
  const lowered = (precedence: number): Candidate =>
    [blocking, ...ties].map((rule) => moved(rule, precedence))
  return [
    ...(before >= 1 ? added.map((rule) => [addition(rule, before)]) : []),
    // What stands at the front already can only be moved back, and the new rule takes its place.
    ...(before >= 1 ? [] : added.map((rule) => [...lowered(2), addition(rule, 1)])),
    ...(before >= 1 ? accepts.map((rule) => [moved(rule, before)]) : []),
    ...accepts
      .filter(({ precedence }) => precedence < LOWEST_PRECEDENCE)
      .map(({ precedence }) => lowered(precedence + 1)),
    // At the same place drop wins: shown because people try it.
    ...added.slice(0, 1).map((rule) => [addition(rule, blocking.precedence)]),
    ...accepts
      .filter(({ precedence }) => precedence > blocking.precedence)
      .map((rule) => [moved(rule, blocking.precedence)]),
    ...narrowed(blocking, obstacle),
    [{ kind: 'removeRule', rule: blocking }],
  ]
}

const addition = (rule: Rule, precedence: number): Edit => ({
  kind: 'addRule',
  rule: { ...rule, precedence },
})

/** For exactly this peer and this own address; for the peer; for the groups that the peer is in. */
function newRules(reader: ResourceReader, obstacle: Obstacle, anyone: boolean): readonly Rule[] {
  const { side } = obstacle
  const eni = reader.get('eni', side.eniId)
  const own = side.direction === 'ingress' ? side.packet.destination : side.packet.source
  const exact: Peer = { kind: 'cidr', cidr: peerText(obstacle, anyone) }
  const groups = smallest(reader, eni?.securityGroupIds ?? [])
  const peerGroups = smallest(reader, peerOf(reader, obstacle)?.securityGroupIds ?? [])
  return groups.flatMap((group): Rule[] => {
    const rule = ruleOf(obstacle, group, exact, eni?.nic ?? 'intranet')
    const isShared = reader.by('eni', 'group', group.id).length > 1
    const named = peerGroups.map(({ id, accountId }) => ({
      ...rule,
      peer: { kind: 'group', groupId: id, accountId } as const,
    }))
    return [...(isShared ? [{ ...rule, ownCidr: formatAddress(own) }] : []), rule, ...named]
  })
}

function smallest(reader: ResourceReader, ids: readonly SecurityGroupId[]): readonly SecurityGroup[] {
  const size = (group: SecurityGroup): number => reader.by('eni', 'group', group.id).length
  return ids
    .flatMap((id) => reader.get('securityGroup', id) ?? [])
    .sort((a, b) => size(a) - size(b))
    .slice(0, MOST_GROUPS)
}

const ruleOf = ({ side }: Obstacle, group: SecurityGroup, peer: Peer, nic: Rule['nic']): Rule => ({
  id: asId<RuleId>('sgr-new'),
  groupId: group.id,
  direction: side.direction,
  action: 'accept',
  precedence: 1,
  protocol: side.packet.protocol,
  ports: hasPorts(side.packet.protocol)
    ? { kind: 'ranges', ranges: [portRange(side.packet.destinationPort)] }
    : { kind: 'any' },
  sourcePorts: null,
  icmp: null,
  peer,
  ownCidr: null,
  nic,
  description: '',
  system: false,
  createdAt: 0,
})

/** The drop without the port asked about. */
function narrowed(rule: Rule, { side }: Obstacle): readonly Candidate[] {
  const port = side.packet.destinationPort
  const [range, ...more] = rule.ports.kind === 'ranges' ? rule.ports.ranges : []
  if (range === undefined || more.length > 0 || range.first === range.last) return []
  const parts = [
    ...(range.first < port ? [portRange(range.first, port - 1)] : []),
    ...(port < range.last ? [portRange(port + 1, range.last)] : []),
  ]
  const drops = parts.map((part): Rule => ({ ...rule, ports: { kind: 'ranges', ranges: [part] } }))
  const [first, second] = drops
  if (first === undefined) return []
  const changed: Edit = { kind: 'changeRule', before: rule, after: first }
  const rest: readonly Edit[] =
    second === undefined ? [] : [{ kind: 'addRule', rule: { ...second, id: asId<RuleId>('sgr-new-2') } }]
  return [[changed, ...rest]]
}

/** The other end joins a group that this side lets in already. */
function joinCandidates(reader: ResourceReader, obstacle: Obstacle): readonly Candidate[] {
  const { side } = obstacle
  const eni = reader.get('eni', side.eniId)
  const peer = peerOf(reader, obstacle)
  if (eni === undefined || peer === undefined) return []
  const wanted = eni.securityGroupIds.flatMap((id) => {
    const named = reader
      .by('rule', 'group', id)
      .flatMap((rule) =>
        rule.direction === side.direction && rule.action === 'accept' && rule.peer.kind === 'group'
          ? [rule.peer.groupId]
          : [],
      )
    return reader.get('securityGroup', id)?.innerAccess === 'accept' ? [...named, id] : named
  })
  return [...new Set(wanted)]
    .filter((id) => !peer.securityGroupIds.includes(id))
    .slice(0, MOST_JOINS)
    .map((groupId) => [{ kind: 'joinGroup', eniId: peer.id as EniId, groupId }])
}

/** Only within the VPC: beyond it groups mean nothing (G1). */
function peerOf(reader: ResourceReader, { side }: Obstacle) {
  const eni = reader.get('eni', side.eniId)
  const address = side.direction === 'ingress' ? side.packet.source : side.packet.destination
  return eni && reader.by('eni', 'vpc', eni.vpcId).find((each) => eniHas(each, address))
}
