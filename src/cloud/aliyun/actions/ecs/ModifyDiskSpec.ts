// Changes the category or the performance of a disk.

import { respecDisk } from '../../../../service/disk/change.ts'
import { action } from '../../action.ts'
import { required, text } from '../../fields.ts'
import { dryRun, optionalRegionId, owner } from '../fields.ts'
import { diskCategory, performanceLevel, provisionedIops } from './diskFields.ts'
import { allIgnored } from './instanceFields.ts'

export const ModifyDiskSpec = action({
  name: 'ModifyDiskSpec',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Change the category or the performance of a disk.',
  effect: 'write',
  permission: 'ecs:ModifyDiskSpec',
  input: {
    DiskId: required(text({ about: 'Disk.' })),
    DiskCategory: diskCategory('InvalidDiskCategory.ValueNotSupported', 'DiskCategory'),
    PerformanceLevel: performanceLevel,
    ProvisionedIops: provisionedIops,
    RegionId: optionalRegionId,
    DryRun: dryRun,
    ...allIgnored(['DestinationZoneId', 'PerformanceControlOptions'], 'Open to invited users only.'),
    ...owner,
  },
  faults: ['diskNotFound', 'diskSizeNotAllowed', 'diskLevelNotAllowed', 'diskIopsNotAllowed'],
  missing: [],
  example: { DiskId: 'd-bp1example', PerformanceLevel: 'PL2' },
  run(call, parameters) {
    respecDisk(call, parameters.DiskId, {
      category: parameters.DiskCategory,
      performanceLevel: parameters.PerformanceLevel,
      provisionedIops: parameters.ProvisionedIops,
    })
    return { TaskId: '', OrderId: '' }
  },
})
