// All actions of tag, sorted by name.

import type { Action } from '../../action.ts'
import { DescribeResourceTagsByResourceIds } from './DescribeResourceTagsByResourceIds.ts'
import { GetResources } from './GetResources.ts'
import { ModifyResourceTags } from './ModifyResourceTags.ts'
import { TagResources } from './TagResources.ts'
import { UnTagResources } from './UnTagResources.ts'

export const TAG_ACTIONS: readonly Action[] = [
  DescribeResourceTagsByResourceIds,
  GetResources,
  ModifyResourceTags,
  TagResources,
  UnTagResources,
]
