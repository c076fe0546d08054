// The SQLite store against the shared suite, and what only a file can do: come back, be damaged, be taken, be full.

import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import { openStore, type StoreOptions } from '../../src/store/index.ts'
import { StoreOpenError } from '../../src/store/openError.ts'
import { CompactedError, type Store } from '../../src/store/store.ts'
import { account, eni, rule } from './bodies.ts'
import { fill, numbers, take, upTo } from './changes.ts'
import { viewOf } from './model.ts'
import { storeSuite } from './suite.ts'

const directory = mkdtempSync(join(tmpdir(), 'menshen-store-'))
let files = 0
const newFile = (): string => join(directory, `${++files}`, 'menshen.db')

afterAll(() => rmSync(directory, { recursive: true }))
afterEach(() => vi.restoreAllMocks())

describe('sqlite store', { timeout: 30_000 }, () =>
  storeSuite((options) => openStore(`sqlite:${newFile()}`, options)),
)

async function reopened(store: Store, file: string, options?: StoreOptions): Promise<Store> {
  await store.close()
  return openStore(file, options)
}

describe('after a restart', { timeout: 30_000 }, () => {
  test('everything is as before: state, order, identity, revision, changes', async () => {
    const file = newFile()
    const first = await openStore(file)
    await first.transact((t) => {
      for (const id of ['e1', 'e2', 'e3']) t.put('eni', eni(id, []))
      t.put('rule', rule('r1', 'g1', 'g2'))
    })
    await first.transact((t) => {
      t.remove('eni', 'e1')
      t.put('eni', eni('e3', ['g1']))
    })
    await first.transact((t) => {
      t.put('eni', eni('e2', ['g1']))
      t.put('eni', eni('e1', ['g1']))
    })
    const before = viewOf(first)
    const changes = await take(first, 0, 3)
    const second = await reopened(first, file)
    expect(viewOf(second)).toEqual(before)
    expect(second.by('eni', 'group', 'g1').map((one) => one.id)).toEqual(['e2', 'e3', 'e1'])
    expect([second.identity, second.revision, second.oldest]).toEqual([first.identity, 3, 0])
    expect(await take(second, 0, 3)).toEqual(changes)
    expect((await second.transact((t) => t.put('eni', eni('e4', ['g1'])))).revision).toBe(4)
    expect(second.by('eni', 'group', 'g1').map((one) => one.id)).toEqual(['e2', 'e3', 'e1', 'e4'])
    await second.close()
  })

  test('revision and oldest survive when every change was compacted', async () => {
    const file = newFile()
    const first = await openStore(file)
    await fill(first, 5)
    await first.compact(5)
    const second = await reopened(first, file)
    expect([second.revision, second.oldest, second.count('account')]).toEqual([5, 5, 5])
    await expect(take(second, 4, 1)).rejects.toThrow(CompactedError)
    await fill(second, 1, 'b')
    expect(numbers(await take(second, 5, 1))).toEqual([6])
    await second.close()
  })

  test('a watch runs from changes on disk into those in memory', async () => {
    const file = newFile()
    const first = await openStore(file)
    await fill(first, 250)
    const second = await reopened(first, file)
    await fill(second, 30, 'b')
    expect(numbers(await take(second, 0, 280))).toEqual(upTo(1, 280))
    expect(numbers(await take(second, 245, 35))).toEqual(upTo(246, 280))
    await second.close()
  })
})

