// A file of an older layout: all of it is there afterwards, in its order, and its history goes on.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, expect, test } from 'vitest'
import { openStore } from '../../src/store/index.ts'
import { MIGRATIONS } from '../../src/store/migrations/index.ts'
import { account } from './bodies.ts'

const directory = mkdtempSync(join(tmpdir(), 'menshen-layouts-'))
afterAll(() => rmSync(directory, { recursive: true }))

/** As a server of that time left it: three accounts, the first written again, one change for each. */
function oldFile(version: number): string {
  const file = join(directory, `layout-${version}.db`)
  const database = new DatabaseSync(file)
  database.exec(`pragma application_id = ${0x4d6e736e}; pragma journal_mode = wal`)
  for (const { statements } of MIGRATIONS.slice(0, version))
    for (const each of statements) database.exec(each)
  database.exec(`insert into meta (key, value) values ('schema', '${version}'), ('identity', 'old-store')`)
  const put = database.prepare('insert into res (place, kind, id, rev, body) values (?, ?, ?, ?, ?)')
  const log = database.prepare('insert into chg (rev, writes) values (?, ?)')
  for (const [at, id] of ['b', 'a', 'c', 'b'].entries()) {
    const body = account(id)
    if (at < 3) put.run(at + 1, 'account', id, at + 1, JSON.stringify(body))
    log.run(at + 1, JSON.stringify([{ kind: 'account', id, body }]))
  }
  database.exec("update res set rev = 4 where id = 'b'")
  database.close()
  return file
}

test.each([1, 2, 3])('layout %d', async (version) => {
  const file = oldFile(version)
  for (const revision of [4, 5]) {
    const store = await openStore(file)
    expect([store.identity, store.revision]).toEqual(['old-store', revision])
    expect([...store.list('account')].map(({ id }) => id).slice(0, 3)).toEqual(['b', 'a', 'c'])
    if (revision === 4) await store.transact((state) => state.put('account', account('d')))
    expect(store.get('account', 'd')).toEqual(account('d'))
    await store.close()
  }
  const database = new DatabaseSync(file)
  expect(database.prepare("select value from meta where key = 'schema'").get()).toEqual({
    value: String(MIGRATIONS.length),
  })
  expect(database.prepare('pragma integrity_check').all()).toEqual([{ integrity_check: 'ok' }])
  database.close()
})
