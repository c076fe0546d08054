// What every store must do for those who watch it: no gaps, no repetitions, and a plain word when changes are forgotten.

import { expect, test } from 'vitest'
import { CompactedError } from '../../src/store/store.ts'
import { account } from './bodies.ts'
import { fill, numbers, take, upTo } from './changes.ts'
import type { OpenStore } from './suite.ts'

export function watching(open: OpenStore): void {
  test('starts at any kept revision', async () => {
    const store = await open()
    await fill(store, 250)
    for (const from of [0, 1, 99, 100, 101, 248, 249]) {
      expect(numbers(await take(store, from, 250 - from))).toEqual(upTo(from + 1, 250))
    }
    await expect(take(store, 251, 1)).rejects.toThrow('revision 251 is not there yet')
    await store.close()
  })

  test('misses and repeats nothing while writes go on, however slow the watcher', async () => {
    const store = await open({ changesInMemory: 20 })
    await fill(store, 50, 'before')
    const seen: number[] = []
    const abort = new AbortController()
    const watching = (async () => {
      for await (const change of store.watch(0, abort.signal)) {
        if (change.revision % 7 === 0) await new Promise((resolve) => setImmediate(resolve))
        if (seen.push(change.revision) === 450) abort.abort()
      }
    })()
    for (let n = 0; n < 40; n++) await fill(store, 10, `during${n}-`)
    await watching
    expect(seen).toEqual(upTo(1, 450))
    await store.close()
  })

  test('shows a change only when it can be read, and with all that was written', async () => {
    const store = await open()
    const next = take(store, 0, 1)
    const atSight = next.then(() => [store.revision, store.count('account')])
    await store.transact((t) => {
      t.put('account', account('a'))
      t.put('account', account('b'))
    })
    expect(await atSight).toEqual([1, 2])
    expect((await next)[0]?.writes).toEqual([
      { kind: 'account', id: 'a', body: account('a') },
      { kind: 'account', id: 'b', body: account('b') },
    ])
    await store.close()
  })

  test('ends when it is aborted and when the store closes', async () => {
    const store = await open()
    await fill(store, 1)
    const abort = new AbortController()
    const ends = async (signal: AbortSignal) => {
      let count = 0
      for await (const _ of store.watch(0, signal)) count += 1
      return count
    }
    const aborted = ends(abort.signal)
    const closed = ends(new AbortController().signal)
    await new Promise((resolve) => setImmediate(resolve))
    abort.abort()
    expect(await aborted).toBe(1)
    await store.close()
    expect(await closed).toBe(1)
    expect(await ends(AbortSignal.abort())).toBe(0)
  })
}

export function compaction(open: OpenStore): void {
  test('forgets changes, not resources, and refuses a watch from before', async () => {
    const store = await open()
    await fill(store, 10)
    await store.compact(4)
    expect([store.oldest, store.revision, store.count('account')]).toEqual([4, 10, 10])
    expect(numbers(await take(store, 4, 6))).toEqual(upTo(5, 10))
    await expect(take(store, 3, 1)).rejects.toThrow(CompactedError)
    await store.compact(2)
    expect(store.oldest).toBe(4)
    await store.compact(99)
    expect([store.oldest, store.revision]).toEqual([10, 10])
    await fill(store, 1, 'b')
    expect(numbers(await take(store, 10, 1))).toEqual([11])
    await store.close()
  })

  test('happens by itself, and keeps at least as many changes as asked for', async () => {
    const store = await open({ keepChanges: 50, changesInMemory: 10 })
    for (let n = 0; n < 30; n++) {
      await fill(store, 7, `n${n}-`)
      expect(store.revision - store.oldest).toBeGreaterThanOrEqual(Math.min(50, store.revision))
      expect(store.revision - store.oldest).toBeLessThanOrEqual(55)
    }
    expect(numbers(await take(store, store.oldest, 50)).at(0)).toBe(store.oldest + 1)
    await store.close()
  })

  test('reaches a watcher that has fallen behind as an error, not as a gap', async () => {
    const store = await open({ changesInMemory: 20 })
    await fill(store, 300)
    const slow = async () => {
      const seen: number[] = []
      for await (const change of store.watch(0, new AbortController().signal)) {
        if (seen.push(change.revision) === 1) await store.compact(280)
        if (seen.length === 300) return
      }
    }
    await expect(slow()).rejects.toThrow(CompactedError)
    await store.close()
  })
}
