// Sends a host's newest report until the server has it; one that is overtaken is not sent at all.

import type { AgentReport } from './messages.ts'
import { backoffMs, type Endpoint, openRequest, pause } from './transport.ts'

const ANSWER_WITHIN_MS = 5_000

export class Reporter {
  readonly #endpoint: Endpoint
  readonly #random: () => number
  readonly #signal: AbortSignal
  #last: AgentReport | null = null
  #pending: AgentReport | null = null
  #sending = false

  constructor(endpoint: Endpoint, random: () => number, signal: AbortSignal) {
    this.#endpoint = endpoint
    this.#random = random
    this.#signal = signal
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
      if (await this.#post(report)) {
        failures = 0
        if (this.#pending === report) this.#pending = null
      } else {
        await pause(backoffMs(failures++, this.#random), this.#signal)
      }
    }
    this.#sending = false
  }

  #post(report: AgentReport): Promise<boolean> {
    return new Promise((resolve) => {
      const request = openRequest(this.#endpoint, '/agent/v1/report', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        signal: this.#signal,
        timeout: ANSWER_WITHIN_MS,
      })
      request.on('timeout', () => request.destroy())
      request.on('error', () => resolve(false))
      request.on('close', () => resolve(false))
      request.on('response', (response) => {
        response.resume()
        resolve(response.statusCode === 204)
      })
      request.end(JSON.stringify(report))
    })
  }
}
