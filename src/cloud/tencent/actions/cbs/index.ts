// All actions of cbs, sorted by name.

import type { Action } from '../../action.ts'
import { DescribeDisks } from './DescribeDisks.ts'

export const CBS_ACTIONS: readonly Action[] = [DescribeDisks]
