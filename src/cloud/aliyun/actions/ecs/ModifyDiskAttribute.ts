// Changes labels of a disk: disks are not kept.

import { unsupported } from './unsupported.ts'

export const ModifyDiskAttribute = unsupported({
  name: 'ModifyDiskAttribute',
  summary: 'Change a disk.',
  of: 'DiskId',
  parameters: [
    'BurstingEnabled',
    'DeleteAutoSnapshot',
    'DeleteWithInstance',
    'Description',
    'DiskIds',
    'DiskName',
    'EnableAutoSnapshot',
  ],
  because: 'disks are not kept',
})
