// What no cloud call can do to a group: hand it to a cloud product, protect it, remove it by force (semantics G6).

import { fail } from '../../core/model/faults.ts'
import type { SecurityGroup } from '../../core/model/securityGroup.ts'
import type { Transaction } from '../../store/store.ts'
import type { Call } from '../call.ts'
import { removeEni } from '../eni/remove.ts'
import { deleteGroup } from './deleteGroup.ts'
import { findChangeableGroup } from './findGroup.ts'

export interface GroupMarks {
  readonly managed?: boolean | undefined
  readonly deletionProtection?: boolean | undefined
}

/** The operator's word: of any account, whatever state the group is in. */
export function markGroup(state: Transaction, groupId: string, marks: GroupMarks): SecurityGroup {
  const group = state.get('securityGroup', groupId) ?? fail({ name: 'groupNotFound', groupId })
  const { managed = group.managed, deletionProtection = group.deletionProtection } = marks
  const marked: SecurityGroup = { ...group, managed, deletionProtection }
  state.put('securityGroup', marked)
  return marked
}

/** What stood in the way of the group and went with it. */
export interface ForceRemoval {
  readonly removedEnis: readonly string[]
  readonly removedRules: readonly string[]
}

/**
 * "Try to force removal" of the console: takes away what the system itself left behind in and about the group, then
 * deletes it. The user's own members and rules stay, and stand in the way as ever; so does protection.
 */
export function forceRemoveGroup(call: Call, groupId: string): ForceRemoval {
  const group = findChangeableGroup(call, groupId)
  const enis = call.state.by('eni', 'group', group.id).filter((eni) => eni.managed && eni.instanceId === null)
  for (const eni of enis) {
    const securityGroupIds = eni.securityGroupIds.filter((id) => id !== group.id)
    if (securityGroupIds.length === 0) removeEni(call, eni)
    else call.state.put('eni', { ...eni, securityGroupIds })
  }
  const rules = call.state.by('rule', 'peerGroup', group.id).filter((rule) => rule.system)
  for (const rule of rules) call.state.remove('rule', rule.id)
  deleteGroup(call, { groupId })
  return { removedEnis: enis.map((eni) => eni.id), removedRules: rules.map((rule) => rule.id) }
}
