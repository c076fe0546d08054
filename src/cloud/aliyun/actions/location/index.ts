// All actions of Location, sorted by name.

import type { Action } from '../../action.ts'
import { DescribeEndpoints } from './DescribeEndpoints.ts'

export const LOCATION_ACTIONS: readonly Action[] = [DescribeEndpoints]
