// Whether a group may have a rule, whatever its other rules are (semantics P6, G1, G3, G5, K1).

import { type Cidr, parseCidr } from '../../core/model/cidr.ts'
import { isClassicGroup } from '../../core/model/classic.ts'
import { fail } from '../../core/model/faults.ts'
import type { Direction } from '../../core/model/packet.ts'
import { hasPorts, ICMP, ICMPV6, type Protocol } from '../../core/model/protocol.ts'
import type { Nic } from '../../core/model/rule.ts'
import type { SecurityGroup } from '../../core/model/securityGroup.ts'
import type { Call } from '../call.ts'
import { enterpriseRules } from '../settings/read.ts'
import type { PlacedSpec, RuleSpec } from './ruleSpec.ts'

/** The rule as it would stand in the group; throws the fault when it cannot. */
export function checkRule(
  call: Call,
  group: SecurityGroup,
  direction: Direction,
  spec: RuleSpec,
): PlacedSpec {
  const placed: PlacedSpec = { ...spec, direction, nic: nicOf(group, spec.nic) }
  if (placed.sourcePorts !== null && !hasPorts(placed.protocol)) fail({ name: 'sourcePortsWithoutPorts' })
  const family = peerFamily(call, group, placed)
  checkFamilies(placed, family)
  if (placed.ports.kind === 'list') checkPortList(call, group, placed.ports.listId)
  if (placed.peer.kind === 'group') checkGroupPeer(call, group, direction, placed.peer, spec.nic)
  if (isClassicGroup(group)) checkClassic(placed)
  if (group.kind === 'enterprise' && enterpriseRules(call.state) === '2019')
    checkEnterprise2019(group, placed)
  return placed
}

/** In a VPC there is one NIC, whatever is asked for; classic rules are for the internet by default (K1). */
export const nicOf = (group: SecurityGroup, asked: Nic | null): Nic =>
  isClassicGroup(group) ? (asked ?? 'internet') : 'intranet'

/** Address family that the peer is bound to; null = both. */
function peerFamily(call: Call, group: SecurityGroup, spec: PlacedSpec): 4 | 6 | null {
  switch (spec.peer.kind) {
    case 'cidr':
      return blockOf(spec.peer.cidr).family
    case 'group':
      return null
    case 'prefixList': {
      const { listId } = spec.peer
      if (isClassicGroup(group)) fail({ name: 'notInClassicNetwork', what: 'prefixList' })
      const list = call.state.get('prefixList', listId)
      const visible = list !== undefined && list.accountId === call.accountId && list.region === group.region
      return visible ? list.family : fail({ name: 'prefixListNotFound', listId })
    }
  }
}

function checkFamilies(spec: PlacedSpec, peer: 4 | 6 | null): void {
  const own = spec.ownCidr === null ? null : blockOf(spec.ownCidr)
  if (own !== null && peer !== null && own.family !== peer) {
    if (spec.peer.kind === 'prefixList') fail({ name: 'prefixListOfOtherFamily', listId: spec.peer.listId })
    fail({ name: 'sidesOfDifferentFamilies' })
  }
  const protocol = familyOf(spec.protocol)
  for (const family of [peer, own?.family ?? null]) {
    if (protocol !== null && family !== null && family !== protocol) {
      fail({ name: 'protocolOfOtherFamily', protocolFamily: protocol })
    }
  }
  // Alibaba wants the two sides to differ; compared as written, so that `10.0.0.0/8` and `10.0.0.0/9` are fine.
  if (spec.peer.kind === 'cidr' && spec.peer.cidr === spec.ownCidr) fail({ name: 'sidesEqual' })
}

/** P6: ICMP is IPv4 only, ICMPv6 is IPv6 only. */
const familyOf = (protocol: Protocol): 4 | 6 | null =>
  protocol === ICMP ? 4 : protocol === ICMPV6 ? 6 : null

function checkPortList(call: Call, group: SecurityGroup, listId: string): void {
  if (isClassicGroup(group)) fail({ name: 'notInClassicNetwork', what: 'portList' })
  const list = call.state.get('portList', listId)
  const visible = list !== undefined && list.accountId === call.accountId && list.region === group.region
  if (!visible) fail({ name: 'portListNotFound', listId })
}

function checkGroupPeer(
  call: Call,
  group: SecurityGroup,
  direction: Direction,
  peer: { readonly groupId: string; readonly accountId: string },
  asked: Nic | null,
): void {
  const { groupId } = peer
  // G1: where rules are in sequence, naming itself is how a group lets its members reach each other.
  if (groupId === group.id && group.order === 'inSequence') return
  if (groupId === group.id) fail({ name: 'peerGroupIsItself', direction, groupId })
  if (group.kind === 'enterprise') fail({ name: 'groupPeerInEnterpriseGroup', groupId: group.id })
  const other = call.state.get('securityGroup', groupId)
  if (other === undefined || other.accountId !== peer.accountId || other.region !== group.region) {
    fail({ name: 'peerGroupNotFound', direction, groupId })
  }
  // G1: groups of several projects know nothing of each other (Tencent Cloud).
  if (group.order === 'inSequence' && other.resourceGroupId !== group.resourceGroupId) {
    fail({ name: 'peerGroupNotFound', direction, groupId })
  }
  if (other.kind === 'enterprise') fail({ name: 'peerGroupIsEnterprise', groupId })
  if (isClassicGroup(other) !== isClassicGroup(group)) {
    // K3: its linked members are in the VPC.
    const vpc = call.state.get('vpc', group.vpcId ?? other.vpcId ?? '')
    if (vpc?.classicLink !== true) fail({ name: 'peerGroupInOtherNetwork', direction, groupId })
  } else if (other.vpcId !== group.vpcId) fail({ name: 'peerGroupInOtherVpc', direction, groupId })
  if (isClassicGroup(group) && asked !== 'intranet') fail({ name: 'groupPeerNeedsIntranet', direction })
}

/** G3, ECS Security manual 2019, 1.2. */
function checkEnterprise2019(group: SecurityGroup, { action, precedence }: PlacedSpec): void {
  if (action === 'drop') fail({ name: 'dropInEnterpriseGroup', groupId: group.id })
  if (precedence !== 1) fail({ name: 'priorityInEnterpriseGroup', groupId: group.id })
}

/** K1, for peers that are blocks. */
function checkClassic(spec: PlacedSpec): void {
  if (spec.peer.kind !== 'cidr') return
  const block = blockOf(spec.peer.cidr)
  if (block.family === 6) fail({ name: 'notInClassicNetwork', what: 'ipv6' })
  if (spec.nic === 'intranet' && spec.direction === 'ingress' && block.length !== 32) {
    fail({ name: 'intranetPeerTooWide', cidr: spec.peer.cidr })
  }
}

/** INVARIANT: callers hand in blocks that they have read already. */
function blockOf(text: string): Cidr {
  const block = parseCidr(text)
  if (block === undefined) throw new Error(`not an address block: \`${text}\``)
  return block
}
