// Lists disks: every instance has its system disk, and that is all.

import { action } from '../../action.ts'
import { choice, text } from '../../fields.ts'
import { byEither } from '../../pagination.ts'
import { dryRun, owner, regionId, resourceGroupId } from '../fields.ts'
import { meets, meetsAny } from '../filters.ts'
import { systemDiskAnswer, systemDiskId } from './diskAnswer.ts'
import { allIgnored, textList } from './instanceFields.ts'

const parts = byEither({ default: 10, max: 100 }, { default: 10, min: 1, max: 500 })

export const DescribeDisks = action({
  name: 'DescribeDisks',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'List disks.',
  effect: 'read',
  permission: 'ecs:DescribeDisks',
  input: {
    RegionId: regionId,
    InstanceId: text({ about: 'Only those of this instance.' }),
    DiskIds: textList('Only these disks: a JSON array, up to 100.', 'InvalidDiskIds.ValueNotSupported'),
    ZoneId: text({ about: 'Only those in this zone.' }),
    DiskType: choice(['all', 'system', 'data'], { about: 'Only those of this kind.' }),
    Category: text({ about: 'Only those of this category; all are cloud_essd.' }),
    Status: choice(['All', 'In_use', 'Available', 'Attaching', 'Detaching', 'Creating', 'ReIniting'], {
      about: 'Only those in this state; all are In_use.',
    }),
    ResourceGroupId: resourceGroupId,
    DryRun: dryRun,
    ...allIgnored(
      [
        'Filter',
        'Tag',
        'AdditionalAttributes',
        'AutoSnapshotPolicyId',
        'DeleteAutoSnapshot',
        'DeleteWithInstance',
        'DiskChargeType',
        'DiskName',
        'EnableAutoSnapshot',
        'EnableAutomatedSnapshotPolicy',
        'EnableShared',
        'Encrypted',
        'KMSKeyId',
        'LockReason',
        'MultiAttach',
        'Portable',
        'SnapshotId',
      ],
      'All disks are alike here.',
    ),
    ...parts.fields,
    ...owner,
  },
  faults: [],
  missing: ['data disks', 'filters by what all disks have in common'],
  example: { RegionId: 'cn-hangzhou', InstanceId: 'i-bp1example' },
  run(call, parameters) {
    const { DiskType = 'all', Status = 'All' } = parameters
    const found = call.state
      .by('instance', 'account', call.accountId)
      .filter((one) => one.region === parameters.RegionId && meets<string>(parameters.InstanceId, one.id))
      .filter((one) => meetsAny(parameters.DiskIds, [systemDiskId(one)]))
      .filter((one) => meets(parameters.ZoneId, one.zone))
      .filter((one) => meets(parameters.ResourceGroupId, one.resourceGroupId))
      .filter(() => DiskType !== 'data' && (Status === 'All' || Status === 'In_use'))
      .filter(() => meets(parameters.Category, 'cloud_essd'))
    const { items, envelope } = parts.cut(found, parameters)
    return { Disks: { Disk: items.map(systemDiskAnswer) }, ...envelope }
  },
})
