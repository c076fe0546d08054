// Resources in memory with their indexes: the live model of the server, the agent's replica, the tests' world.

import {
  type Change,
  INDEXES,
  type IndexOf,
  KINDS,
  type Kind,
  type ResourceReader,
  type Resources,
  type Write,
} from './resources.ts'

type Rows = Map<string, Resources[Kind]>
type Index = Map<string, Map<string, Resources[Kind]>>

export class ResourceTables implements ResourceReader {
  readonly #rows = new Map<Kind, Rows>()
  readonly #indexes = new Map<string, Index>()

  constructor() {
    for (const kind of KINDS) {
      this.#rows.set(kind, new Map())
      for (const name of Object.keys(INDEXES[kind])) this.#indexes.set(`${kind}.${name}`, new Map())
    }
  }

  get<K extends Kind>(kind: K, id: string): Resources[K] | undefined {
    return this.#rowsOf(kind).get(id) as Resources[K] | undefined
  }

  list<K extends Kind>(kind: K): Iterable<Resources[K]> {
    return this.#rowsOf(kind).values() as Iterable<Resources[K]>
  }

  by<K extends Kind>(kind: K, index: IndexOf<K>, key: string): readonly Resources[K][] {
    const rows = this.#indexes.get(`${kind}.${index}`)?.get(key)
    return rows === undefined ? [] : ([...rows.values()] as Resources[K][])
  }

  count(kind: Kind): number {
    return this.#rowsOf(kind).size
  }

  apply(change: Pick<Change, 'writes'>): void {
    for (const write of change.writes) this.write(write)
  }

  write(write: Write): void {
    const rows = this.#rowsOf(write.kind)
    const before = rows.get(write.id)
    if (before !== undefined) this.#unindex(write.kind, write.id, before, write.body)
    if (write.body === null) {
      rows.delete(write.id)
      return
    }
    rows.set(write.id, write.body)
    this.#index(write.kind, write.id, write.body)
  }

  #rowsOf(kind: Kind): Rows {
    return this.#rows.get(kind) as Rows
  }

  #index(kind: Kind, id: string, body: Resources[Kind]): void {
    for (const [name, key] of keysOf(kind, body)) {
      const index = this.#indexes.get(`${kind}.${name}`) as Index
      const rows = index.get(key)
      if (rows === undefined) index.set(key, new Map([[id, body]]))
      else rows.set(id, body)
    }
  }

  /** Leaves keys that `next` has as well in place, so that a rewrite keeps a resource's position. */
  #unindex(kind: Kind, id: string, body: Resources[Kind], next: Resources[Kind] | null): void {
    const kept = new Set(next === null ? [] : keysOf(kind, next).map(([name, key]) => `${name} ${key}`))
    for (const [name, key] of keysOf(kind, body)) {
      if (kept.has(`${name} ${key}`)) continue
      const index = this.#indexes.get(`${kind}.${name}`) as Index
      const rows = index.get(key)
      rows?.delete(id)
      if (rows?.size === 0) index.delete(key)
    }
  }
}

function keysOf(kind: Kind, body: Resources[Kind]): readonly (readonly [string, string])[] {
  const indexes = Object.entries(INDEXES[kind]) as [string, (resource: unknown) => readonly string[]][]
  return indexes.flatMap(([name, keys]) => keys(body).map((key) => [name, key] as const))
}
