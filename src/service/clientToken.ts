// Calls that may be repeated: the same token gives the first answer again, the same token for another call is refused.

import type { RememberedAnswer } from '../core/model/account.ts'
import { fail } from '../core/model/faults.ts'
import type { Transaction } from '../store/store.ts'
import type { Call } from './call.ts'

export interface ClientToken {
  /** Action and token: tokens of different actions do not meet. */
  readonly id: string
  /** Of everything that the call asks for. */
  readonly digest: string
}

/** Documented by no cloud; Alibaba's retries end long before. */
const REMEMBERED_FOR = 24 * 60 * 60 * 1000
/** More than the one that each call adds, so that what is expired vanishes. */
const SWEEP = 16

/** Runs the work unless its answer is known, and remembers the answer in the transaction of the work itself. */
export function repeatable<T extends object>(
  call: Call,
  token: ClientToken | null,
  run: (call: Call) => T,
): T {
  if (token === null) return run(call)
  const id = `${call.accountId}/${token.id}`
  const known = call.state.get('rememberedAnswer', id)
  if (known !== undefined && !isExpired(known, call.now)) {
    if (known.digest !== token.digest) return fail({ name: 'clientTokenMismatch' })
    return known.answer as T
  }
  sweep(call.state, call.now)
  const answer = run(call)
  call.state.put('rememberedAnswer', { id, digest: token.digest, answer, createdAt: call.now })
  return answer
}

const isExpired = (answer: RememberedAnswer, now: number): boolean => now - answer.createdAt >= REMEMBERED_FOR

function sweep(state: Transaction, now: number): void {
  const expired: string[] = []
  let seen = 0
  for (const answer of state.list('rememberedAnswer')) {
    if (isExpired(answer, now)) expired.push(answer.id)
    if (++seen === SWEEP) break
  }
  for (const id of expired) state.remove('rememberedAnswer', id)
}
