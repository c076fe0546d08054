// All actions of Sts, sorted by name.

import type { Action } from '../../action.ts'
import { AssumeRole } from './AssumeRole.ts'
import { GetCallerIdentity } from './GetCallerIdentity.ts'

export const STS_ACTIONS: readonly Action[] = [AssumeRole, GetCallerIdentity]
