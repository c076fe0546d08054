// Those who wait for news: woken all at once, or alone by their own signal.

export class Wakeups {
  readonly #waiting = new Set<() => void>()

  /** Settles at the next `ring`, or when `signal` aborts. */
  next(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#waiting.delete(wake)
        signal.removeEventListener('abort', wake)
        resolve()
      }
      this.#waiting.add(wake)
      signal.addEventListener('abort', wake)
    })
  }

  ring(): void {
    for (const wake of [...this.#waiting]) wake()
  }
}
