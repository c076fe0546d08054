// All actions of antiddos, sorted by name.

import type { Action } from '../../action.ts'
import { DescribeBasicDeviceStatus } from './DescribeBasicDeviceStatus.ts'

export const ANTIDDOS_ACTIONS: readonly Action[] = [DescribeBasicDeviceStatus]
