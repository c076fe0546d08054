// What the storm writes as its n-th transaction, so that the state after n of them can be told without a log.

import type { Account } from '../../src/core/model/account.ts'
import { account } from './bodies.ts'

interface StormWrite {
  readonly account: Account
  readonly remove: boolean
}

/** The counter, a few of 50 accounts, some of them large, some removed: all of it or nothing must be found. */
export function stormWrites(n: number): readonly StormWrite[] {
  const writes = [0, 1, 2].map((k) => ({
    account: account(`a${(n * 7 + k * 13) % 50}`, `${n}`.padEnd(n % 5 === 0 ? 5000 : 10, '.')),
    remove: (n + k) % 4 === 0,
  }))
  return [{ account: account('count', String(n)), remove: false }, ...writes]
}

/** The accounts after `n` transactions, by id. */
export function stormState(n: number): ReadonlyMap<string, Account> {
  const state = new Map<string, Account>()
  for (let one = 1; one <= n; one++) {
    for (const write of stormWrites(one)) {
      if (write.remove) state.delete(write.account.id)
      else state.set(write.account.id, write.account)
    }
  }
  return state
}
