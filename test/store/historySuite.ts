// Every store can go back to each revision that it keeps.

import { expect, test } from 'vitest'
import type { ResourceReader } from '../../src/core/model/resources.ts'
import { ResourceTables } from '../../src/core/model/tables.ts'
import { Overlay } from '../../src/store/overlay.ts'
import { CompactedError, type Store } from '../../src/store/store.ts'
import { account } from './bodies.ts'
import { fill } from './changes.ts'
import type { OpenStore } from './suite.ts'

const names = (state: ResourceReader): readonly string[] =>
  [...state.list('account')].map(({ id, name }) => `${id} ${name}`).sort()

/** The state of then, made from the one of now. */
async function stateAt(store: Store, past: number): Promise<readonly string[]> {
  const now = new ResourceTables()
  for (const body of store.list('account')) now.write({ kind: 'account', id: body.id, body })
  const { revision, writes } = await store.writesBack(past)
  expect(revision).toBe(store.revision)
  const then = new Overlay(now)
  for (const { kind, id, body } of writes) {
    if (body === null) then.remove(kind, id)
    else then.put(kind, body as never)
  }
  return names(then)
}

export function history(open: OpenStore): void {
  test('gives back what each resource was at every revision that is kept', async () => {
    const store = await open({ keepChanges: 40, changesInMemory: 10 })
    const seen = new Map<number, readonly string[]>([[0, []]])
    for (let n = 0; n < 130; n++) {
      await store.transact((t) => {
        const id = `a${(n * 7) % 11}`
        if (n % 3 === 2) t.remove('account', id)
        else t.put('account', account(id, `name ${n}`))
        if (n % 5 === 0) t.put('account', account(`b${n}`))
      })
      seen.set(store.revision, names(store))
    }
    expect(store.oldest).toBeGreaterThan(0)
    for (const [revision, then] of seen) {
      if (revision < store.oldest) await expect(store.writesBack(revision)).rejects.toThrow(CompactedError)
      else expect(await stateAt(store, revision)).toEqual(then)
    }
    await expect(store.writesBack(store.revision + 1)).rejects.toThrow(RangeError)
    await store.close()
  })

  test('also while others write and old changes are forgotten', async () => {
    const store = await open({ keepChanges: 1000, changesInMemory: 10 })
    await fill(store, 250)
    const then = names(store)
    const past = store.revision
    const writing = fill(store, 250, 'later')
    const back = store.writesBack(past)
    await store.compact(200)
    await writing
    const { writes } = await back
    expect(writes.every(({ id, body }) => id.startsWith('later') && body === null)).toBe(true)
    expect(await stateAt(store, past)).toEqual(then)
    await store.close()
  })
}
