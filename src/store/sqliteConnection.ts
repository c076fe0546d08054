// A connection to the store's file: as many as this process wants, and none of any other process.

import * as sqlite from 'node:sqlite'
import { pathToFileURL } from 'node:url'

export type Database = sqlite.DatabaseSync

// Node has announced the new name (DEP0210) and does not have it everywhere yet.
const Database = (sqlite as { Database?: typeof sqlite.DatabaseSync }).Database ?? sqlite.DatabaseSync

/** How long a server that is just ending may still hold the file. */
const LOCK_WAIT_MS = 500

/**
 * `unix-excl`: the process locks the file against all others, which ends with it, however it ends, and the index of the
 * log is in its memory, where its connections share it.
 */
export function connect(file: string): Database {
  const url = pathToFileURL(file)
  url.searchParams.set('vfs', 'unix-excl')
  // Whoever wants a new file makes it first, so that nobody else can read it.
  url.searchParams.set('mode', 'rw')
  return new Database(url, { timeout: LOCK_WAIT_MS })
}

/**
 * From here on the driver syncs each commit itself; checkpoints sync on both sides. When to take them is not left to
 * SQLite, which would do it in the middle of a commit.
 */
export const RUNNING_PRAGMAS =
  'pragma synchronous = normal; pragma wal_autocheckpoint = 0; pragma journal_size_limit = 67108864'
