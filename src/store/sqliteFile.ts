// Opens a SQLite file for one server alone, brings its layout up to date, and says plainly why when it cannot.

import { closeSync, mkdirSync, openSync, realpathSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { MIGRATIONS, SCHEMA_VERSION } from './migrations/index.ts'
import type { Migration } from './migrations/migration.ts'
import { StoreOpenError } from './openError.ts'
import { connect, type Database, RUNNING_PRAGMAS } from './sqliteConnection.ts'

/** `Mnsn`: tells our file from any other program's database. */
const APPLICATION_ID = 0x4d6e736e
/** Files that this process has open as stores: the lock on a file keeps out other processes only. */
const OPENED = new Set<string>()

export interface SqliteFile {
  readonly database: Database
  /** Where it really lies, and its log beside it. */
  readonly path: string
  readonly inode: number
  close(): void
}

export function openSqliteFile(file: string, newIdentity: () => string): SqliteFile {
  try {
    makeFile(file)
    const path = realpathSync(file)
    const { dev, ino } = statSync(path)
    const key = `${dev} ${ino}`
    if (OPENED.has(key)) throw inUse(file)
    const database = connect(path)
    OPENED.add(key)
    const close = (): void => {
      OPENED.delete(key)
      database.close()
    }
    try {
      prepare(database, file, newIdentity)
      return { database, path, inode: ino, close }
    } catch (error) {
      close()
      throw error
    }
  } catch (error) {
    throw openFailure(file, error)
  }
}

/** Turns what SQLite and the file system say into something that an operator can act on. */
export function openFailure(file: string, error: unknown): StoreOpenError {
  if (error instanceof StoreOpenError) return error
  const message = error instanceof Error ? error.message : String(error)
  const code = (error as { errcode?: number }).errcode ?? 0
  switch (code & 0xff) {
    case sqlite_busy:
      return inUse(file, error)
    case sqlite_corrupt:
    case sqlite_notadb:
      return damaged(file, message, error)
    default:
      return new StoreOpenError(
        `cannot open the store \`${file}\`: ${message}`,
        'check that this user may write to the directory and that the disk is not full',
        error,
      )
  }
}

const inUse = (file: string, cause?: unknown): StoreOpenError =>
  new StoreOpenError(
    `cannot open the store \`${file}\`: another server is using it`,
    'stop the other server or choose another data directory',
    cause,
  )

export const damaged = (file: string, how: string, cause?: unknown): StoreOpenError =>
  new StoreOpenError(
    `cannot open the store \`${file}\`: the file is damaged: ${how}`,
    'put a backup in its place, or move it and its `-wal` file away to start empty',
    cause,
  )

const sqlite_busy = 5
const sqlite_corrupt = 11
const sqlite_notadb = 26

/** It holds the secrets of access keys: nobody else may read it. SQLite gives its `-wal` file the same mode. */
function makeFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  try {
    // Only when it is new: closing a file that is open already would drop this process's lock on it (POSIX).
    closeSync(openSync(file, 'wx', 0o600))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

function prepare(database: Database, file: string, newIdentity: () => string): void {
  const isNew = database.prepare('select 1 from sqlite_schema').get() === undefined
  if (!isNew) refuseForeign(database, file)
  database.exec('pragma journal_mode = wal; pragma synchronous = full')
  if (isNew) database.exec(`pragma application_id = ${APPLICATION_ID}`)
  const version = isNew ? 0 : versionOf(database)
  if (version > SCHEMA_VERSION) {
    throw new StoreOpenError(
      `cannot open the store \`${file}\`: it has layout ${version}, this version of menshen knows ${SCHEMA_VERSION}`,
      'start the newer version that wrote it, or choose another data directory',
    )
  }
  for (const migration of MIGRATIONS.slice(version)) migrate(database, migration, newIdentity)
  database.exec(RUNNING_PRAGMAS)
}

function refuseForeign(database: Database, file: string): void {
  const { application_id: id } = database.prepare('pragma application_id').get() as { application_id: number }
  if (id === APPLICATION_ID) return
  throw new StoreOpenError(
    `cannot open the store \`${file}\`: it is the database of another program`,
    'choose another file or data directory',
  )
}

function versionOf(database: Database): number {
  const known = database.prepare("select 1 from sqlite_schema where name = 'meta'").get()
  if (known === undefined) return 0
  const row = database.prepare("select value from meta where key = 'schema'").get()
  return Number((row as { value: string } | undefined)?.value ?? 0)
}

/** One transaction per step: a start that is killed in between goes on with the next step. */
function migrate(database: Database, migration: Migration, newIdentity: () => string): void {
  database.exec('begin immediate')
  try {
    for (const statement of migration.statements) database.exec(statement)
    const set = database.prepare(
      'insert into meta (key, value) values (?, ?) on conflict (key) do update set value = excluded.value',
    )
    set.run('schema', String(migration.version))
    if (migration.version === 1) set.run('identity', newIdentity())
    database.exec('commit')
  } catch (error) {
    if (database.isTransaction) database.exec('rollback')
    throw error
  }
}