describe('a file that cannot be opened is refused with a reason and a way out', { timeout: 30_000 }, () => {
  const refusal = async (file: string): Promise<string> => {
    const error = await openStore(file).then(
      (store) => store.close().then(() => expect.fail('it was opened')),
      (reason: unknown) => reason,
    )
    expect(error).toBeInstanceOf(StoreOpenError)
    const { message, wayOut } = error as StoreOpenError
    expect(message).toContain(`\`${file}\``)
    return `${message} → ${wayOut}`
  }

  const written = async (): Promise<string> => {
    const file = newFile()
    const store = await openStore(file)
    await fill(store, 200)
    await store.close()
    return file
  }

  test('while another server has it', async () => {
    const file = newFile()
    const holder = await openStore(file)
    expect(await refusal(file)).toMatch(/another server is using it → stop the other server/)
    await holder.transact((t) => t.put('account', account('a')))
    await holder.close()
    await (await openStore(file)).close()
  })

  test('when a newer version wrote it', async () => {
    const file = await written()
    const database = new DatabaseSync(file)
    database.exec("update meta set value = '99' where key = 'schema'")
    database.close()
    expect(await refusal(file)).toMatch(
      /it has layout 99, this version of menshen knows \d+ → start the newer/,
    )
  })

  test('when it is not a database', async () => {
    const file = await written()
    writeFileSync(file, 'plain text '.repeat(1000))
    expect(await refusal(file)).toMatch(/the file is damaged: file is not a database → put a backup/)
  })

  test('when a page of it is overwritten or its end is missing', async () => {
    const overwritten = await written()
    const bytes = readFileSync(overwritten)
    bytes.fill(0xa5, 8192, 12288)
    writeFileSync(overwritten, bytes)
    expect(await refusal(overwritten)).toMatch(/the file is damaged: .+ → put a backup/)
    const cut = await written()
    truncateSync(cut, statSync(cut).size - 8192)
    expect(await refusal(cut)).toMatch(/the file is damaged: .+ → put a backup/)
  })

  test('when a change or a body is missing in it', async () => {
    const gap = await written()
    const database = new DatabaseSync(gap)
    database.exec('delete from chg where rev = 100')
    database.close()
    expect(await refusal(gap)).toMatch(/damaged: changes are missing between 0 and 200/)
    const torn = await written()
    const other = new DatabaseSync(torn)
    other.exec("update res set body = '{' where id = 'a7'")
    other.close()
    expect(await refusal(torn)).toMatch(/damaged: the body of account `a7` cannot be read/)
  })

  test('when it belongs to another program, and then it is left as it was', async () => {
    const file = join(directory, 'other.db')
    const database = new DatabaseSync(file)
    database.exec('create table theirs (x)')
    database.close()
    const before = readFileSync(file)
    expect(await refusal(file)).toMatch(/the database of another program/)
    expect(readFileSync(file)).toEqual(before)
    expect(existsSync(`${file}-wal`)).toBe(false)
  })

  test('when there is no such kind of store', async () => {
    await expect(openStore('oracle:x')).rejects.toThrow(
      'cannot open the store `oracle:x`: no such kind of store',
    )
  })
})

test('only the owner may read the file: it holds secrets', async () => {
  const file = newFile()
  const store = await openStore(file)
  await fill(store, 1)
  for (const one of [file, `${file}-wal`]) expect(statSync(one).mode & 0o777, one).toBe(0o600)
  await store.close()
})

test('the health check notices that the file is gone', async () => {
  const file = newFile()
  const store = await openStore(file)
  store.check()
  rmSync(file)
  expect(() => store.check()).toThrow('was removed or replaced')
  await store.close()
})

describe('a commit that fails', { timeout: 30_000 }, () => {
  /** Lets the next COMMIT fail, before or after it has taken effect. */
  const failNextCommit = (effect: 'none' | 'done'): void => {
    const exec = DatabaseSync.prototype.exec
    const spy = vi.spyOn(DatabaseSync.prototype, 'exec').mockImplementation(function (
      this: DatabaseSync,
      sql,
    ) {
      if (sql !== 'commit') return exec.call(this, sql)
      spy.mockRestore()
      if (effect === 'done') exec.call(this, sql)
      throw new Error('database or disk is full')
    })
  }

  test('rejects everybody who waited, shows nothing to anybody, and the store goes on', async () => {
    const file = newFile()
    const store = await openStore(file)
    await fill(store, 1)
    const before = viewOf(store)
    failNextCommit('none')
    const outcomes = await Promise.allSettled([
      store.transact((t) => t.put('account', account('x'))),
      store.transact((t) => t.get('account', 'x')),
      store.transact((t) => {
        if (t.get('account', 'x') !== undefined) throw new Error('x is there already')
      }),
      store.compact(1),
    ])
    const reasons = outcomes.map((one) =>
      one.status === 'rejected' ? (one.reason as Error).message : 'kept',
    )
    expect(reasons).toEqual(Array(4).fill('the store could not write: database or disk is full'))
    expect(viewOf(store)).toEqual(before)
    expect([store.revision, store.oldest]).toEqual([1, 0])
    store.check()
    expect((await store.transact((t) => t.put('account', account('y')))).revision).toBe(2)
    expect(store.oldest, 'the compaction was refused, so it must not come later').toBe(0)
    const again = await reopened(store, file)
    expect([...again.list('account')].map((one) => one.id)).toEqual(['a1', 'y'])
    await again.close()
  })

  test('stops the store when the database went on without it', async () => {
    const file = newFile()
    const store = await openStore(file)
    failNextCommit('done')
    await expect(store.transact((t) => t.put('account', account('x')))).rejects.toThrow('could not write')
    await expect(store.transact((t) => t.put('account', account('y')))).rejects.toThrow('could not write')
    expect(() => store.check()).toThrow('could not write')
    expect(store.count('account')).toBe(0)
    const again = await reopened(store, file)
    expect([again.revision, again.count('account')]).toEqual([1, 1])
    await again.close()
  })
})
