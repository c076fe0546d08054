// Nobody sees or hears of a commit before the disk has it, and a disk that refuses stops the store.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { openStore } from '../../src/store/index.ts'
import { LiveStore } from '../../src/store/liveStore.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import type { SyncFile } from '../../src/store/walFile.ts'
import { account } from './bodies.ts'
import { fill, take } from './changes.ts'

const directory = mkdtempSync(join(tmpdir(), 'menshen-sync-'))
afterAll(() => rmSync(directory, { recursive: true }))

const openWith = (file: string, sync: SyncFile) =>
  new LiveStore(openSqlite(file, { newIdentity: () => 'x', sync }), { changes: 10_000, inMemory: 1 })

test('until the log is synced the promise stands open, reads see nothing, and a watch waits', async () => {
  let release: () => void = () => {}
  let syncs = 0
  const store = openWith(join(directory, 'slow.db'), () => {
    if (++syncs === 1) return Promise.resolve()
    return new Promise<void>((resolve) => {
      release = resolve
    })
  })
  await fill(store, 5)
  let answered = false
  const committed = store
    .transact((t) => t.put('account', account('x')))
    .then(() => {
      answered = true
    })
  while (syncs < 2) await sleep(1)
  const seen: number[] = []
  // From the first change on: these come from the database, which holds the new one already.
  const watching = (async () => {
    for await (const { revision } of store.watch(0, new AbortController().signal)) seen.push(revision)
  })()
  await sleep(50)
  expect([answered, store.revision, store.get('account', 'x')]).toEqual([false, 5, undefined])
  expect(seen).toEqual([1, 2, 3, 4, 5])
  release()
  await committed
  await sleep(20)
  expect([store.revision, seen.at(-1)]).toEqual([6, 6])
  await store.close()
  await watching
})

test('the event loop goes on while the disk works, and what comes meanwhile shares the next sync', async () => {
  let syncs = 0
  const store = openWith(join(directory, 'shared.db'), async () => {
    syncs++
    await sleep(20)
  })
  const first = store.transact((t) => t.put('account', account('a0')))
  while (syncs === 0) await sleep(1)
  await Promise.all([first, ...Array.from({ length: 20 }, (_, n) => putLater(store, `a${n + 1}`, n % 10))])
  expect(store.revision).toBe(21)
  expect(syncs).toBeLessThanOrEqual(4)
  await store.close()
})

async function putLater(store: LiveStore, id: string, ms: number): Promise<void> {
  await sleep(ms)
  await store.transact((t) => t.put('account', account(id)))
}

test('a sync that fails is told to the caller, and nothing more is promised until a restart', async () => {
  const file = join(directory, 'broken.db')
  let fails = false
  const store = openWith(file, async () => {
    if (fails) throw new Error('input/output error')
  })
  await fill(store, 2)
  fails = true
  await expect(store.transact((t) => t.put('account', account('x')))).rejects.toThrow('input/output error')
  fails = false
  await expect(store.transact((t) => t.put('account', account('y')))).rejects.toThrow('could not write')
  expect(() => store.check()).toThrow('could not write')
  expect([store.revision, store.count('account')]).toEqual([2, 2])
  await store.close()
  const again = await openStore(file)
  expect((await take(again, 0, 2)).length).toBe(2)
  await again.close()
})
