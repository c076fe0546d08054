// Lets a snapshot policy take care of security groups.

import { attachGroups } from '../../../../service/backup/policies.ts'
import { action } from '../../action.ts'
import { groupsIn, snapshotInstances, snapshotPolicyId } from '../snapshot.ts'

export const AttachSnapshotInstances = action({
  name: 'AttachSnapshotInstances',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Attach security groups to a snapshot policy.',
  effect: 'write',
  input: { SnapshotPolicyId: snapshotPolicyId, Instances: snapshotInstances },
  faults: ['backupPolicyNotFound', 'groupNotFound'],
  missing: [],
  example: {
    SnapshotPolicyId: 'sspolicy-abcd1234',
    Instances: [{ InstanceId: 'sg-abcd1234', InstanceType: 'securitygroup', InstanceRegion: 'ap-guangzhou' }],
  },
  run(call, parameters) {
    attachGroups(call, parameters.SnapshotPolicyId, groupsIn(parameters.Instances))
    return {}
  },
})
