// The parameters with which disks are asked for.

import { DATA_DISKS_PER_INSTANCE, DISK_CATEGORIES, PERFORMANCE_LEVELS } from '../../../../core/model/disk.ts'
import { fail } from '../../../../core/model/faults.ts'
import type { DiskWish } from '../../../../service/disk/create.ts'
import {
  choice,
  type Decoded,
  flag,
  integer,
  list,
  missingOf,
  object,
  parsed,
  refuse,
  text,
} from '../../fields.ts'
import { isDescription, isEcsName } from '../fields.ts'
import { allIgnored } from './instanceFields.ts'

const bad = (code: string, message: string) => ({ status: 400, code, message })

export const diskName = text({
  about: 'Name, 2 to 128 characters.',
  check: isEcsName,
  malformed: bad('InvalidDiskName.Malformed', 'The specified disk name is wrongly formed.'),
})
export const diskDescription = text({
  about: 'Description, 2 to 256 characters.',
  check: isDescription(2, 256),
  malformed: bad('InvalidDiskDescription.Malformed', 'The specified disk description is wrongly formed.'),
})
export const performanceLevel = choice(PERFORMANCE_LEVELS, {
  about: 'Of cloud_essd: PL0 to PL3. Default PL1.',
  malformed: bad(
    'InvalidPerformanceLevel.Malformed',
    'The specified parameter PerformanceLevel is not valid.',
  ),
})
export const diskCategory = (code: string, name: string) =>
  choice(DISK_CATEGORIES, {
    about: `${DISK_CATEGORIES.join(', ')}.`,
    malformed: bad(code, `The specified parameter "${name}" is not valid.`),
  })
export const provisionedIops = integer({
  about: 'Of cloud_auto: reads and writes a second beyond what its size brings, 0 to 50,000.',
  min: 0,
  max: 50_000,
})
export const encrypted = flag({ about: 'Kept and shown; nothing is stored on disks here. Default false.' })
export const kmsKeyId = text({ about: 'Kept and shown.' })

const common = {
  DiskName: diskName,
  Description: diskDescription,
  PerformanceLevel: performanceLevel,
  BurstingEnabled: flag({ about: 'Of cloud_auto. Default false.' }),
  ProvisionedIops: provisionedIops,
  Encrypted: encrypted,
  KMSKeyId: kmsKeyId,
  AutoSnapshotPolicyId: text({ about: 'Snapshot policy; there are none here, so that any is refused.' }),
  ...allIgnored(['EncryptAlgorithm', 'StorageClusterId'], 'There is no such storage here.'),
}

const WHOLE = /^\d{1,6}$/

/** A text, the document says. */
export const systemDiskSize = parsed(
  'GiB. Default 40.',
  bad('InvalidSystemDiskSize.ValueNotSupported', 'The specified parameter SystemDisk.Size is invalid.'),
  (size) => (WHOLE.test(size) ? Number(size) : undefined),
)

export const diskIds = list(text({ about: 'Disk.' }), {
  about: 'Disks: a JSON array, up to 100.',
  min: 1,
  max: 100,
  malformed: bad('InvalidDiskIds.ValueNotSupported', 'The specified list is not a valid JSON array.'),
  missing: missingOf('DiskIds'),
})

export const systemDisk = object(
  {
    Category: diskCategory('InvalidSystemDiskCategory.ValueNotSupported', 'SystemDisk.Category'),
    Size: systemDiskSize,
    ...common,
  },
  { about: 'The system disk.' },
)

export const dataDisks = list(
  object(
    {
      Category: diskCategory('InvalidDataDiskCategory.ValueNotSupported', 'DataDisk.n.Category'),
      Size: integer({
        about: 'GiB. Default 20.',
        min: 0,
        malformed: bad(
          'InvalidDataDiskSize.ValueNotSupported',
          'The specified DataDisk.n.Size beyond the permitted range.',
        ),
      }),
      Device: text({ about: 'Where it is attached. Default /dev/xvdb and so on.' }),
      DeleteWithInstance: flag({ about: 'Whether it goes with the instance. Default true.' }),
      SnapshotId: text({ about: 'Snapshot; there are none here, so that any is refused.' }),
      ...common,
    },
    { about: 'One data disk.' },
  ),
  {
    about: 'Data disks, up to 16.',
    max: DATA_DISKS_PER_INSTANCE,
    tooMany: {
      status: 403,
      code: 'InstanceDiskNumLimitExceed',
      message: 'The number of specified disk in an instance exceeds.',
    },
  },
)

type SystemDisk = Decoded<{ disk: typeof systemDisk }>['disk']
type DataDisks = Decoded<{ disks: typeof dataDisks }>['disks']

export const disksOf = (parameters: { readonly SystemDisk: SystemDisk; readonly DataDisk: DataDisks }) => ({
  system: parameters.SystemDisk === undefined ? {} : wishOf(parameters.SystemDisk),
  data: parameters.DataDisk.map((disk) => {
    if (disk.SnapshotId !== undefined) {
      refuse({
        status: 404,
        code: 'InvalidSnapshotId.NotFound',
        message: 'The specified parameter SnapshotId is not found.',
      })
    }
    return { ...wishOf(disk), device: disk.Device, deleteWithInstance: disk.DeleteWithInstance }
  }),
})

function wishOf(
  disk: NonNullable<SystemDisk> | (Omit<DataDisks[number], 'Size'> & { Size: number | undefined }),
): DiskWish {
  if (disk.AutoSnapshotPolicyId !== undefined)
    fail({ name: 'snapshotPolicyNotFound', policyId: disk.AutoSnapshotPolicyId })
  return {
    category: disk.Category,
    sizeGib: disk.Size,
    performanceLevel: disk.PerformanceLevel,
    burstingEnabled: disk.BurstingEnabled,
    provisionedIops: disk.ProvisionedIops,
    name: disk.DiskName,
    description: disk.Description,
    encrypted: disk.Encrypted,
    kmsKeyId: disk.KMSKeyId,
  }
}
