// What this host is to enforce: the state from the server, without changes that nobody has confirmed in time.

import { deadlineOf, type ProvisionalChange, undoOf } from '../../core/model/provisional.ts'
import type { ResourceReader, Write } from '../../core/model/resources.ts'
import { ResourceTables } from '../../core/model/tables.ts'
import { FED_KINDS } from '../../feed/messages.ts'

export interface StandingOptions {
  /** The newest state from the server. */
  readonly state: () => ResourceReader
  /** Milliseconds since 1970: only for changes that were there before this process. */
  readonly now: () => number
  /** Something was taken back here, or is not any more: everything is to be enforced anew. */
  readonly onTurned: (undone: readonly string[]) => void
}

/**
 * A change is timed here from the moment that it came, on a clock that nobody sets. Who is cut off by it can reach
 * neither us nor the server: so the host takes it back by itself, and keeps it taken back until the server has decided.
 */
export class Standing {
  readonly #options: StandingOptions
  readonly #timers = new Map<string, NodeJS.Timeout>()
  readonly #undone = new Set<string>()
  #tables: ResourceTables | null = null

  constructor(options: StandingOptions) {
    this.#options = options
  }

  get state(): ResourceReader {
    return this.#tables ?? this.#options.state()
  }

  /** True when changes are taken back here that the server still holds. */
  get isTurned(): boolean {
    return this.#undone.size > 0
  }

  /** The state has changed by these writes. True: `state` is another one as a whole. */
  changed(writes: readonly Write[]): boolean {
    for (const write of writes) {
      if (write.kind !== 'provisional') continue
      if (write.body === null) this.#forget(write.id)
      else this.#time(write.body, write.body.withinSeconds * 1000)
    }
    return this.#renew()
  }

  /** The state is a whole new one. */
  restarted(): void {
    const { state, now } = this.#options
    for (const id of [...this.#timers.keys(), ...this.#undone]) {
      if (state().get('provisional', id) === undefined) this.#forget(id)
    }
    for (const change of state().list('provisional')) {
      const left = Math.min(deadlineOf(change) - now(), change.withinSeconds * 1000)
      this.#time(change, Math.max(0, left))
    }
    this.#renew()
  }

  stop(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer)
  }

  #time(change: ProvisionalChange, ms: number): void {
    if (this.#timers.has(change.id) || this.#undone.has(change.id)) return
    this.#timers.set(
      change.id,
      setTimeout(() => {
        this.#timers.delete(change.id)
        this.#undone.add(change.id)
        this.#renew()
        this.#options.onTurned([...this.#undone])
      }, ms),
    )
  }

  #forget(id: string): void {
    clearTimeout(this.#timers.get(id))
    this.#timers.delete(id)
    this.#undone.delete(id)
  }

  #renew(): boolean {
    const wasTurned = this.#tables !== null
    this.#tables = this.#undone.size === 0 ? null : this.#withoutUndone()
    return wasTurned || this.#tables !== null
  }

  /** Rare, so plain: a copy of everything. */
  #withoutUndone(): ResourceTables {
    const state = this.#options.state()
    const tables = new ResourceTables()
    for (const kind of FED_KINDS) {
      for (const body of state.list(kind)) tables.write({ kind, id: body.id, body } as Write)
    }
    for (const id of this.#undone) {
      const change = state.get('provisional', id)
      if (change === undefined) continue
      for (const write of undoOf(change, (kind, each) => tables.get(kind, each)).undone) {
        tables.write({ kind: write.kind, id: write.id, body: write.before } as Write)
      }
    }
    return tables
  }
}
