// All actions of sts, sorted by name.

import type { Action } from '../../action.ts'
import { GetCallerIdentity } from './GetCallerIdentity.ts'

export const STS_ACTIONS: readonly Action[] = [GetCallerIdentity]
