// All actions of BssOpenApi, sorted by name.

import type { Action } from '../../action.ts'
import { QueryAvailableInstances } from './QueryAvailableInstances.ts'

export const BSS_ACTIONS: readonly Action[] = [QueryAvailableInstances]
