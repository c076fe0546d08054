// Transactions that become durable together: each its own revision, each seeing those staged before it.

import type { ResourceTables } from '../core/model/tables.ts'
import type { StagedChange } from './driver.ts'
import { Overlay, type PlacedReader } from './overlay.ts'
import type { Author, Committed, Transaction } from './store.ts'

export class StagedBatch {
  /** What the next transaction sees. */
  #state: PlacedReader
  /** What was staged so far, over the tables; the first transaction's own when there was one. */
  #laid: Overlay | null = null
  readonly #staged: StagedChange[] = []
  #revision: number

  constructor(tables: ResourceTables, revision: number) {
    this.#state = tables
    this.#revision = revision
  }

  get staged(): readonly StagedChange[] {
    return this.#staged
  }

  get revision(): number {
    return this.#revision
  }

  /** Throws what `work` throws and then leaves nothing of it. */
  stage<T>(work: (transaction: Transaction) => T, author: Author | null = null): Committed<T> {
    const overlay = new Overlay(this.#state)
    const value = runIn(overlay, work)
    const writes = overlay.writes()
    if (writes.length === 0) return { value, revision: this.#revision, changed: false }
    this.#revision += 1
    const before = writes.map(({ write }) => this.#state.get(write.kind, write.id) ?? null)
    if (this.#laid === null) this.#laid = overlay
    else for (const { write, place } of writes) this.#laid.lay(write, place)
    this.#state = this.#laid
    this.#staged.push({
      change: { revision: this.#revision, writes: writes.map(({ write }) => write) },
      places: writes.map(({ place }) => place),
      note: { author, before },
    })
    return { value, revision: this.#revision, changed: true }
  }
}

/** Runs `work` on the overlay and closes it, so that a kept reference cannot write into the void later. */
export function runIn<T>(overlay: Overlay, work: (transaction: Transaction) => T): T {
  try {
    const value = work(overlay)
    if (value instanceof Promise) throw new TypeError('the work of a transaction must be synchronous')
    return value
  } finally {
    overlay.seal()
  }
}
