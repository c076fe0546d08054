// The shared suite over a database that takes its time, as one behind a network does.

import { setImmediate } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { Kind } from '../../src/core/model/resources.ts'
import { ResourceTables } from '../../src/core/model/tables.ts'
import type { Batch, Driver } from '../../src/store/driver.ts'
import type { StoreOptions } from '../../src/store/index.ts'
import { LiveStore } from '../../src/store/liveStore.ts'
import { CompactedError, type PastChange, type Store } from '../../src/store/store.ts'
import { account } from './bodies.ts'
import { fill } from './changes.ts'
import { storeSuite } from './suite.ts'

interface SlowDatabase {
  readonly store: Store
  /** What was committed and not forgotten. */
  readonly log: PastChange[]
}

function openSlow({ keepChanges = 10_000, changesInMemory = 1_000 }: StoreOptions = {}): SlowDatabase {
  const log: PastChange[] = []
  let revision = 0
  let base = 0
  const atBase = new ResourceTables()
  const driver: Driver = {
    async commit({ staged, oldest }: Batch) {
      await setImmediate()
      log.push(...staged.map(({ change, note }) => ({ ...change, ...note })))
      revision = staged.at(-1)?.change.revision ?? revision
      while ((log[0]?.revision ?? Number.POSITIVE_INFINITY) <= oldest) atBase.apply(log.shift() as PastChange)
      base = Math.max(base, oldest)
      await setImmediate()
    },
    async changes(from: number, limit: number) {
      for (let turn = 0; turn < 5; turn++) await setImmediate()
      return log
        .filter((change) => change.revision > from)
        .slice(0, limit)
        .map(({ revision: at, writes }) => ({ revision: at, writes }))
    },
    history: (before: number, limit: number) =>
      log
        .filter((change) => change.revision < before)
        .slice(-limit)
        .reverse(),
    baseRevision: () => base,
    async bodyAtBase(kind: Kind, id: string) {
      await setImmediate()
      return atBase.get(kind, id) ?? null
    },
    durableRevision: () => revision,
    check: () => {},
    close: () => setImmediate(),
  }
  const opened = { driver, identity: 'slow', revision: 0, oldest: 0, tables: new ResourceTables() }
  return { store: new LiveStore(opened, { changes: keepChanges, inMemory: changesInMemory }), log }
}

describe('store over a slow database', { timeout: 30_000 }, () => {
  storeSuite(async (options) => openSlow(options).store)

  test('shows nothing while the commit is under way', async () => {
    const { store, log } = openSlow()
    const committed = store.transact((t) => t.put('account', account('a')))
    while (log.length === 0) {
      expect([store.revision, store.count('account'), store.rehearse((t) => t.count('account'))]).toEqual([
        0, 0, 0,
      ])
      await setImmediate()
    }
    expect(store.count('account')).toBe(0)
    await committed
    expect(store.count('account')).toBe(1)
  })

  test('a compaction that overtakes a watcher in the middle of its reading gives an error, not a gap', async () => {
    const { store } = openSlow({ changesInMemory: 10 })
    await fill(store, 300)
    const first = store.watch(0, new AbortController().signal)[Symbol.asyncIterator]().next()
    await store.compact(50)
    await expect(first).rejects.toThrow(CompactedError)
  })
})
