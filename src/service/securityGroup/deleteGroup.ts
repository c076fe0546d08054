// Deletes a group with its rules, unless something still leans on it (semantics G6).

import { fail } from '../../core/model/faults.ts'
import type { ResourceReader } from '../../core/model/resources.ts'
import { forgetBackups } from '../backup/policies.ts'
import type { Call } from '../call.ts'
import { findChangeableGroup } from './findGroup.ts'
import { referrersOf } from './references.ts'

export function deleteGroup(
  call: Call,
  input: { readonly region?: string | undefined; readonly groupId: string },
): void {
  const group = findChangeableGroup(call, input.groupId, input.region)
  // Where rules are in sequence the system's own group is what instances fall back to: it stays.
  if (group.isDefault && group.order === 'inSequence') fail({ name: 'groupIsDefault', groupId: group.id })
  if (group.deletionProtection) fail({ name: 'groupProtected', groupId: group.id })
  const members = membersOf(call.state, group.id)
  if (members.length > 0) fail({ name: 'groupHasMembers', groupId: group.id, members })
  const referrers = referrersOf(call.state, group.id).map((other) => other.id)
  if (referrers.length > 0) fail({ name: 'groupReferenced', groupId: group.id, referrers })
  for (const rule of call.state.by('rule', 'group', group.id)) call.state.remove('rule', rule.id)
  forgetBackups(call, group.id)
  call.state.remove('securityGroup', group.id)
}

/** Instances, and network interfaces that belong to none; each once. */
const membersOf = (state: ResourceReader, groupId: string): readonly string[] => [
  ...new Set(state.by('eni', 'group', groupId).map((eni) => eni.instanceId ?? eni.id)),
]
