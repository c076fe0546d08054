// Codes of faults of disks, which no action here can end in yet.

import type { DiskFault } from '../../../core/model/faults/disk.ts'
import type { Codes } from './rows.ts'

export const diskFaults: Codes<DiskFault> = {
  diskNotFound: 'InvalidDisk.NotSupported',
  diskSizeNotAllowed: 'InvalidParameterValue.Range',
  diskShrinks: 'InvalidParameterValue',
  diskLevelNotAllowed: 'InvalidParameterValue',
  diskIopsNotAllowed: 'InvalidParameterValue',
  diskCannotBurst: 'InvalidParameterValue',
  snapshotPolicyNotFound: 'ResourceNotFound',
}
