// Joins a network interface to a group, or takes it out again (semantics P2, G4, G5).

import { mayStandIn } from '../../core/model/classic.ts'
import { fail } from '../../core/model/faults.ts'
import type { Eni } from '../../core/model/network.ts'
import type { Call } from '../call.ts'
import { putGroups } from '../classic/nics.ts'
import { checkBinding, checkNewMember } from '../eni/bindings.ts'
import { owned } from '../owned.ts'
import { findChangeableGroup } from './findGroup.ts'

/** An instance stands for its primary network interface (P2). */
export type Member =
  | { readonly kind: 'instance'; readonly id: string }
  | { readonly kind: 'eni'; readonly id: string }

export interface Membership {
  readonly region?: string | undefined
  readonly groupId: string
  readonly member: Member
}

export function joinGroup(call: Call, input: Membership): void {
  const { member, region } = input
  const group = findChangeableGroup(call, input.groupId, region)
  const eni = eniOf(call, member, region)
  const names = { groupId: group.id, memberId: member.id }
  if (eni.securityGroupIds.includes(group.id)) fail({ name: 'alreadyMember', ...names })
  if (!mayStandIn(group, eni.vpcId)) fail({ name: 'memberInOtherVpc', ...names, kind: member.kind })
  const securityGroupIds = [...eni.securityGroupIds, group.id]
  checkBinding(call, securityGroupIds, eni.vpcId)
  checkNewMember(call, group, eni)
  putGroups(call, eni, securityGroupIds)
}

export function leaveGroup(call: Call, input: Membership): void {
  const { member, region } = input
  const group = findChangeableGroup(call, input.groupId, region)
  const eni = eniOf(call, member, region)
  const names = { groupId: group.id, memberId: member.id }
  if (!eni.securityGroupIds.includes(group.id)) fail({ name: 'notMember', ...names })
  // Where groups are in sequence the last one may go: the interface then passes nothing (P4).
  if (eni.securityGroupIds.length === 1 && group.order === 'merged') fail({ name: 'lastGroup', ...names })
  const securityGroupIds = eni.securityGroupIds.filter((id) => id !== group.id)
  putGroups(call, eni, securityGroupIds)
}

function eniOf(call: Call, member: Member, region: string | undefined): Eni {
  const eni =
    member.kind === 'eni' ? owned(call, 'eni', member.id, region) : primaryEni(call, member.id, region)
  if (eni === undefined) return fail({ name: 'eniNotFound', eniId: member.id })
  return eni.managed ? fail({ name: 'eniManaged', eniId: eni.id }) : eni
}

function primaryEni(call: Call, instanceId: string, region: string | undefined): Eni | undefined {
  const instance =
    owned(call, 'instance', instanceId, region) ?? fail({ name: 'instanceNotFound', instanceId })
  return call.state.get('eni', instance.primaryEniId)
}
