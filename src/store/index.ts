// All kinds of store and how they are named: `memory:`, `sqlite:<file>` or just a file.

import { randomUUID } from 'node:crypto'
import type { OpenedDriver } from './driver.ts'
import { LiveStore, type Retention } from './liveStore.ts'
import { openMemory } from './memory.ts'
import { StoreOpenError } from './openError.ts'
import { openSqlite, type SqliteOptions } from './sqlite.ts'
import type { Store } from './store.ts'

export interface StoreOptions {
  /** Changes that stay watchable; 10,000 unless told. */
  readonly keepChanges?: number
  /** How many of them a database-backed store has in memory as well; 1,000 unless told. */
  readonly changesInMemory?: number
  readonly newIdentity?: () => string
  /** A database-backed store copies its log into its file when it has so many pages. */
  readonly checkpointPages?: number
  /** Told what does not work as it should, and works nevertheless. */
  readonly warn?: (message: string) => void
}

interface StoreKind {
  readonly scheme: string
  open(place: string, options: SqliteOptions): OpenedDriver | Promise<OpenedDriver>
  retention(options: StoreOptions): Retention
}

const KEEP_CHANGES = 10_000
const CHANGES_IN_MEMORY = 1_000

const STORES: readonly StoreKind[] = [
  {
    scheme: 'memory',
    open: (_, { newIdentity }) => openMemory(newIdentity()),
    retention: ({ keepChanges = KEEP_CHANGES }) => ({
      changes: keepChanges,
      inMemory: Number.POSITIVE_INFINITY,
    }),
  },
  {
    scheme: 'sqlite',
    open: openSqlite,
    retention: ({ keepChanges = KEEP_CHANGES, changesInMemory = CHANGES_IN_MEMORY }) => ({
      changes: keepChanges,
      inMemory: changesInMemory,
    }),
  },
]

/** Opens the store that `url` names. Throws `StoreOpenError`, which knows a way out. */
export async function openStore(url: string, options: StoreOptions = {}): Promise<Store> {
  const { scheme, place } = splitUrl(url)
  const kind = STORES.find((one) => one.scheme === scheme)
  if (kind === undefined) {
    const known = STORES.map((one) => `\`${one.scheme}:\``).join(', ')
    throw new StoreOpenError(
      `cannot open the store \`${url}\`: no such kind of store`,
      `known are ${known} and plain files`,
    )
  }
  const opened = await kind.open(place, { newIdentity: randomUUID, ...options })
  return new LiveStore(opened, kind.retention(options))
}

function splitUrl(url: string): { readonly scheme: string; readonly place: string } {
  const [, scheme, place] = /^([a-z]+):(.*)$/.exec(url) ?? []
  return scheme === undefined ? { scheme: 'sqlite', place: url } : { scheme, place: place ?? '' }
}
