// What every store offers: resources in memory, changes that are durable before they are seen, and a watch.

import type { Change, Kind, ResourceReader, Resources, Write } from '../core/model/resources.ts'

/** Reads its own writes; nothing of it is seen by others until it is committed. */
export interface Transaction extends ResourceReader {
  put<K extends Kind>(kind: K, body: Resources[K]): void
  remove(kind: Kind, id: string): void
}

/** Who made a change, by which call, when; kept with it as long as the change is. */
export interface Author {
  readonly accountId: string
  /** `token`, a user of the console, or the id of an access key. */
  readonly by: string
  /** `ecs:AuthorizeSecurityGroup`. */
  readonly action: string
  /** Milliseconds since 1970. */
  readonly at: number
}

/** A change as history shows it. */
export interface PastChange extends Change {
  /** Null: the installation itself made it. */
  readonly author: Author | null
  /** For each write what was there before; null: nothing. */
  readonly before: readonly (object | null)[]
}

export interface Committed<T> {
  readonly value: T
  /** The revision that holds the writes; the current one when nothing was written. */
  readonly revision: number
  readonly changed: boolean
}

export interface Store extends ResourceReader {
  /** Names this body of data for ever: a watcher that sees another one must start anew. */
  readonly identity: string
  /** The last committed revision; 0 while empty. */
  readonly revision: number
  /** The oldest revision from which a watch can still start. */
  readonly oldest: number

  /**
   * Runs `work` alone against the current state and commits what it wrote as one revision.
   * The promise is kept only when the change is durable. When `work` throws, nothing happened.
   */
  transact<T>(work: (transaction: Transaction) => T, author?: Author): Promise<Committed<T>>

  /** Runs `work` the same way and throws all its writes away: what a dry run needs. */
  rehearse<T>(work: (transaction: Transaction) => T): T

  /**
   * Every change after `from`, in order and without gaps, first the kept ones, then as they are committed.
   * Throws `CompactedError` when `from` is older than `oldest`. Ends when `signal` aborts.
   */
  watch(from: number, signal: AbortSignal): AsyncIterable<Change>

  /** The changes after `from` at once, for whoever follows the state without waiting; undefined: start anew. */
  since(from: number): readonly Change[] | undefined

  /**
   * What turns the state of `revision` (of now) into that of `past`, for every resource that changed in between.
   * Throws `CompactedError` when `past` is no longer kept.
   */
  writesBack(past: number): Promise<{ readonly revision: number; readonly writes: readonly Write[] }>

  /** Up to `limit` changes before the revision `before`, the newest first, as far back as changes are kept. */
  history(before: number, limit: number): Promise<readonly PastChange[]>

  /** Forgets changes up to and including `revision`; resources stay. */
  compact(revision: number): Promise<void>

  /** Throws when the medium no longer answers (health check); cheap. */
  check(): void

  close(): Promise<void>
}

export class CompactedError extends Error {
  constructor(from: number, oldest: number) {
    super(`revision ${from} is no longer kept: the oldest is ${oldest}`)
    this.name = 'CompactedError'
  }
}
