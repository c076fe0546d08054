// The kept changes: the newest in memory, older ones read from the database when a watcher asks for them.

import type { Change } from '../core/model/resources.ts'
import type { Driver } from './driver.ts'
import { CompactedError } from './store.ts'
import { Wakeups } from './wakeups.ts'

/** A watcher takes this many at a time and comes back: what waits for a slow one is the log, not a queue. */
const PAGE = 100

export class ChangeLog {
  readonly #driver: Driver
  readonly #inMemory: number
  readonly #news = new Wakeups()
  /** INVARIANT: the revisions `#revision - #tail.length + 1` to `#revision`, without gaps. */
  readonly #tail: Change[] = []
  #revision: number
  #oldest: number
  #closed = false

  constructor(driver: Driver, revision: number, oldest: number, inMemory: number) {
    this.#driver = driver
    this.#revision = revision
    this.#oldest = oldest
    this.#inMemory = inMemory
  }

  get revision(): number {
    return this.#revision
  }

  get oldest(): number {
    return this.#oldest
  }

  append(changes: readonly Change[]): void {
    this.#tail.push(...changes)
    this.#revision += changes.length
    // Twice the limit before anything is cut, so that cutting costs nothing per change.
    if (this.#tail.length > 2 * this.#inMemory) this.#keepTail(this.#inMemory)
  }

  forget(oldest: number): void {
    this.#oldest = oldest
    if (this.#revision - oldest < this.#tail.length) this.#keepTail(this.#revision - oldest)
  }

  /** To be called when `append` and `forget` are done and everybody may look. */
  announce(): void {
    this.#news.ring()
  }

  close(): void {
    this.#closed = true
    this.#news.ring()
  }

  /** All after `from`, at once; undefined when some of them are no longer in memory. */
  since(from: number): readonly Change[] | undefined {
    const start = from - (this.#revision - this.#tail.length)
    return start < 0 || from > this.#revision ? undefined : this.#tail.slice(start)
  }

  async *watch(from: number, signal: AbortSignal): AsyncIterable<Change> {
    // Wakes the others as well, who find nothing new: once, instead of a listener more for each change.
    const wake = (): void => this.#news.ring()
    signal.addEventListener('abort', wake)
    const isOver = (): boolean => this.#closed || signal.aborted
    try {
      let seen = from
      while (!isOver()) {
        const page = this.#kept(seen) ?? (await this.#read(seen))
        for (const change of page) {
          if (isOver()) return
          seen = change.revision
          yield change
        }
        if (seen === this.#revision && !isOver()) await this.#news.next()
      }
    } finally {
      signal.removeEventListener('abort', wake)
    }
  }

  /** What is in memory; undefined: the database has it. */
  #kept(from: number): readonly Change[] | undefined {
    if (from < this.#oldest) throw new CompactedError(from, this.#oldest)
    if (from > this.#revision) {
      throw new RangeError(`revision ${from} is not there yet: the newest is ${this.#revision}`)
    }
    const tailStart = this.#revision - this.#tail.length
    return from < tailStart ? undefined : this.#tail.slice(from - tailStart, from - tailStart + PAGE)
  }

  async #read(from: number): Promise<readonly Change[]> {
    const page = await this.#driver.changes(from, PAGE)
    // A compaction may have come in between.
    if (page[0]?.revision !== from + 1) throw new CompactedError(from, this.#oldest)
    // The database may hold a commit that is not on the disk yet.
    return page.filter(({ revision }) => revision <= this.#revision)
  }

  #keepTail(length: number): void {
    this.#tail.splice(0, this.#tail.length - length)
  }
}
