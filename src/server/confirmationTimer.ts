// Takes back changes that nobody has confirmed in time, also those whose time ran out while the server was away.

import { deadlineOf } from '../core/model/provisional.ts'
import { undoChange } from '../service/confirmation/provisional.ts'
import type { Store } from '../store/store.ts'

interface Log {
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

export interface ConfirmationTimer {
  stop(): Promise<void>
}

export function startConfirmationTimer(store: Store, now: () => number, log: Log): ConfirmationTimer {
  const timers = new Map<string, NodeJS.Timeout>()
  const ending = new AbortController()

  const undo = async (id: string): Promise<void> => {
    timers.delete(id)
    if (store.get('provisional', id) === undefined) return
    try {
      const { value: kept } = await store.transact((state) =>
        state.get('provisional', id) === undefined ? [] : undoChange(state, id),
      )
      log.warn({ change: id, kept: kept.map((write) => write.id) }, 'not confirmed in time: undone')
    } catch (error) {
      log.error({ change: id }, `cannot undo: ${(error as Error).message}`)
    }
  }

  const look = (): void => {
    for (const change of store.list('provisional')) {
      if (timers.has(change.id)) continue
      const left = Math.max(0, deadlineOf(change) - now())
      timers.set(
        change.id,
        setTimeout(() => void undo(change.id), left),
      )
    }
    for (const [id, timer] of timers) {
      if (store.get('provisional', id) !== undefined) continue
      clearTimeout(timer)
      timers.delete(id)
    }
  }

  const follow = async (): Promise<void> => {
    for await (const { writes } of store.watch(store.revision, ending.signal)) {
      if (writes.some(({ kind }) => kind === 'provisional')) look()
    }
  }

  look()
  const followed = follow().catch((error: Error) => {
    if (!ending.signal.aborted) log.error({}, `confirmations are not followed: ${error.message}`)
  })
  return {
    async stop() {
      ending.abort()
      for (const timer of timers.values()) clearTimeout(timer)
      await followed
    },
  }
}
