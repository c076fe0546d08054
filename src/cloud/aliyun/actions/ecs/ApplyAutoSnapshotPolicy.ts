// Snapshots disks by a schedule: nobody can make one here, so that each is refused as it is where nobody has.

import { fail } from '../../../../core/model/faults.ts'
import { findDisk } from '../../../../service/disk/find.ts'
import { action } from '../../action.ts'
import { missingOf, required, text } from '../../fields.ts'
import { owner, regionId } from '../fields.ts'
import { diskIds } from './diskFields.ts'

export const ApplyAutoSnapshotPolicy = action({
  name: 'ApplyAutoSnapshotPolicy',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Apply a snapshot policy to disks.',
  effect: 'write',
  permission: 'ecs:ApplyAutoSnapshotPolicy',
  input: {
    // The document writes both in lower case; names are taken in any case.
    RegionId: regionId,
    AutoSnapshotPolicyId: required(
      text({ about: 'Snapshot policy; there are none here.' }),
      missingOf('AutoSnapshotPolicyId'),
    ),
    DiskIds: diskIds,
    ...owner,
  },
  faults: ['diskNotFound', 'snapshotPolicyNotFound'],
  missing: [],
  example: { RegionId: 'cn-hangzhou', AutoSnapshotPolicyId: 'sp-bp1example', DiskIds: '["d-bp1example"]' },
  run(call, { RegionId, AutoSnapshotPolicyId, DiskIds }) {
    for (const id of DiskIds) findDisk(call, id, RegionId)
    return fail({ name: 'snapshotPolicyNotFound', policyId: AutoSnapshotPolicyId })
  },
})
