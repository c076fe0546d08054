// Lists disks.

import type { Disk } from '../../../../core/model/disk.ts'
import { action } from '../../action.ts'
import { choice, type Decoded, flag, text } from '../../fields.ts'
import { byEither } from '../../pagination.ts'
import { dryRun, owner, regionId, resourceGroupId, tags } from '../fields.ts'
import { meets, meetsAny } from '../filters.ts'
import { hasTags } from '../tags.ts'
import { meetsTimes, timeFilter } from '../timeFilter.ts'
import { diskAnswer, diskStatus, isPortable } from './diskAnswer.ts'
import { textList } from './instanceFields.ts'

const parts = byEither({ default: 10, max: 100 }, { default: 10, min: 10, max: 500, clamp: true })

const CATEGORIES = [
  ...['all', 'cloud', 'cloud_efficiency', 'cloud_ssd', 'cloud_essd', 'cloud_auto', 'cloud_essd_entry'],
  ...['cloud_regional_disk_auto', 'elastic_ephemeral_disk_standard', 'elastic_ephemeral_disk_premium'],
  ...['local_ssd_pro', 'local_hdd_pro', 'ephemeral', 'ephemeral_ssd'],
] as const

const input = {
  RegionId: regionId,
  InstanceId: text({ about: 'Only those of this instance.' }),
  DiskIds: textList('Only these disks: a JSON array, up to 100.', 'InvalidDiskIds.ValueNotSupported'),
  DiskName: text({ about: 'Only those with this name.' }),
  ZoneId: text({ about: 'Only those in this zone.' }),
  DiskType: choice(['all', 'system', 'data'], { about: 'Only those of this kind. Default all.' }),
  Category: choice(CATEGORIES, { about: 'Only those of this category. Default all.' }),
  Status: choice(['All', 'In_use', 'Available', 'Attaching', 'Detaching', 'Creating', 'ReIniting'], {
    about: 'Only those in this state. Default All; disks here are In_use or Available.',
  }),
  DiskChargeType: choice(['PrePaid', 'PostPaid'], { about: 'Only those charged this way.' }),
  DeleteWithInstance: flag({ about: 'Only those that go with their instance, or do not.' }),
  DeleteAutoSnapshot: flag({ about: 'Only those whose snapshots go with them, or do not.' }),
  EnableAutoSnapshot: flag({ about: 'Only those for which snapshot policies are on, or off.' }),
  EnableAutomatedSnapshotPolicy: flag({ about: 'Only those with a snapshot policy; none has one.' }),
  AutoSnapshotPolicyId: text({ about: 'Only those with this snapshot policy; none has one.' }),
  SnapshotId: text({ about: 'Only those made from this snapshot; none is.' }),
  Encrypted: flag({ about: 'true: only those that are encrypted.' }),
  KMSKeyId: text({ about: 'Only those with this key.' }),
  Portable: flag({ about: 'Only those that can be moved to another instance, or cannot.' }),
  EnableShared: flag({ about: 'Only those that several instances share; none is.' }),
  MultiAttach: choice(['Disabled', 'Enabled', 'LegacyShared'], {
    about: 'Only those that several instances may share; all are Disabled.',
  }),
  LockReason: choice(['financial', 'security'], { about: 'Only those locked for this reason; none is.' }),
  AdditionalAttributes: textList('Placement: of regional disks, which are not here.'),
  ResourceGroupId: resourceGroupId,
  Tag: tags,
  Filter: timeFilter,
  DryRun: dryRun,
  ...parts.fields,
  ...owner,
}

type Parameters = Decoded<typeof input>

export const DescribeDisks = action({
  name: 'DescribeDisks',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'List disks.',
  effect: 'read',
  permission: 'ecs:DescribeDisks',
  input,
  faults: [],
  missing: [],
  example: { RegionId: 'cn-hangzhou', InstanceId: 'i-bp1example' },
  run(call, parameters) {
    const found = call.state
      .by('disk', 'account', call.accountId)
      .filter((disk) => isMeant(disk, parameters) && hasSettings(disk, parameters))
    const { items, envelope } = parts.cut(found, parameters)
    return { Disks: { Disk: items.map(diskAnswer) }, ...envelope }
  },
})

const isMeant = (disk: Disk, wanted: Parameters): boolean =>
  disk.region === wanted.RegionId &&
  meetsAny(wanted.DiskIds, [disk.id]) &&
  meets<string | null>(wanted.InstanceId, disk.instanceId) &&
  meets(wanted.DiskName, disk.name) &&
  meets(wanted.ZoneId, disk.zone) &&
  meets(wanted.ResourceGroupId, disk.resourceGroupId) &&
  hasTags(disk.tags, wanted.Tag) &&
  meetsTimes(wanted.Filter, disk.createdAt)

const unlessAll = (wanted: string | undefined): string | undefined =>
  wanted?.toLowerCase() === 'all' ? undefined : wanted

const hasSettings = (disk: Disk, wanted: Parameters): boolean =>
  meets<string>(unlessAll(wanted.DiskType), disk.kind) &&
  meets<string>(unlessAll(wanted.Category), disk.category) &&
  meets<string>(unlessAll(wanted.Status), diskStatus(disk)) &&
  meets<string>(wanted.DiskChargeType, disk.chargeType) &&
  meets(wanted.DeleteWithInstance, disk.deleteWithInstance) &&
  meets(wanted.DeleteAutoSnapshot, disk.deleteAutoSnapshot) &&
  meets(wanted.EnableAutoSnapshot, disk.enableAutoSnapshot) &&
  wanted.EnableAutomatedSnapshotPolicy !== true &&
  wanted.AutoSnapshotPolicyId === undefined &&
  wanted.SnapshotId === undefined &&
  (wanted.Encrypted !== true || disk.encrypted) &&
  meets(wanted.KMSKeyId, disk.kmsKeyId) &&
  meets(wanted.Portable, isPortable(disk)) &&
  wanted.EnableShared !== true &&
  meets<string>(wanted.MultiAttach, 'Disabled') &&
  wanted.LockReason === undefined
