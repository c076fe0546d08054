// Shows the rules in a snapshot beside those of now.

import { findBackup } from '../../../../service/backup/restore.ts'
import { action } from '../../action.ts'
import { groupId } from '../fields.ts'
import { snapshotContentView, snapshotFileId, snapshotPolicyId } from '../snapshot.ts'

export const DescribeSgSnapshotFileContent = action({
  name: 'DescribeSgSnapshotFileContent',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Show the rules of a snapshot.',
  effect: 'read',
  input: { SnapshotPolicyId: snapshotPolicyId, SnapshotFileId: snapshotFileId, SecurityGroupId: groupId },
  faults: ['backupPolicyNotFound', 'backupNotFound'],
  missing: [],
  example: {
    SnapshotPolicyId: 'sspolicy-abcd1234',
    SnapshotFileId: 'ssfile-abcd1234',
    SecurityGroupId: 'sg-abcd1234',
  },
  run: (call, parameters) =>
    snapshotContentView(
      call.state,
      findBackup(call, {
        policyId: parameters.SnapshotPolicyId,
        backupId: parameters.SnapshotFileId,
        groupId: parameters.SecurityGroupId,
      }),
    ),
})
