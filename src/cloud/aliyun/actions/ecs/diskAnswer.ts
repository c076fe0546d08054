// The system disk of an instance, as the answer of DescribeDisks shows it: it follows from the instance.

import type { Instance } from '../../../../core/model/network.ts'
import { formatTime } from '../../time.ts'

const SIZE_GIB = 40

/** `i-bp1abc` → `d-bp1abc`. */
export const systemDiskId = (instance: Instance): string => instance.id.replace(/^i-/, 'd-')

export const systemDiskAnswer = (instance: Instance) => {
  const attachment = {
    InstanceId: instance.id,
    Device: '/dev/xvda',
    AttachedTime: formatTime(instance.createdAt),
  }
  return {
    DiskId: systemDiskId(instance),
    DiskName: '',
    Description: '',
    Type: 'system',
    Category: 'cloud_essd',
    PerformanceLevel: 'PL0',
    Size: SIZE_GIB,
    Status: 'In_use',
    ...attachment,
    Attachments: { Attachment: [attachment] },
    MountInstances: { MountInstance: [] },
    MountInstanceNum: 0,
    RegionId: instance.region,
    ZoneId: instance.zone,
    ImageId: instance.imageId,
    DiskChargeType: instance.chargeType,
    DeleteWithInstance: true,
    DeleteAutoSnapshot: true,
    EnableAutoSnapshot: false,
    EnableAutomatedSnapshotPolicy: false,
    AutoSnapshotPolicyId: '',
    BurstingEnabled: false,
    Encrypted: false,
    KMSKeyId: '',
    MultiAttach: 'Disabled',
    Portable: false,
    ProductCode: '',
    SourceSnapshotId: '',
    StorageSetId: '',
    StorageClusterId: '',
    OperationLocks: { OperationLock: [] },
    SerialNumber: '',
    ResourceGroupId: instance.resourceGroupId,
    Tags: { Tag: [] },
    CreationTime: formatTime(instance.createdAt),
    DetachedTime: '',
    ExpiredTime: '2099-12-31T15:59Z',
  }
}
