// Failed log-ins: after five from one address, or fifty from all, each further one must wait, longer every time.

const MINUTE = 60_000
const FREE = 5
const FREE_FOR_ALL = 50
const FIRST_WAIT = MINUTE
const LONGEST_WAIT = 15 * MINUTE
/** Failures older than this are forgiven. */
const MEMORY = 60 * MINUTE
const MOST_ADDRESSES = 10_000

interface Failures {
  readonly count: number
  readonly last: number
  readonly until: number
}

const ALL = 'all'

export class Lockout {
  readonly #now: () => number
  readonly #failures = new Map<string, Failures>()

  constructor(now: () => number) {
    this.#now = now
  }

  /** Until when this address must wait; null: it may try. */
  until(address: string): number | null {
    const now = this.#now()
    const until = Math.max(this.#of(address).until, this.#of(ALL).until)
    return until > now ? until : null
  }

  /** To be called before the password is looked at: tries in parallel must not share one free try. */
  tried(address: string): void {
    this.#count(address, FREE)
    this.#count(ALL, FREE_FOR_ALL)
  }

  succeeded(address: string): void {
    this.#failures.delete(address)
    const all = this.#of(ALL)
    this.#failures.set(ALL, { ...all, count: Math.max(0, all.count - 1) })
  }

  #count(key: string, free: number): void {
    const now = this.#now()
    const count = this.#of(key).count + 1
    const wait = count < free ? 0 : Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (count - free))
    this.#failures.delete(key)
    this.#failures.set(key, { count, last: now, until: now + wait })
    const [oldest] = this.#failures.keys()
    if (this.#failures.size > MOST_ADDRESSES && oldest !== undefined) this.#failures.delete(oldest)
  }

  #of(key: string): Failures {
    const found = this.#failures.get(key)
    if (found === undefined || this.#now() - found.last > MEMORY) return { count: 0, last: 0, until: 0 }
    return found
  }
}
