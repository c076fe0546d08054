// Instances whose time has come go by themselves.

import type { Instance } from '../../core/model/network.ts'
import type { ResourceReader } from '../../core/model/resources.ts'
import type { Call } from '../call.ts'
import { releaseInstance } from './remove.ts'

export const instancesDue = (state: ResourceReader, now: number): readonly Instance[] =>
  [...state.list('instance')].filter(
    ({ autoReleaseAt }) => autoReleaseAt !== undefined && autoReleaseAt <= now,
  )

/** Protection from deletion is against people and does not hold against the clock. */
export function releaseDue(call: Omit<Call, 'accountId'>): void {
  for (const instance of instancesDue(call.state, call.now))
    releaseInstance({ ...call, accountId: instance.accountId }, instance)
}
