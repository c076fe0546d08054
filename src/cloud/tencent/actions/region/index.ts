// All actions of region, sorted by name.

import type { Action } from '../../action.ts'
import { DescribeProducts } from './DescribeProducts.ts'
import { DescribeRegions } from './DescribeRegions.ts'
import { DescribeZones } from './DescribeZones.ts'

export const REGION_ACTIONS: readonly Action[] = [DescribeProducts, DescribeRegions, DescribeZones]
