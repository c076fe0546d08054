// A disk as the answer of DescribeDisks shows it.

import type { Disk } from '../../../../core/model/disk.ts'
import { formatTime } from '../../time.ts'
import { ecsTags } from '../tags.ts'

export const diskStatus = (disk: Disk): 'In_use' | 'Available' =>
  disk.instanceId === null ? 'Available' : 'In_use'

/** A subscription's data disks live and end with the instance. */
export const isPortable = (disk: Disk): boolean => disk.kind === 'data' && disk.chargeType === 'PostPaid'

export const diskAnswer = (disk: Disk) => {
  const attachment =
    disk.instanceId === null
      ? null
      : { InstanceId: disk.instanceId, Device: disk.device, AttachedTime: formatTime(disk.attachedAt) }
  return {
    DiskId: disk.id,
    DiskName: disk.name,
    Description: disk.description,
    Type: disk.kind,
    Category: disk.category,
    PerformanceLevel: disk.performanceLevel ?? '',
    Size: disk.sizeGib,
    Status: diskStatus(disk),
    ...(attachment ?? { InstanceId: '', Device: '', AttachedTime: '' }),
    Attachments: { Attachment: attachment === null ? [] : [attachment] },
    MountInstances: { MountInstance: [] },
    MountInstanceNum: 0,
    RegionId: disk.region,
    ZoneId: disk.zone,
    ImageId: disk.imageId,
    DiskChargeType: disk.chargeType,
    DeleteWithInstance: disk.deleteWithInstance,
    DeleteAutoSnapshot: disk.deleteAutoSnapshot,
    EnableAutoSnapshot: disk.enableAutoSnapshot,
    EnableAutomatedSnapshotPolicy: false,
    AutoSnapshotPolicyId: '',
    BurstingEnabled: disk.burstingEnabled,
    ...(disk.provisionedIops === null ? {} : { ProvisionedIops: disk.provisionedIops }),
    Encrypted: disk.encrypted,
    KMSKeyId: disk.kmsKeyId,
    MultiAttach: 'Disabled',
    Portable: isPortable(disk),
    ProductCode: '',
    SourceSnapshotId: '',
    StorageSetId: '',
    StorageClusterId: '',
    OperationLocks: { OperationLock: [] },
    SerialNumber: disk.id.replace(/^d-/, ''),
    ResourceGroupId: disk.resourceGroupId,
    Tags: ecsTags(disk.tags),
    CreationTime: formatTime(disk.createdAt),
    DetachedTime: disk.detachedAt === null ? '' : formatTime(disk.detachedAt),
    ExpiredTime: '2099-12-31T15:59Z',
  }
}
