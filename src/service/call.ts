// What an operation may use: the state it works on, who calls, and time and ids handed in from outside.

import type { AccountId } from '../core/model/ids.ts'
import type { Transaction } from '../store/store.ts'
import type { TrafficHistory } from './traffic/history.ts'

/** Makes identifiers; `region` may appear in them as it does in the cloud's own. */
export interface IdSource {
  /** `next('sg', 'cn-hangzhou')` → `sg-bp1…`, never given before. */
  next(prefix: string, region: string): string
}

export interface Call {
  readonly state: Transaction
  readonly accountId: AccountId
  /** Whose key signed it; the account itself when left out. */
  readonly caller?: string | undefined
  /** Milliseconds since 1970, UTC. */
  readonly now: number
  readonly ids: IdSource
  /** Absent where nothing is counted. */
  readonly traffic?: TrafficHistory | undefined
}
