// Shows the security groups of a snapshot policy.

import { findBackupPolicy } from '../../../../service/backup/policies.ts'
import { action } from '../../action.ts'
import { filters, passesFilters } from '../filters.ts'
import { pageOf, paging } from '../paging.ts'
import { snapshotPolicyId } from '../snapshot.ts'

export const DescribeSnapshotAttachedInstances = action({
  name: 'DescribeSnapshotAttachedInstances',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'List the security groups of a snapshot policy.',
  effect: 'read',
  input: {
    SnapshotPolicyId: snapshotPolicyId,
    Filters: filters(['instance-id', 'instance-region', 'uniqInstanceId']),
    ...paging('integer', 200),
  },
  faults: ['backupPolicyNotFound'],
  missing: [],
  example: { SnapshotPolicyId: 'sspolicy-abcd1234' },
  run(call, parameters) {
    const policy = findBackupPolicy(call, parameters.SnapshotPolicyId)
    const found = policy.groupIds
      .flatMap((id) => call.state.get('securityGroup', id) ?? [])
      .filter(({ id, region }) =>
        passesFilters(parameters.Filters, (name) => (name === 'instance-region' ? [region] : [id])),
      )
    return {
      InstanceSet: pageOf(found, parameters).map((group) => ({
        InstanceId: group.id,
        InstanceType: 'securitygroup',
        InstanceRegion: group.region,
        SnapshotPolicyId: policy.id,
        InstanceName: group.name,
      })),
      TotalCount: found.length,
    }
  },
})
