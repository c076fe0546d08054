// Brings a host's sums to the server: what changed, and all of it after each reconnect.

import { type HitRow, type HitsReport, hitKey, MOST_ROWS } from './hits.ts'
import { backoffMs, type Endpoint, pause, postJson } from './transport.ts'

const PATH = '/agent/v1/hits'

export interface HitsSource {
  readonly hostId: string
  readonly ledger: string
  rows(): readonly HitRow[]
}

export class HitsReporter {
  readonly #endpoint: Endpoint
  readonly #source: HitsSource
  readonly #random: () => number
  readonly #signal: AbortSignal
  readonly #due = new Map<string, HitRow>()
  #sending = false

  constructor(endpoint: Endpoint, source: HitsSource, random: () => number, signal: AbortSignal) {
    this.#endpoint = endpoint
    this.#source = source
    this.#random = random
    this.#signal = signal
  }

  send(rows: readonly HitRow[]): void {
    for (const row of rows) this.#due.set(hitKey(row), row)
    if (!this.#sending && this.#due.size > 0) void this.#run()
  }

  /** A server that has started anew may have lost the last seconds. */
  repeat(): void {
    this.send(this.#source.rows())
  }

  async #run(): Promise<void> {
    this.#sending = true
    let failures = 0
    while (this.#due.size > 0 && !this.#signal.aborted) {
      const some = [...this.#due].slice(0, MOST_ROWS)
      const { hostId, ledger } = this.#source
      const report: HitsReport = { hostId, ledger, rows: some.map(([, row]) => row) }
      if (await postJson(this.#endpoint, PATH, report, this.#signal)) {
        failures = 0
        // What was counted meanwhile is due still.
        for (const [key, row] of some) if (this.#due.get(key) === row) this.#due.delete(key)
      } else {
        await pause(backoffMs(failures++, this.#random), this.#signal)
      }
    }
    this.#sending = false
  }
}
