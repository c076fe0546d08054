// Every action there is.

import type { Action } from '../action.ts'
import { ANTIDDOS_ACTIONS } from './antiddos/index.ts'
import { CBS_ACTIONS } from './cbs/index.ts'
import { CVM_ACTIONS } from './cvm/index.ts'
import { REGION_ACTIONS } from './region/index.ts'
import { STS_ACTIONS } from './sts/index.ts'
import { TAG_ACTIONS } from './tag/index.ts'
import { VPC_ACTIONS } from './vpc/index.ts'

export const ACTIONS: readonly Action[] = [
  ...VPC_ACTIONS,
  ...CVM_ACTIONS,
  ...TAG_ACTIONS,
  ...STS_ACTIONS,
  ...CBS_ACTIONS,
  ...REGION_ACTIONS,
  ...ANTIDDOS_ACTIONS,
]
