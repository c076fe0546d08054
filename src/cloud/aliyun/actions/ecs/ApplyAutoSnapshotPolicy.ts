// Snapshots disks by a schedule: disks are not kept.

import { unsupported } from './unsupported.ts'

export const ApplyAutoSnapshotPolicy = unsupported({
  name: 'ApplyAutoSnapshotPolicy',
  summary: 'Apply a snapshot policy to disks.',
  of: 'DiskIds',
  parameters: ['AutoSnapshotPolicyId'],
  because: 'disks are not kept',
})
