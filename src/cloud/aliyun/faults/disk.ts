// How Alibaba answers the faults of disks.

import type { DiskFault } from '../../../core/model/faults/disk.ts'
import type { ErrorSpec } from '../error.ts'
import type { FaultRows } from './rows.ts'

const bad = (code: string, message: string): ErrorSpec => ({ status: 400, code, message })
const forbidden = (code: string, message: string): ErrorSpec => ({ status: 403, code, message })
const notFound = (code: string, message: string): ErrorSpec => ({ status: 404, code, message })

export const diskFaults: FaultRows<DiskFault> = {
  diskNotFound: () => notFound('InvalidDiskId.NotFound', 'The specified disk does not exist.'),
  diskSizeNotAllowed: ({ kind, minimum, maximum }, { action }) => {
    if (action === 'ResizeDisk')
      return forbidden(
        'InvalidDiskSize.NotSupported',
        `disk size is not supported: expected ${minimum} to ${maximum}.`,
      )
    return kind === 'system'
      ? bad(
          'InvalidSystemDiskSize.ValueNotSupported',
          `The specified parameter SystemDisk.Size is invalid: expected ${minimum} to ${maximum}.`,
        )
      : bad(
          'InvalidDataDiskSize.ValueNotSupported',
          `The specified DataDisk.n.Size beyond the permitted range: expected ${minimum} to ${maximum}.`,
        )
  },
  diskShrinks: () =>
    forbidden('InvalidDiskSize.TooSmall', 'Specified new disk size is less than the original disk size.'),
  diskLevelNotAllowed: () =>
    bad(
      'OperationDenied.PerformanceLevelNotMatch',
      'The specified PerformanceLevel and the disk category or size do not match.',
    ),
  diskIopsNotAllowed: () =>
    bad('InvalidProvisionedIops.LimitExceed', 'The provisionedIops exceeds the limit of the specified disk.'),
  diskCannotBurst: () =>
    bad(
      'InvalidBurstingEnabled.OperationNotSupport',
      'The specified disk category does not support bursting.',
    ),
  snapshotPolicyNotFound: (_, { action }) =>
    action === 'ApplyAutoSnapshotPolicy'
      ? bad('InvalidAutoSnapshotPolicyId.NotFound', 'The specified AutoSnapshotPolicyId does not exist.')
      : notFound(
          'InvalidAutoSnapshotPolicyId.NotFound',
          'Specified parameter AutoSnapshotPolicyId not found.',
        ),
}
