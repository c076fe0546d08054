// All actions of tag, sorted by name.

import type { Action } from '../../action.ts'
import { AddProject } from './AddProject.ts'
import { DescribeProjects } from './DescribeProjects.ts'
import { DescribeResourceTagsByResourceIds } from './DescribeResourceTagsByResourceIds.ts'
import { GetResources } from './GetResources.ts'
import { ModifyResourceTags } from './ModifyResourceTags.ts'
import { TagResources } from './TagResources.ts'
import { UnTagResources } from './UnTagResources.ts'
import { UpdateProject } from './UpdateProject.ts'

export const TAG_ACTIONS: readonly Action[] = [
  AddProject,
  DescribeProjects,
  DescribeResourceTagsByResourceIds,
  GetResources,
  ModifyResourceTags,
  TagResources,
  UnTagResources,
  UpdateProject,
]
