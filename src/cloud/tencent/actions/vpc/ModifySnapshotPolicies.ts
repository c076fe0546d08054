// Changes name, times or keeping of snapshot policies.

import { changeBackupPolicy, findBackupPolicy } from '../../../../service/backup/policies.ts'
import { action } from '../../action.ts'
import { list, object, required } from '../../fields.ts'
import { backupTimes, keepTime, policyName, snapshotPolicyId, whenOf } from '../snapshot.ts'

const change = object(
  {
    SnapshotPolicyId: snapshotPolicyId,
    SnapshotPolicyName: policyName,
    BackupPolicies: backupTimes,
    KeepTime: keepTime,
  },
  { about: 'One policy.' },
)

export const ModifySnapshotPolicies = action({
  name: 'ModifySnapshotPolicies',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Change snapshot policies; what is left out stays.',
  effect: 'write',
  input: { SnapshotPoliciesInfo: required(list(change, { about: 'Changes.' })) },
  faults: ['backupPolicyNotFound'],
  missing: [],
  example: { SnapshotPoliciesInfo: [{ SnapshotPolicyId: 'sspolicy-abcd1234', KeepTime: 7 }] },
  run(call, parameters) {
    for (const [index, given] of parameters.SnapshotPoliciesInfo.entries()) {
      const { when } = findBackupPolicy(call, given.SnapshotPolicyId)
      const path = `SnapshotPoliciesInfo.${index}.BackupPolicies`
      const type = when.kind === 'onChange' ? 'operate' : 'time'
      changeBackupPolicy(call, given.SnapshotPolicyId, {
        name: given.SnapshotPolicyName,
        keepDays: given.KeepTime,
        when: given.BackupPolicies && whenOf(type, given.BackupPolicies, path),
      })
    }
    return {}
  },
})
