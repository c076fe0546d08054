// Sends a host's newest report until the server has it; one that is overtaken is not sent at all.

import type { AgentReport } from './messages.ts'
import { backoffMs, type Endpoint, pause, postJson } from './transport.ts'

export class Reporter {
  readonly #endpoint: Endpoint
  readonly #random: () => number
  readonly #signal: AbortSignal
  readonly #onReached: () => void
  #last: AgentReport | null = null
  #pending: AgentReport | null = null
  #sending = false

  /** `onReached`: the server has answered. */
  constructor(endpoint: Endpoint, random: () => number, signal: AbortSignal, onReached: () => void) {
    this.#endpoint = endpoint
    this.#random = random
    this.#signal = signal
    this.#onReached = onReached
  }

  report(report: AgentReport): void {
    this.#last = report
    this.#pending = report
    if (!this.#sending) void this.#send()
  }

  /** A server that has started anew knows nothing of us. */
  repeat(): void {
    if (this.#last !== null) this.report(this.#last)
  }

  /** One at a time, so that an older report never arrives after a newer one. */
  async #send(): Promise<void> {
    this.#sending = true
    let failures = 0
    while (this.#pending !== null && !this.#signal.aborted) {
      const report = this.#pending
      if (await postJson(this.#endpoint, '/agent/v1/report', report, this.#signal)) {
        failures = 0
        this.#onReached()
        if (this.#pending === report) this.#pending = null
      } else {
        await pause(backoffMs(failures++, this.#random), this.#signal)
      }
    }
    this.#sending = false
  }
}
