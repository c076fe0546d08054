// Other categories for disks together with another type for their instance.

import type { FaultName } from '../../../../core/model/faults.ts'
import type { Call } from '../../../../service/call.ts'
import { respecDisk } from '../../../../service/disk/change.ts'
import { systemDiskOf } from '../../../../service/disk/find.ts'
import { type Decoded, list, object, required, text } from '../../fields.ts'
import { diskCategory, performanceLevel } from './diskFields.ts'

export const diskSpecs = list(
  object(
    {
      DiskId: required(text({ about: 'Disk.' })),
      Category: diskCategory('InvalidDiskCategory.ValueNotSupported', 'Disk.n.Category'),
      PerformanceLevel: performanceLevel,
    },
    { about: 'One disk.' },
  ),
  { about: 'Other categories for disks.', max: 17 },
)

export const DISK_FAULTS = [
  'diskNotFound',
  'diskSizeNotAllowed',
  'diskLevelNotAllowed',
] as const satisfies readonly FaultName[]

interface Parameters {
  readonly InstanceId: string
  readonly SystemDisk: { readonly Category: Decoded<{ c: ReturnType<typeof diskCategory> }>['c'] } | undefined
  readonly Disk: Decoded<{ d: typeof diskSpecs }>['d']
}

export function respecDisks(call: Call, { InstanceId, SystemDisk, Disk }: Parameters): void {
  if (SystemDisk?.Category !== undefined)
    respecDisk(call, systemDiskOf(call, InstanceId).id, { category: SystemDisk.Category })
  for (const { DiskId, Category, PerformanceLevel } of Disk)
    respecDisk(call, DiskId, { category: Category, performanceLevel: PerformanceLevel })
}
