// What every store must do: run by each driver's own test file with a way to open it.

import { describe, expect, test } from 'vitest'
import { ResourceTables } from '../../src/core/model/tables.ts'
import type { StoreOptions } from '../../src/store/index.ts'
import type { Store, Transaction } from '../../src/store/store.ts'
import { account, eni, rule } from './bodies.ts'
import { fill, numbers, take, upTo } from './changes.ts'
import { history } from './historySuite.ts'
import { viewOf } from './model.ts'
import { randomOperations } from './randomOperations.ts'
import { compaction, watching } from './watchSuite.ts'

export type OpenStore = (options?: StoreOptions) => Promise<Store>

export function storeSuite(open: OpenStore): void {
  describe('revisions', () => revisions(open))
  describe('transactions', () => transactions(open))
  describe('order and indexes', () => orders(open))
  describe('history', () => history(open))
  describe('watch', () => watching(open))
  describe('compaction', () => compaction(open))
  describe('authors', () => authors(open))
  test('random operations agree with the plain model', () => randomOperations(open), 60_000)
}

function revisions(open: OpenStore): void {
  test('begin at 0 and count up by one without gaps, also when many wait at once', async () => {
    const store = await open()
    expect([store.revision, store.oldest]).toEqual([0, 0])
    const commits = upTo(1, 300).map((n) => store.transact((t) => t.put('account', account(`a${n}`))))
    expect((await Promise.all(commits)).map((one) => one.revision)).toEqual(upTo(1, 300))
    expect(store.revision).toBe(300)
    expect(numbers(await take(store, 0, 300))).toEqual(upTo(1, 300))
    await store.close()
  })

  test('a transaction without writes takes none', async () => {
    const store = await open()
    await fill(store, 2)
    const idle = await store.transact((t) => t.count('account'))
    expect(idle).toEqual({ value: 2, revision: 2, changed: false })
    const undone = await store.transact((t) => {
      t.put('account', account('x'))
      t.remove('account', 'x')
      t.remove('account', 'never there')
    })
    expect(undone).toMatchObject({ revision: 2, changed: false })
    await store.close()
  })
}

