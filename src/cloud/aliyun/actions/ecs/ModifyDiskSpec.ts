// Changes the category of a disk: disks are not kept.

import { unsupported } from './unsupported.ts'

export const ModifyDiskSpec = unsupported({
  name: 'ModifyDiskSpec',
  summary: 'Change the category of a disk.',
  of: 'DiskId',
  parameters: [
    'DestinationZoneId',
    'DiskCategory',
    'DryRun',
    'PerformanceControlOptions',
    'PerformanceLevel',
    'ProvisionedIops',
  ],
  because: 'disks are not kept',
})
