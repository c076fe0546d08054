// What a database must do for the store: give back what it kept, and keep a batch of changes whole or not at all.

import type { Change, Kind, Resources } from '../core/model/resources.ts'
import type { ResourceTables } from '../core/model/tables.ts'
import type { Author, PastChange } from './store.ts'

/** One revision on its way to the database. */
export interface StagedChange {
  readonly change: Change
  /** For each write the resource's place in the order of first appearance, which must survive a restart. */
  readonly places: readonly number[]
  readonly note: ChangeNote
}

/** What is kept beside a change for those who ask later who made it. */
export interface ChangeNote {
  readonly author: Author | null
  readonly before: readonly (object | null)[]
}

export interface Batch {
  readonly staged: readonly StagedChange[]
  /** Changes up to and including this revision may be forgotten; resources stay. */
  readonly oldest: number
}

export interface Driver {
  /** Returns only when everything is durable; throws when nothing of it is. */
  commit(batch: Batch): void | Promise<void>
  /** Up to `limit` kept changes after `from`, in order; may show those of a commit that is under way. */
  changes(from: number, limit: number): readonly Change[] | Promise<readonly Change[]>
  /** The revision from which on the state can be told: `bodyAtBase` and all changes after it are kept. */
  baseRevision(): number | Promise<number>
  /** What a resource was at that revision; null: it was not there. */
  bodyAtBase(kind: Kind, id: string): Resources[Kind] | null | Promise<Resources[Kind] | null>
  /** Up to `limit` kept changes before a revision, the newest first; may show those of a commit that is under way. */
  history(before: number, limit: number): readonly PastChange[] | Promise<readonly PastChange[]>
  /** The last revision that the database holds, asked of the database itself. */
  durableRevision(): number | Promise<number>
  /** Throws when the medium is gone; must be cheap. */
  check(): void
  close(): void | Promise<void>
}

/** A database as found at the start. */
export interface OpenedDriver {
  readonly driver: Driver
  readonly identity: string
  readonly revision: number
  readonly oldest: number
  readonly tables: ResourceTables
}
