// Brings flows to the server while it listens; who is behind loses the oldest, never memory.

import { type Flow, type FlowsReport, MOST_FLOWS } from './flows.ts'
import { backoffMs, type Endpoint, pause, postJson } from './transport.ts'

const PATH = '/agent/v1/flows'
const KEPT = 2000

export class FlowsReporter {
  readonly #endpoint: Endpoint
  readonly #hostId: string
  readonly #random: () => number
  readonly #signal: AbortSignal
  #due: Flow[] = []
  #sending = false

  constructor(endpoint: Endpoint, hostId: string, random: () => number, signal: AbortSignal) {
    this.#endpoint = endpoint
    this.#hostId = hostId
    this.#random = random
    this.#signal = signal
  }

  send(flows: readonly Flow[]): void {
    this.#due = [...this.#due, ...flows].slice(-KEPT)
    if (!this.#sending && this.#due.length > 0) void this.#run()
  }

  async #run(): Promise<void> {
    this.#sending = true
    let failures = 0
    while (this.#due.length > 0 && !this.#signal.aborted) {
      const flows = this.#due.splice(0, MOST_FLOWS)
      const report: FlowsReport = { hostId: this.#hostId, flows }
      if (await postJson(this.#endpoint, PATH, report, this.#signal)) failures = 0
      else {
        this.#due = [...flows, ...this.#due].slice(-KEPT)
        await pause(backoffMs(failures++, this.#random), this.#signal)
      }
    }
    this.#sending = false
  }
}
