// Takes security groups out of a snapshot policy; their snapshots stay.

import { detachGroups } from '../../../../service/backup/policies.ts'
import { action } from '../../action.ts'
import { groupsIn, snapshotInstances, snapshotPolicyId } from '../snapshot.ts'

export const DetachSnapshotInstances = action({
  name: 'DetachSnapshotInstances',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Detach security groups from a snapshot policy.',
  effect: 'write',
  input: { SnapshotPolicyId: snapshotPolicyId, Instances: snapshotInstances },
  faults: ['backupPolicyNotFound', 'groupNotFound', 'groupNotBackedUp'],
  missing: [],
  example: {
    SnapshotPolicyId: 'sspolicy-abcd1234',
    Instances: [{ InstanceId: 'sg-abcd1234', InstanceType: 'securitygroup', InstanceRegion: 'ap-guangzhou' }],
  },
  run(call, parameters) {
    detachGroups(call, parameters.SnapshotPolicyId, groupsIn(parameters.Instances))
    return {}
  },
})
