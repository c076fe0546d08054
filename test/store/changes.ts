// Shared by the tests of stores and feed: filling a store, taking changes from a watch.

import type { Change } from '../../src/core/model/resources.ts'
import type { Store } from '../../src/store/store.ts'
import { account } from './bodies.ts'

/** Takes changes until `count` have come. */
export async function take(store: Store, from: number, count: number): Promise<Change[]> {
  const changes: Change[] = []
  const abort = new AbortController()
  if (count === 0) return changes
  for await (const change of store.watch(from, abort.signal)) {
    if (changes.push(change) === count) abort.abort()
  }
  return changes
}

export const numbers = (changes: readonly Change[]): number[] => changes.map((change) => change.revision)
export const upTo = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index)

/** `count` changes, one account each. */
export async function fill(store: Store, count: number, name = 'a'): Promise<void> {
  await Promise.all(
    upTo(1, count).map((n) => store.transact((t) => t.put('account', account(`${name}${n}`)))),
  )
}