function transactions(open: OpenStore): void {
  test('read their own writes; others see nothing of them before they are committed', async () => {
    const store = await open()
    await store.transact((t) => t.put('rule', rule('r1', 'g1')))
    const seen: unknown[] = []
    const committed = store.transact((t) => {
      t.put('rule', rule('r2', 'g1'))
      t.put('rule', rule('r1', 'g2'))
      seen.push(
        t.count('rule'),
        t.by('rule', 'group', 'g1').map((one) => one.id),
        t.get('rule', 'r1')?.groupId,
      )
      seen.push(
        store.count('rule'),
        store.by('rule', 'group', 'g1').map((one) => one.id),
      )
    })
    expect(store.count('rule')).toBe(1)
    await committed
    expect(seen).toEqual([2, ['r2'], 'g2', 1, ['r1']])
    expect(store.by('rule', 'group', 'g1').map((one) => one.id)).toEqual(['r2'])
    await store.close()
  })

  test('one that throws leaves nothing and takes no revision, its neighbours in the queue stay', async () => {
    const store = await open()
    const outcomes = await Promise.allSettled([
      store.transact((t) => t.put('account', account('a'))),
      store.transact((t) => {
        t.put('account', account('b'))
        t.remove('account', 'a')
        throw new Error('no')
      }),
      store.transact((t) => t.put('account', account('c', String(t.get('account', 'a')?.name)))),
    ])
    expect(outcomes.map((one) => one.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect([...store.list('account')]).toEqual([account('a'), account('c', 'a')])
    expect(store.revision).toBe(2)
    await store.close()
  })

  test('run one after the other: 200 increments of one number lose none', async () => {
    const store = await open()
    const increment = (t: Transaction) => {
      const before = Number(t.get('account', 'n')?.name ?? 0)
      t.put('account', account('n', String(before + 1)))
    }
    await Promise.all(upTo(1, 200).map(() => store.transact(increment)))
    expect(store.get('account', 'n')?.name).toBe('200')
    await store.close()
  })

  test('a rehearsal gives the same answer and leaves nothing', async () => {
    const store = await open()
    await fill(store, 3)
    const before = viewOf(store)
    const work = (t: Transaction) => {
      t.remove('account', 'a1')
      t.put('account', account('b'))
      return [...t.list('account')].map((one) => one.id)
    }
    expect(store.rehearse(work)).toEqual(['a2', 'a3', 'b'])
    expect(viewOf(store)).toEqual(before)
    expect(store.revision).toBe(3)
    await store.close()
  })

  test('are over when their work is: a late write and asynchronous work are refused', async () => {
    const store = await open()
    let kept: Transaction | undefined
    await store.transact((t) => {
      kept = t
    })
    expect(() => kept?.put('account', account('late'))).toThrow('after it had ended')
    const later = store.transact(async (t) => t.put('account', account('async')))
    await expect(later).rejects.toThrow('must be synchronous')
    expect(store.count('account')).toBe(0)
    await store.close()
  })

  test('those asked for before the end are kept, those after it refused', async () => {
    const store = await open()
    const before = store.transact((t) => t.put('account', account('a')))
    const closed = store.close()
    const after = store.transact((t) => t.put('account', account('b')))
    await expect(after).rejects.toThrow('the store is closed')
    expect((await before).revision).toBe(1)
    await closed
    expect(() => store.check()).toThrow('closed')
  })
}

function orders(open: OpenStore): void {
  test('lists and indexes keep the order of first appearance through rewrites', async () => {
    const store = await open()
    await store.transact((t) => {
      for (const id of ['e1', 'e2', 'e3']) t.put('eni', eni(id, ['g1']))
    })
    await store.transact((t) => t.put('eni', eni('e2', [])))
    expect(store.by('eni', 'group', 'g1').map((one) => one.id)).toEqual(['e1', 'e3'])
    await store.transact((t) => {
      t.put('eni', eni('e2', ['g1', 'g2']))
      t.put('eni', eni('e4', ['g1']))
      expect(t.by('eni', 'group', 'g1').map((one) => one.id)).toEqual(['e1', 'e2', 'e3', 'e4'])
    })
    expect(store.by('eni', 'group', 'g1').map((one) => one.id)).toEqual(['e1', 'e2', 'e3', 'e4'])
    expect(store.by('eni', 'group', 'g2').map((one) => one.id)).toEqual(['e2'])
    await store.close()
  })

  test('what is removed and made again stands last, also when both happen in one transaction', async () => {
    const store = await open()
    await fill(store, 3)
    await store.transact((t) => {
      t.remove('account', 'a1')
      t.put('account', account('a1', 'new'))
      t.put('account', account('a1', 'newer'))
    })
    expect([...store.list('account')].map((one) => one.name)).toEqual(['a2', 'a3', 'newer'])
    const replayed = new ResourceTables()
    for (const change of await take(store, 0, 4)) replayed.apply(change)
    expect(viewOf(replayed)).toEqual(viewOf(store))
    await store.close()
  })

  test('a loop over a list may remove and add', async () => {
    const store = await open()
    await fill(store, 3)
    await store.transact((t) => {
      for (const one of t.list('account')) {
        t.remove('account', one.id)
        t.put('account', account(`again ${one.id}`))
      }
    })
    expect([...store.list('account')].map((one) => one.id)).toEqual(['again a1', 'again a2', 'again a3'])
    await store.close()
  })
}

function authors(open: OpenStore): void {
  const author = { accountId: 'a1', by: 'li.wei', action: 'ecs:X', at: 7 }

  test('keeps who changed what, and what was there before; the newest comes first', async () => {
    const store = await open()
    await store.transact((t) => t.put('rule', rule('r1', 'g1')), author)
    await store.transact((t) => t.put('rule', rule('r1', 'g2')), { ...author, by: 'token' })
    await store.transact((t) => t.remove('rule', 'r1'))
    const past = await store.history(Number.MAX_SAFE_INTEGER, 10)
    expect(past.map(({ revision, author: who }) => [revision, who?.by ?? null])).toEqual([
      [3, null],
      [2, 'token'],
      [1, 'li.wei'],
    ])
    expect(past.map(({ before }) => (before[0] as { groupId?: string } | null)?.groupId)).toEqual([
      'g2',
      'g1',
      undefined,
    ])
    expect(past[1]?.writes).toMatchObject([{ kind: 'rule', id: 'r1', body: { groupId: 'g2' } }])
    expect((await store.history(3, 1)).map(({ revision }) => revision)).toEqual([2])
    await store.close()
  })

  test('goes back as far as changes are kept, and no further', async () => {
    const store = await open({ keepChanges: 10 })
    await fill(store, 40)
    const past = await store.history(Number.MAX_SAFE_INTEGER, 1000)
    expect(past.map(({ revision }) => revision)).toEqual(upTo(store.oldest + 1, 40).reverse())
    expect(past.length).toBeLessThan(40)
    await store.close()
  })
}
