// Those who wait for news, woken all at once.

export class Wakeups {
  #news = Promise.withResolvers<void>()

  /** Settles at the next `ring`. */
  next(): Promise<void> {
    return this.#news.promise
  }

  ring(): void {
    const { resolve } = this.#news
    this.#news = Promise.withResolvers()
    resolve()
  }
}
