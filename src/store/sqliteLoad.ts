// Reads a SQLite store whole at the start, and refuses what does not hang together.

import { INDEXES, type Kind, type Write } from '../core/model/resources.ts'
import { ResourceTables } from '../core/model/tables.ts'
import type { OpenedDriver } from './driver.ts'
import { StoreOpenError } from './openError.ts'
import type { Database } from './sqliteConnection.ts'
import { damaged, openFailure } from './sqliteFile.ts'

interface ResourceRow {
  readonly place: number
  readonly kind: string
  readonly id: string
  readonly body: string
}

/** Rows taken at a time: fewer crossings into SQLite than one by one, less garbage than all at once. */
const PAGE = 500

export function loadSqlite(database: Database, file: string): Omit<OpenedDriver, 'driver'> {
  try {
    checkPages(database, file)
    const identity = metaOf(database, 'identity') ?? refuse(damaged(file, 'it has no identity'))
    const oldest = Number(metaOf(database, 'oldest') ?? 0)
    return {
      identity,
      oldest,
      revision: revisionOf(database, file, oldest),
      tables: tablesOf(database, file),
    }
  } catch (error) {
    throw openFailure(file, error)
  }
}

/** The newest change always stays, also when it is compacted: it carries the revision. */
export const LAST_REVISION = 'select coalesce(max(rev), 0) as revision from chg'

function revisionOf(database: Database, file: string, oldest: number): number {
  const { revision } = database.prepare(LAST_REVISION).get() as { revision: number }
  const { kept } = database.prepare('select count(*) as kept from chg where rev > ?').get(oldest) as {
    kept: number
  }
  if (kept !== revision - oldest) throw damaged(file, `changes are missing between ${oldest} and ${revision}`)
  return revision
}

/** Finds overwritten and missing pages now, not when a change happens to need them. */
function checkPages(database: Database, file: string): void {
  const { quick_check: found } = database.prepare('pragma quick_check(1)').get() as { quick_check: string }
  if (found !== 'ok') throw damaged(file, found.replaceAll(/\s+/g, ' '))
}

function tablesOf(database: Database, file: string): ResourceTables {
  const tables = new ResourceTables()
  const next = database.prepare(
    `select place, kind, id, body from res where place > ? order by place limit ${PAGE}`,
  )
  let place = -1
  for (;;) {
    const rows = next.all(place) as unknown as readonly ResourceRow[]
    for (const row of rows) tables.write(writeOf(row, file), row.place)
    const last = rows.at(-1)
    if (last === undefined) return tables
    place = last.place
  }
}

function writeOf({ kind, id, body }: ResourceRow, file: string): Write {
  if (!(kind in INDEXES)) {
    throw new StoreOpenError(
      `cannot open the store \`${file}\`: it holds a resource of the unknown kind \`${kind}\``,
      'start the version of menshen that wrote it',
    )
  }
  try {
    return { kind: kind as Kind, id, body: JSON.parse(body) } as Write
  } catch (error) {
    throw damaged(file, `the body of ${kind} \`${id}\` cannot be read`, error)
  }
}

function metaOf(database: Database, key: string): string | undefined {
  const row = database.prepare('select value from meta where key = ?').get(key)
  return (row as { value: string } | undefined)?.value
}

const refuse = (error: Error): never => {
  throw error
}
