// All actions of ResourceManager, sorted by name.

import type { Action } from '../../action.ts'
import { GetResourceGroup } from './GetResourceGroup.ts'
import { ListResourceGroups } from './ListResourceGroups.ts'

export const RESOURCE_MANAGER_ACTIONS: readonly Action[] = [GetResourceGroup, ListResourceGroups]
