// Gives a security group the rules of a snapshot back.

import { restoreBackup } from '../../../../service/backup/restore.ts'
import { action } from '../../action.ts'
import { groupId } from '../fields.ts'
import { ruleFaults } from '../ruleFaults.ts'
import { snapshotFileId, snapshotPolicyId } from '../snapshot.ts'

export const ResumeSnapshotInstance = action({
  name: 'ResumeSnapshotInstance',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Restore the rules of a security group from a snapshot, all or nothing.',
  effect: 'write',
  input: { SnapshotPolicyId: snapshotPolicyId, SnapshotFileId: snapshotFileId, InstanceId: groupId },
  faults: [...ruleFaults, 'backupPolicyNotFound', 'backupNotFound'],
  missing: [],
  example: {
    SnapshotPolicyId: 'sspolicy-abcd1234',
    SnapshotFileId: 'ssfile-abcd1234',
    InstanceId: 'sg-abcd1234',
  },
  run(call, parameters) {
    restoreBackup(call, {
      policyId: parameters.SnapshotPolicyId,
      backupId: parameters.SnapshotFileId,
      groupId: parameters.InstanceId,
    })
    return {}
  },
})
