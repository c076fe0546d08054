// Which groups a network interface may have together (semantics G3-G6, L).
//
// Join and Leave use it like this, with the groups the ENI shall have afterwards:
//   checkBinding(call, [...eni.securityGroupIds, groupId], eni.vpcId)
//   checkNewMember(call, group, eni)       // only for a group that is new on the ENI

import { isClassicGroup, isClassicNetwork, mayStandIn } from '../../core/model/classic.ts'
import { isLink } from '../../core/model/classicLink.ts'
import { fail } from '../../core/model/faults.ts'
import type { SecurityGroupId, VpcId } from '../../core/model/ids.ts'
import type { Eni } from '../../core/model/network.ts'
import type { ResourceReader } from '../../core/model/resources.ts'
import type { SecurityGroup } from '../../core/model/securityGroup.ts'
import type { Call } from '../call.ts'
import { effectiveLimit } from '../limits.ts'
import { owned } from '../owned.ts'
import { weightOf } from '../rule/tally.ts'
import { addressCount } from './vpcRoom.ts'

/** The groups, in the order given, when one ENI of `vpcId` may have exactly these; throws the fault otherwise. */
export function checkBinding(
  call: Call,
  groupIds: readonly SecurityGroupId[],
  vpcId: VpcId,
): readonly SecurityGroup[] {
  const groups = [...new Set(groupIds)].map((id) => ownGroup(call, id))
  if (groups.length === 0) fail({ name: 'groupNeeded' })
  const groupLimit = effectiveLimit(call.state, groupsLimit(groups))
  if (groups.length > groupLimit.maximum) {
    fail({ name: 'tooManyGroups', current: groups.length, limit: groupLimit })
  }
  const stranger = groups.find((group) => !mayStandIn(group, vpcId))
  if (stranger !== undefined) {
    const inVpc = !isClassicGroup(stranger) || isClassicNetwork(vpcId)
    fail({ name: inVpc ? 'groupInOtherVpc' : 'groupOutsideVpcs', groupId: stranger.id, vpcId })
  }
  if (groups.some((group) => group.kind !== groups[0]?.kind)) fail({ name: 'groupKindsMixed' })
  const rules = rulesOn(call.state, groups)
  const ruleLimit = effectiveLimit(call.state, 'rulesPerEni')
  if (rules > ruleLimit.maximum) fail({ name: 'tooManyRulesOnEni', current: rules, limit: ruleLimit })
  return groups
}

/** What counts of an interface in a basic group: every address and every delegated block. */
export type AddressesOf = Pick<Eni, 'secondaryAddresses' | 'ipv6Addresses' | 'prefixes'>

/** Room for members in one group, kept up to date while members come. */
export interface Room {
  /** Throws when the group is not the user's to fill (G6) or cannot take one more member with these addresses. */
  admit(eni: AddressesOf): void
  /** So many more addresses for a member that is there already. */
  grow(addresses: number): void
}

export function roomIn(state: ResourceReader, group: SecurityGroup): Room {
  const members = state.by('eni', 'group', group.id)
  const basic = group.kind === 'basic' && !isInSequence(group)
  const limit = effectiveLimit(state, roomLimit(group))
  let current = basic ? addressesOfAll(members) : members.length
  const take = (added: number): void => {
    if (current + added > limit.maximum) fail({ name: 'groupFull', groupId: group.id, current, limit })
    current += added
  }
  return {
    admit(eni) {
      if (group.managed) fail({ name: 'groupManaged', groupId: group.id })
      take(basic ? addressCount(eni) : 1)
    },
    grow: (addresses) => take(basic ? addresses : 0),
  }
}

/** K2: a classic instance has no other private address than that of its intranet NIC. */
const addressesOfAll = (members: readonly Eni[]): number =>
  members.reduce((sum, one) => sum + (one.nic === 'internet' || isLink(one) ? 0 : addressCount(one)), 0)

/** Groups of one owner are all merged or all in sequence (P3). */
const groupsLimit = (groups: readonly SecurityGroup[]) =>
  groups.some(isInSequence) ? 'groupsInSequencePerEni' : 'groupsPerEni'

const isInSequence = ({ order }: SecurityGroup): boolean => order === 'inSequence'

const roomLimit = (group: SecurityGroup) => {
  if (isInSequence(group)) return 'enisPerGroupInSequence'
  if (group.kind === 'enterprise') return 'enisPerEnterpriseGroup'
  return isClassicGroup(group) ? 'instancesPerClassicGroup' : 'privateAddressesPerBasicGroup'
}

export const checkNewMember = (call: Call, group: SecurityGroup, eni: AddressesOf): void =>
  roomIn(call.state, group).admit(eni)

/** How many rules these groups bring to an ENI; a list counts with all the entries it may ever have (L). */
const rulesOn = (state: ResourceReader, groups: readonly SecurityGroup[]): number =>
  groups.reduce((sum, group) => sum + weightOf(state, state.by('rule', 'group', group.id)), 0)

const ownGroup = (call: Call, id: SecurityGroupId): SecurityGroup =>
  owned(call, 'securityGroup', id) ?? fail({ name: 'groupNotFound', groupId: id })
