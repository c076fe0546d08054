// The store in one SQLite file: write-ahead log, every commit synced beside the event loop, nobody else on the file.

import { statSync } from 'node:fs'
import type { StatementSync } from 'node:sqlite'
import type { Change, Kind, Resources, Write } from '../core/model/resources.ts'
import { type CheckpointOptions, Checkpoints } from './checkpoints.ts'
import type { Batch, ChangeNote, Driver, OpenedDriver, StagedChange } from './driver.ts'
import type { Database } from './sqliteConnection.ts'
import { openSqliteFile, type SqliteFile } from './sqliteFile.ts'
import { LAST_REVISION, loadSqlite } from './sqliteLoad.ts'
import type { PastChange } from './store.ts'
import { type SyncFile, WalFile } from './walFile.ts'

export interface SqliteOptions extends CheckpointOptions {
  readonly newIdentity: () => string
  readonly sync?: SyncFile
}

/** Opens or makes the file; `newIdentity` names it when it is new. Throws `StoreOpenError`. */
export function openSqlite(name: string, options: SqliteOptions): OpenedDriver {
  const file = openSqliteFile(name, options.newIdentity)
  try {
    const loaded = loadSqlite(file.database, name)
    return { ...loaded, driver: new SqliteDriver(file, loaded.oldest, options) }
  } catch (error) {
    file.close()
    throw error
  }
}

interface HistoryRow {
  readonly rev: number
  readonly writes: string
  readonly note: string | null
}

class SqliteDriver implements Driver {
  readonly #file: SqliteFile
  readonly #database: Database
  readonly #begin: StatementSync
  readonly #put: StatementSync
  readonly #remove: StatementSync
  readonly #log: StatementSync
  readonly #changes: StatementSync
  readonly #history: StatementSync
  readonly #wal: WalFile
  readonly #checkpoints: Checkpoints
  #oldest: number

  constructor(file: SqliteFile, oldest: number, options: SqliteOptions) {
    const { database, path, inode } = file
    const wal = new WalFile(path, options.sync)
    this.#file = file
    this.#database = database
    this.#oldest = oldest
    this.#wal = wal
    this.#checkpoints = new Checkpoints({ database, path, inode, wal }, options)
    this.#begin = database.prepare('begin immediate')
    this.#put = database.prepare(
      `insert into res (place, kind, id, rev, body) values (?, ?, ?, ?, ?)
       on conflict (place) do update set rev = excluded.rev, body = excluded.body`,
    )
    this.#remove = database.prepare('delete from res where place = ?')
    this.#log = database.prepare('insert into chg (rev, writes, note) values (?, ?, ?)')
    this.#changes = database.prepare('select rev, writes from chg where rev > ? order by rev limit ?')
    this.#history = database.prepare(
      'select rev, writes, note from chg where rev < ? and rev > ? order by rev desc limit ?',
    )
  }

  /**
   * SQLite writes to the log and leaves the syncing to us (`synchronous = normal`): the disk works in another thread,
   * and requests go on. When the sync fails the database is ahead of what was promised, which the store notices.
   */
  commit(batch: Batch): Promise<void> {
    return this.#checkpoints.commit(() => {
      this.#append(batch)
      return this.#wal.sync()
    })
  }

  #append({ staged, oldest }: Batch): void {
    this.#begin.run()
    try {
      for (const one of staged) this.#write(one)
      if (oldest > this.#oldest) this.#forget(oldest)
      this.#database.exec('commit')
    } catch (error) {
      // After some failures SQLite has rolled back by itself.
      if (this.#database.isTransaction) this.#database.exec('rollback')
      throw error
    }
    this.#oldest = oldest
  }

  changes(from: number, limit: number): readonly Change[] {
    const rows = this.#changes.all(from, limit) as unknown as { rev: number; writes: string }[]
    return rows.map(({ rev, writes }) => ({ revision: rev, writes: JSON.parse(writes) }))
  }

  baseRevision(): number {
    const row = this.#database.prepare("select value from meta where key = 'base'").get()
    return Number((row as { value: string } | undefined)?.value ?? 0)
  }

  bodyAtBase(kind: Kind, id: string): Resources[Kind] | null {
    const row = this.#database.prepare('select body from base where kind = ? and id = ?').get(kind, id)
    return row === undefined ? null : JSON.parse((row as { body: string }).body)
  }

  history(before: number, limit: number): readonly PastChange[] {
    const rows = this.#history.all(before, this.#oldest, limit) as unknown as HistoryRow[]
    return rows.map(({ rev, writes, note }) => ({
      revision: rev,
      writes: JSON.parse(writes),
      // A change of a layout before has no note.
      ...((note === null ? { author: null, before: [] } : JSON.parse(note)) as ChangeNote),
    }))
  }

  durableRevision(): number {
    return (this.#database.prepare(LAST_REVISION).get() as { revision: number }).revision
  }

  check(): void {
    // Whoever removes or replaces the file does not hinder us from writing to the old one, which is lost then.
    const { path, inode } = this.#file
    const found = statSync(path, { throwIfNoEntry: false })
    if (found?.ino !== inode) throw new Error(`the file \`${path}\` was removed or replaced`)
    this.#checkpoints.check()
  }

  async close(): Promise<void> {
    await this.#checkpoints.close()
    this.#wal.close()
    this.#file.close()
    this.#checkpoints.release()
  }

  #write({ change, places, note }: StagedChange): void {
    const log: string[] = []
    for (const [index, { kind, id, body }] of change.writes.entries()) {
      const place = places[index] as number
      const text = JSON.stringify(body)
      if (body === null) this.#remove.run(place)
      else this.#put.run(place, kind, id, change.revision, text)
      log.push(`{"kind":"${kind}","id":${JSON.stringify(id)},"body":${text}}`)
    }
    this.#log.run(change.revision, `[${log.join(',')}]`, JSON.stringify(note))
  }

  #forget(oldest: number): void {
    this.#fold(oldest)
    this.#database.prepare('delete from chg where rev <= ? and rev < (select max(rev) from chg)').run(oldest)
    this.#setMeta('oldest', oldest)
  }

  #setMeta(key: string, value: number): void {
    this.#database
      .prepare(
        'insert into meta (key, value) values (?, ?) on conflict (key) do update set value = excluded.value',
      )
      .run(key, String(value))
  }

  /** What is about to be forgotten goes into the state that history starts from. */
  #fold(oldest: number): void {
    const from = this.baseRevision()
    if (oldest <= from) return
    const put = this.#database.prepare(
      `insert into base (kind, id, body) values (?, ?, ?)
       on conflict (kind, id) do update set body = excluded.body`,
    )
    const remove = this.#database.prepare('delete from base where kind = ? and id = ?')
    const changes = this.#database.prepare('select writes from chg where rev > ? and rev <= ? order by rev')
    for (const row of changes.iterate(from, oldest)) {
      for (const { kind, id, body } of JSON.parse((row as { writes: string }).writes) as Write[]) {
        if (body === null) remove.run(kind, id)
        else put.run(kind, id, JSON.stringify(body))
      }
    }
    this.#setMeta('base', oldest)
  }
}
