// Backup policies: made, changed, switched, tied to groups and taken away.

import type { BackupPolicy } from '../../core/model/backup.ts'
import { fail } from '../../core/model/faults.ts'
import { asId, type BackupPolicyId, type SecurityGroupId } from '../../core/model/ids.ts'
import type { Call } from '../call.ts'
import { maximumOf } from '../limits.ts'
import { findGroup } from '../securityGroup/findGroup.ts'

export type NewBackupPolicy = Pick<
  BackupPolicy,
  'name' | 'when' | 'keepDays' | 'enabled' | 'storage' | 'tags'
>

export function createBackupPolicy(call: Call, input: NewBackupPolicy): BackupPolicy {
  const current = call.state.by('backupPolicy', 'account', call.accountId).length
  const maximum = maximumOf(call.state, 'backupPoliciesPerAccount')
  if (current >= maximum) fail({ name: 'tooManyBackupPolicies', current, maximum })
  const policy: BackupPolicy = {
    ...input,
    id: asId<BackupPolicyId>(call.ids.next('sspolicy', '')),
    accountId: call.accountId,
    groupIds: [],
    createdAt: call.now,
    doneUntil: call.now,
  }
  call.state.put('backupPolicy', policy)
  return policy
}

export function findBackupPolicy(call: Call, policyId: string): BackupPolicy {
  const policy = call.state.get('backupPolicy', policyId)
  return policy?.accountId === call.accountId ? policy : fail({ name: 'backupPolicyNotFound', policyId })
}

/** What is undefined stays as it is. */
export function changeBackupPolicy(
  call: Call,
  policyId: string,
  change: { readonly [K in 'name' | 'when' | 'keepDays' | 'enabled']?: BackupPolicy[K] | undefined },
): void {
  const policy = findBackupPolicy(call, policyId)
  call.state.put('backupPolicy', {
    ...policy,
    name: change.name ?? policy.name,
    when: change.when ?? policy.when,
    keepDays: change.keepDays ?? policy.keepDays,
    enabled: change.enabled ?? policy.enabled,
  })
}

/** Its backups go with it. */
export function deleteBackupPolicy(call: Call, policyId: string): void {
  const policy = findBackupPolicy(call, policyId)
  for (const backup of call.state.by('ruleBackup', 'policy', policy.id))
    call.state.remove('ruleBackup', backup.id)
  call.state.remove('backupPolicy', policy.id)
}

export interface BackedUpGroup {
  readonly groupId: string
  readonly region: string
}

/** A group that is tied already stays so. */
export function attachGroups(call: Call, policyId: string, groups: readonly BackedUpGroup[]): void {
  const policy = findBackupPolicy(call, policyId)
  const ids = groups.map(({ groupId, region }) => findGroup(call, groupId, region).id)
  call.state.put('backupPolicy', { ...policy, groupIds: [...new Set([...policy.groupIds, ...ids])] })
}

/** Every group must be tied, or nothing changes. */
export function detachGroups(call: Call, policyId: string, groups: readonly BackedUpGroup[]): void {
  const policy = findBackupPolicy(call, policyId)
  const gone = groups.map(({ groupId, region }) => findGroup(call, groupId, region).id)
  for (const groupId of gone)
    if (!policy.groupIds.includes(groupId)) fail({ name: 'groupNotBackedUp', groupId, policyId })
  call.state.put('backupPolicy', {
    ...policy,
    groupIds: policy.groupIds.filter((id) => !gone.includes(id)),
  })
}

/** Of a group that is deleted: nobody could restore it any more. */
export function forgetBackups({ state }: Call, groupId: SecurityGroupId): void {
  for (const policy of state.by('backupPolicy', 'group', groupId))
    state.put('backupPolicy', { ...policy, groupIds: policy.groupIds.filter((id) => id !== groupId) })
  for (const backup of state.by('ruleBackup', 'group', groupId)) state.remove('ruleBackup', backup.id)
}
