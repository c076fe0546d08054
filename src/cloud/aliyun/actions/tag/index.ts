// All actions of Tag, sorted by name.

import type { Action } from '../../action.ts'
import { ListTagResources } from './ListTagResources.ts'
import { TagResources } from './TagResources.ts'
import { UntagResources } from './UntagResources.ts'

export const TAG_ACTIONS: readonly Action[] = [ListTagResources, TagResources, UntagResources]
