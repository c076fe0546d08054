// The store itself, whatever the database: live tables, transactions one after the other, the change log.

import type { Change, IndexOf, Kind, Resources } from '../core/model/resources.ts'
import type { ResourceTables } from '../core/model/tables.ts'
import { ChangeLog } from './changeLog.ts'
import type { Driver, OpenedDriver } from './driver.ts'
import { writesBack } from './history.ts'
import { Overlay } from './overlay.ts'
import { runIn, StagedBatch } from './stagedBatch.ts'
import type { Author, Committed, PastChange, Store, Transaction } from './store.ts'

export interface Retention {
  /** At least so many changes are kept; older ones are forgotten now and then. */
  readonly changes: number
  /** So many of them also in memory. */
  readonly inMemory: number
}

/** Transactions that may share one durable commit: more would only make the first one wait. */
const MAX_BATCH = 128

/** So many transactions are run one after the other before other calls have a turn: a millisecond each, as a rule. */
const STRETCH = 4

const CLOSED = 'the store is closed'

interface Job {
  /** Runs the work now and returns what to tell the caller once the batch is durable. */
  stage(batch: StagedBatch): () => void
  reject(error: Error): void
}

export class LiveStore implements Store {
  readonly identity: string
  readonly #driver: Driver
  /** INVARIANT: holds durable state only; changes together with the log in one synchronous stretch. */
  readonly #tables: ResourceTables
  readonly #log: ChangeLog
  readonly #keep: number
  readonly #queue: Job[] = []
  #forgetUpTo: number
  #running = false
  #idle = Promise.resolve()
  #closing: Promise<void> | null = null
  #failure: Error | null = null

  constructor(opened: OpenedDriver, retention: Retention) {
    this.identity = opened.identity
    this.#driver = opened.driver
    this.#tables = opened.tables
    this.#log = new ChangeLog(opened.driver, opened.revision, opened.oldest, retention.inMemory)
    this.#keep = retention.changes
    this.#forgetUpTo = opened.oldest
  }

  get revision(): number {
    return this.#log.revision
  }

  get oldest(): number {
    return this.#log.oldest
  }

  get<K extends Kind>(kind: K, id: string): Resources[K] | undefined {
    return this.#tables.get(kind, id)
  }

  list<K extends Kind>(kind: K): Iterable<Resources[K]> {
    return this.#tables.list(kind)
  }

  by<K extends Kind>(kind: K, index: IndexOf<K>, key: string): readonly Resources[K][] {
    return this.#tables.by(kind, index, key)
  }

  count(kind: Kind): number {
    return this.#tables.count(kind)
  }

  transact<T>(work: (transaction: Transaction) => T, author?: Author): Promise<Committed<T>> {
    return new Promise((resolve, reject) => {
      const stage = (batch: StagedBatch): (() => void) => {
        try {
          const committed = batch.stage(work, author)
          return () => resolve(committed)
        } catch (error) {
          return () => reject(error)
        }
      }
      this.#enqueue({ stage, reject })
    })
  }

  rehearse<T>(work: (transaction: Transaction) => T): T {
    return runIn(new Overlay(this.#tables), work)
  }

  watch(from: number, signal: AbortSignal): AsyncIterable<Change> {
    return this.#log.watch(from, signal)
  }

  since(from: number): readonly Change[] | undefined {
    return this.#log.since(from)
  }

  writesBack(past: number): ReturnType<Store['writesBack']> {
    return writesBack(this.#driver, this.#log, past)
  }

  async history(before: number, limit: number): Promise<readonly PastChange[]> {
    // The database may hold a commit that is not on the disk yet.
    return this.#driver.history(Math.min(before, this.revision + 1), limit)
  }

  compact(revision: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const stage = (batch: StagedBatch): (() => void) => {
        this.#forgetUpTo = Math.max(this.#forgetUpTo, Math.min(revision, batch.revision))
        return resolve
      }
      this.#enqueue({ stage, reject })
    })
  }

  check(): void {
    if (this.#closing !== null) throw new Error(CLOSED)
    if (this.#failure !== null) throw this.#failure
    this.#driver.check()
  }

  close(): Promise<void> {
    this.#closing ??= this.#idle.then(() => {
      this.#log.close()
      return this.#driver.close()
    })
    return this.#closing
  }

  #enqueue(job: Job): void {
    if (this.#closing !== null) job.reject(new Error(CLOSED))
    else if (this.#failure !== null) job.reject(this.#failure)
    else this.#queue.push(job)
    if (this.#running || this.#queue.length === 0) return
    this.#running = true
    this.#idle = this.#drain()
  }

  /** Each batch starts in a fresh turn of the event loop: requests read in this turn join it, others go on. */
  async #drain(): Promise<void> {
    while (this.#queue.length > 0) {
      await new Promise((resolve) => setImmediate(resolve))
      await this.#run(this.#queue.splice(0, MAX_BATCH))
    }
    this.#running = false
  }

  /** Nobody hears anything before all is durable, not even of a refusal that rests on a change staged before it. */
  async #run(jobs: readonly Job[]): Promise<void> {
    if (this.#failure !== null) return rejectAll(jobs, this.#failure)
    const batch = new StagedBatch(this.#tables, this.revision)
    const answers =
      jobs.length > STRETCH ? await stagedInTurns(jobs, batch) : jobs.map((job) => job.stage(batch))
    const oldest = this.#oldestAfter(batch.revision)
    try {
      if (batch.staged.length > 0 || oldest > this.oldest) {
        await this.#driver.commit({ staged: batch.staged, oldest })
      }
    } catch (error) {
      return rejectAll(jobs, await this.#failed(error))
    }
    this.#publish(batch, oldest)
    for (const answer of answers) answer()
  }

  /** A tenth more than asked for is kept before old changes are forgotten, so that it rarely happens. */
  #oldestAfter(revision: number): number {
    const kept = revision - this.#forgetUpTo
    return kept > this.#keep + Math.floor(this.#keep / 10) ? revision - this.#keep : this.#forgetUpTo
  }

  #publish(batch: StagedBatch, oldest: number): void {
    for (const { change, places } of batch.staged) {
      for (const [index, write] of change.writes.entries()) this.#tables.write(write, places[index])
    }
    this.#log.append(batch.staged.map(({ change }) => change))
    this.#forgetUpTo = oldest
    if (oldest > this.oldest) this.#log.forget(oldest)
    this.#log.announce()
  }

  /** A full disk passes; a database that is no longer where we left it does not. */
  async #failed(cause: unknown): Promise<Error> {
    const failure = new Error(`the store could not write: ${messageOf(cause)}`, { cause })
    this.#forgetUpTo = this.oldest
    try {
      if ((await this.#driver.durableRevision()) !== this.revision) this.#failure = failure
    } catch {
      this.#failure = failure
    }
    return failure
  }
}

/** A long row of transactions lets whoever only reads have a turn now and then: they see what was before all of it. */
async function stagedInTurns(jobs: readonly Job[], batch: StagedBatch): Promise<readonly (() => void)[]> {
  const answers: (() => void)[] = []
  for (const [done, job] of jobs.entries()) {
    if (done > 0 && done % STRETCH === 0) await new Promise((resolve) => setImmediate(resolve))
    answers.push(job.stage(batch))
  }
  return answers
}

function rejectAll(jobs: readonly Job[], error: Error): void {
  for (const job of jobs) job.reject(error)
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
