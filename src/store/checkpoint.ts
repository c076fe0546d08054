// The two steps of a checkpoint, on whichever connection.

import type { Database } from './sqliteConnection.ts'

interface Outcome {
  readonly busy: number
  readonly log: number
  readonly checkpointed: number
}

/** Copies what the log holds and syncs both; writers go on meanwhile. Gives the pages that are left. */
export function copyLog(database: Database): number {
  const outcome = database.prepare('pragma wal_checkpoint(passive)').get() as unknown as Outcome
  if (outcome.busy !== 0) throw new Error('another checkpoint is under way')
  return outcome.log - outcome.checkpointed
}

/**
 * The first write behind a log that is copied whole starts it anew, and syncs in the middle of its commit. Here that is
 * a write that says nothing new and that nobody waits for: setting what we do not use writes the first page in any case.
 */
export function startLogAnew(database: Database): void {
  database.exec('pragma user_version = 0')
}
