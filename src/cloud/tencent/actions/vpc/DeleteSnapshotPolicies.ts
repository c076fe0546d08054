// Deletes snapshot policies with their snapshots.

import { deleteBackupPolicy } from '../../../../service/backup/policies.ts'
import { action } from '../../action.ts'
import { required } from '../../fields.ts'
import { idList } from '../fields.ts'

export const DeleteSnapshotPolicies = action({
  name: 'DeleteSnapshotPolicies',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Delete snapshot policies and the snapshots they took.',
  effect: 'write',
  input: { SnapshotPolicyIds: required(idList('sspolicy', 'Policies.')) },
  faults: ['backupPolicyNotFound'],
  missing: [],
  example: { SnapshotPolicyIds: ['sspolicy-abcd1234'] },
  run(call, parameters) {
    for (const id of parameters.SnapshotPolicyIds) deleteBackupPolicy(call, id)
    return {}
  },
})
