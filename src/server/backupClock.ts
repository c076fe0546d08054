// Looks twice a minute whether backups at fixed times are due.

import { duePolicies, takeDueBackups } from '../service/backup/take.ts'
import type { IdSource } from '../service/call.ts'
import type { Store } from '../store/store.ts'

const EVERY = 30_000

interface Log {
  error(fields: object, message: string): void
}

/** Returns what stops it. */
export function startBackupClock(store: Store, ids: IdSource, log: Log, now: () => number): () => void {
  const look = async (): Promise<void> => {
    if (duePolicies(store.list('backupPolicy'), now()).length === 0) return
    await store.transact((state) => takeDueBackups(state, now(), ids))
  }
  const timer = setInterval(() => {
    look().catch((error: Error) => log.error({ error: error.stack }, 'backup failed'))
  }, EVERY)
  timer.unref()
  return () => clearInterval(timer)
}
