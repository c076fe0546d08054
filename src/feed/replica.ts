// A host's copy of the state: whole at all times, since half a snapshot is never shown.

import type { ResourceReader } from '../core/model/resources.ts'
import { ResourceTables } from '../core/model/tables.ts'
import type { StateEvent } from './messages.ts'

/** An event that cannot follow what was there before: the replica stays as it is and needs a new snapshot. */
export class FeedGapError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'FeedGapError'
  }
}

export class FeedReplica {
  #tables = new ResourceTables()
  /** The snapshot that is on its way; null when none is. */
  #incoming: ResourceTables | null = null
  #identity: string | null = null
  #revision = 0

  /** The state as of `revision`; empty before the first snapshot is whole. Another object after each snapshot. */
  get state(): ResourceReader {
    return this.#tables
  }

  get revision(): number {
    return this.#revision
  }

  /** Whose state it is; null before the first snapshot is whole. */
  get identity(): string | null {
    return this.#identity
  }

  /** Whether there is a whole state to act upon; stays so through reconnects, when it may be old. */
  get inSync(): boolean {
    return this.#identity !== null
  }

  /** Gives whether `state` or `revision` is now another one. */
  apply(event: StateEvent): boolean {
    switch (event.kind) {
      case 'snapshot':
        if (event.first) this.#incoming = new ResourceTables()
        if (this.#incoming === null) throw new FeedGapError('a snapshot came without its beginning')
        this.#incoming.apply(event)
        return false
      case 'inSync':
        return this.#complete(event)
      case 'change':
        return this.#change(event)
    }
  }

  #complete({ identity, revision }: Extract<StateEvent, { kind: 'inSync' }>): boolean {
    if (this.#incoming === null) {
      if (identity === this.#identity && revision === this.#revision) return false
      throw new FeedGapError(`revision ${revision} is said to be here, but it is ${this.#revision}`)
    }
    this.#tables = this.#incoming
    this.#incoming = null
    this.#identity = identity
    this.#revision = revision
    return true
  }

  #change(change: Extract<StateEvent, { kind: 'change' }>): boolean {
    if (this.#incoming !== null) throw new FeedGapError('a change came in the middle of a snapshot')
    if (!this.inSync || change.revision !== this.#revision + 1) {
      throw new FeedGapError(`revision ${change.revision} cannot follow ${this.#revision}`)
    }
    this.#tables.apply(change)
    this.#revision = change.revision
    return true
  }
}
