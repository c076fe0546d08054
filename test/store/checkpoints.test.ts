// The log goes into the file beside the event loop, stays short, and what hinders that is told.

import { spawnSync } from 'node:child_process'
import { mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import { openStore } from '../../src/store/index.ts'
import { connect, RUNNING_PRAGMAS } from '../../src/store/sqliteConnection.ts'
import type { Store } from '../../src/store/store.ts'
import { WalFile } from '../../src/store/walFile.ts'
import { account } from './bodies.ts'
import { logPages } from './logPages.ts'

const directory = mkdtempSync(join(tmpdir(), 'menshen-checkpoints-'))
let files = 0
const newFile = (): string => join(directory, `${++files}.db`)

afterAll(() => rmSync(directory, { recursive: true }))
afterEach(() => vi.restoreAllMocks())

const PAGES = 20

interface Opened {
  readonly file: string
  readonly store: Store
  readonly warnings: string[]
}

async function opened(): Promise<Opened> {
  const file = newFile()
  const warnings: string[] = []
  const store = await openStore(file, { checkpointPages: PAGES, warn: (text) => warnings.push(text) })
  return { file, store, warnings }
}

let accounts = 0
/** Two pages and more. */
const write = (store: Store) =>
  store.transact((t) => t.put('account', account(`a${++accounts}`, 'x'.repeat(8000))))

async function writeUntil(store: Store, done: () => boolean): Promise<void> {
  do await write(store)
  while (!done())
}

async function allThere(file: string, store: Store): Promise<void> {
  const before = [...store.list('account')]
  await store.close()
  const again = await openStore(file)
  expect([...again.list('account')]).toEqual(before)
  await again.close()
}

describe('checkpoints', { timeout: 60_000 }, () => {
  test('are taken while the store goes on, by a thread: the file grows, the log starts anew', async () => {
    const { file, store, warnings } = await opened()
    const prepare = vi.spyOn(DatabaseSync.prototype, 'prepare')
    for (let round = 0; round < 5; round++) {
      const { size } = statSync(file)
      await writeUntil(store, () => logPages(file) >= PAGES)
      // Nobody but the thread writes now.
      await vi.waitFor(() => expect(logPages(file)).toBe(1), { timeout: 20_000 })
      expect(statSync(file).size).toBeGreaterThan(size)
    }
    expect(prepare.mock.calls.filter(([sql]) => sql.includes('checkpoint'))).toEqual([])
    expect(warnings).toEqual([])
    store.check()
    await allThere(file, store)
  })

  test('keep the log short under writers that never pause', async () => {
    const { file, store } = await opened()
    let longest = 0
    const writer = async (): Promise<void> => {
      for (let n = 0; n < 60; n++) {
        await write(store)
        longest = Math.max(longest, logPages(file))
      }
    }
    const WRITERS = 8
    await Promise.all(Array.from({ length: WRITERS }, writer))
    // What one batch writes may come on top: some four pages of content and two of the tree for each.
    expect(longest).toBeLessThan(4 * PAGES + WRITERS * 10)
    expect(longest).toBeGreaterThan(PAGES)
    await allThere(file, store)
  })

  test('that cannot finish are told, the health check fails once the log is long, and both pass', async () => {
    const { file, store, warnings } = await opened()
    await write(store)
    // Another connection of this process that reads an old state: no page behind it can leave the log.
    const reader = connect(file)
    reader.exec('begin')
    reader.prepare('select count(*) from res').get()
    await writeUntil(store, () => warnings.length > 0)
    expect(warnings).toEqual([expect.stringMatching(/the log of the store cannot be copied .* in use/)])
    await writeUntil(store, () => logPages(file) > 5 * PAGES)
    expect(() => store.check()).toThrow(/the log of .* cannot be copied into it: \d+ pages of it are in use/)
    reader.exec('commit')
    reader.close()
    await vi.waitFor(() => expect(logPages(file)).toBeLessThan(PAGES), { timeout: 20_000 })
    store.check()
    expect(warnings.length).toBe(1)
    await allThere(file, store)
  })

  test('without a thread are taken on the event loop, and that is told; the file stays ours', async () => {
    const { file, store, warnings } = await opened()
    // The thread refuses a file that is not the one that was opened.
    renameSync(file, `${file}.away`)
    writeFileSync(file, '')
    await writeUntil(store, () => warnings.length > 0)
    expect(warnings).toEqual([
      expect.stringMatching(/they hold up the event loop: .* was removed or replaced/),
    ])
    renameSync(`${file}.away`, file)
    const { size } = statSync(file)
    await writeUntil(store, () => logPages(file) < PAGES && statSync(file).size > size)
    store.check()
    const other = `new (require('node:sqlite').DatabaseSync)(process.argv[1]).exec('select * from res')`
    expect(spawnSync(process.execPath, ['-e', other, file], { encoding: 'utf8' }).stderr).toContain('locked')
    await allThere(file, store)
  })

  test('end before the store does', async () => {
    for (let round = 0; round < 5; round++) {
      const { file, store } = await opened()
      await Promise.all(Array.from({ length: 10 + round * 5 }, () => write(store)))
      await allThere(file, store)
    }
  })
})

test('the length of the log is that which SQLite knows, also when it was started anew', async () => {
  const file = newFile()
  const database = new DatabaseSync(file)
  database.exec(`pragma journal_mode = wal; ${RUNNING_PRAGMAS}; create table t (x)`)
  const wal = new WalFile(file)
  for (const rows of [3, 40, 1, 17]) {
    for (let n = 0; n < rows; n++) database.exec('insert into t values (randomblob(9000))')
    await wal.sync()
    const before = logPages(file)
    expect([before - 1, before, before + 1, before + 30].map((pages) => wal.reaches(pages))).toEqual([
      true,
      true,
      false,
      false,
    ])
    expect(database.prepare('pragma wal_checkpoint(passive)').get()).toMatchObject({ log: before })
  }
  wal.close()
  database.close()
})
