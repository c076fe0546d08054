// Makes a disk larger: disks are not kept.

import { unsupported } from './unsupported.ts'

export const ResizeDisk = unsupported({
  name: 'ResizeDisk',
  summary: 'Enlarge a disk.',
  of: 'DiskId',
  parameters: ['ClientToken', 'NewSize', 'Type'],
  because: 'disks are not kept',
})
