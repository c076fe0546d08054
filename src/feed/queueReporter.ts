// Brings what a host saw to the server while it listens; who is behind loses the oldest, never memory.

import { backoffMs, type Endpoint, pause, postJson } from './transport.ts'

const KEPT = 2000

export interface Queue<T> {
  readonly path: string
  /** In one report. */
  readonly most: number
  reportOf(items: readonly T[]): object
}

export class QueueReporter<T> {
  readonly #endpoint: Endpoint
  readonly #queue: Queue<T>
  readonly #random: () => number
  readonly #signal: AbortSignal
  #due: T[] = []
  #sending = false

  constructor(endpoint: Endpoint, queue: Queue<T>, random: () => number, signal: AbortSignal) {
    this.#endpoint = endpoint
    this.#queue = queue
    this.#random = random
    this.#signal = signal
  }

  send(items: readonly T[]): void {
    this.#due = [...this.#due, ...items].slice(-KEPT)
    if (!this.#sending && this.#due.length > 0) void this.#run()
  }

  async #run(): Promise<void> {
    this.#sending = true
    let failures = 0
    const { path, most } = this.#queue
    while (this.#due.length > 0 && !this.#signal.aborted) {
      const items = this.#due.splice(0, most)
      if (await postJson(this.#endpoint, path, this.#queue.reportOf(items), this.#signal)) failures = 0
      else {
        this.#due = [...items, ...this.#due].slice(-KEPT)
        await pause(backoffMs(failures++, this.#random), this.#signal)
      }
    }
    this.#sending = false
  }
}
