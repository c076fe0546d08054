// Every action there is.

import type { Action } from '../action.ts'
import { BSS_ACTIONS } from './bssOpenApi/index.ts'
import { ECS_ACTIONS } from './ecs/index.ts'
import { LOCATION_ACTIONS } from './location/index.ts'
import { RAM_ACTIONS } from './ram/index.ts'
import { RESOURCE_MANAGER_ACTIONS } from './resourceManager/index.ts'
import { STS_ACTIONS } from './sts/index.ts'
import { TAG_ACTIONS } from './tag/index.ts'
import { VPC_ACTIONS } from './vpc/index.ts'

export const ACTIONS: readonly Action[] = [
  ...ECS_ACTIONS,
  ...VPC_ACTIONS,
  ...STS_ACTIONS,
  ...RAM_ACTIONS,
  ...RESOURCE_MANAGER_ACTIONS,
  ...LOCATION_ACTIONS,
  ...BSS_ACTIONS,
  ...TAG_ACTIONS,
]
