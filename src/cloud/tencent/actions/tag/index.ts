// All actions of tag, sorted by name.

import type { Action } from '../../action.ts'
import { AddProject } from './AddProject.ts'
import { DescribeProjects } from './DescribeProjects.ts'
import { DescribeResourceTagsByResourceIds } from './DescribeResourceTagsByResourceIds.ts'
import { DescribeTags } from './DescribeTags.ts'
import { GetResources } from './GetResources.ts'
import { GetTags } from './GetTags.ts'
import { GetTagValues } from './GetTagValues.ts'
import { ModifyResourceTags } from './ModifyResourceTags.ts'
import { TagResources } from './TagResources.ts'
import { UnTagResources } from './UnTagResources.ts'
import { UpdateProject } from './UpdateProject.ts'

export const TAG_ACTIONS: readonly Action[] = [
  AddProject,
  DescribeProjects,
  DescribeResourceTagsByResourceIds,
  DescribeTags,
  GetResources,
  GetTags,
  GetTagValues,
  ModifyResourceTags,
  TagResources,
  UnTagResources,
  UpdateProject,
]
