// Resources in memory with their indexes: the live model of the server, the agent's replica, the tests' world.

import {
  type Change,
  INDEXES,
  type IndexOf,
  type Kind,
  type ResourceReader,
  type Resources,
  type Write,
} from './resources.ts'

type Body = Resources[Kind]

/** For lists that `by` hands out: the shorter one that it handed out before, when only resources at the end came. */
export const extendedFrom = <T>(list: readonly T[]): readonly T[] | undefined =>
  EXTENDED.get(list) as readonly T[] | undefined

const EXTENDED = new WeakMap<readonly unknown[], readonly unknown[]>()

function extended(list: readonly Body[], more: readonly Body[]): readonly Body[] {
  const longer = list.concat(more)
  EXTENDED.set(longer, list)
  // One step back is kept, not the whole past.
  EXTENDED.delete(list)
  return longer
}

/** `place` counts first appearances, so that every order is the same after a restart and on every replica. */
interface Row {
  readonly place: number
  body: Body
}

/** What stands under one key of an index. */
interface Entry {
  readonly rows: Map<string, Row>
  /** The rows in order, from when somebody first asked: kept up from then on, so that one change costs little among thousands. */
  inOrder: Row[] | null
  /** Their bodies, those of the last rows perhaps missing; null after a change. Handed out, so never changed in place. */
  ordered: readonly Body[] | null
}

interface Index {
  readonly keysOf: (body: Body) => readonly string[]
  readonly entries: Map<string, Entry>
}

interface Table {
  /** INVARIANT: iterates in the order of `place`, since rewrites keep both the entry and the place. */
  readonly rows: Map<string, Row>
  readonly indexes: Map<string, Index>
}

export class ResourceTables implements ResourceReader {
  readonly #tables = new Map<Kind, Table>()
  readonly #indexed: 'always' | 'whenAsked'
  #nextPlace = 1

  /** `whenAsked`: for a few resources that hardly anybody asks for by an index. */
  constructor(indexed: 'always' | 'whenAsked' = 'always') {
    this.#indexed = indexed
  }

  /** The place of the next new resource. */
  get nextPlace(): number {
    return this.#nextPlace
  }

  get<K extends Kind>(kind: K, id: string): Resources[K] | undefined {
    return this.#tables.get(kind)?.rows.get(id)?.body as Resources[K] | undefined
  }

  placeOf(kind: Kind, id: string): number | undefined {
    return this.#tables.get(kind)?.rows.get(id)?.place
  }

  list<K extends Kind>(kind: K): Iterable<Resources[K]> {
    return bodies(this.#of(kind).rows) as Iterable<Resources[K]>
  }

  by<K extends Kind>(kind: K, index: IndexOf<K>, key: string): readonly Resources[K][] {
    const table = this.#tables.get(kind)
    if (table === undefined) return []
    const entry = (table.indexes.get(index) ?? addIndex(table, kind, index)).entries.get(key)
    if (entry === undefined) return []
    entry.inOrder ??= [...entry.rows.values()].sort((a, b) => a.place - b.place)
    if (entry.ordered === null) entry.ordered = entry.inOrder.map((row) => row.body)
    else if (entry.ordered.length < entry.inOrder.length)
      entry.ordered = extended(
        entry.ordered,
        entry.inOrder.slice(entry.ordered.length).map((row) => row.body),
      )
    return entry.ordered as readonly Resources[K][]
  }

  count(kind: Kind): number {
    return this.#tables.get(kind)?.rows.size ?? 0
  }

  /** Everything as writes that would make it, by kind. */
  placed(): { readonly write: Write; readonly place: number }[] {
    const all: { readonly write: Write; readonly place: number }[] = []
    for (const [kind, { rows }] of this.#tables)
      for (const [id, { body, place }] of rows) all.push({ write: { kind, id, body } as Write, place })
    return all
  }

  apply(change: Pick<Change, 'writes'>): void {
    for (const write of change.writes) this.write(write)
  }

  /** A new resource takes `place`, or the next one; a known resource keeps its own. */
  write(write: Write, place = this.#nextPlace): void {
    const { rows, indexes } = this.#of(write.kind)
    const row = rows.get(write.id)
    if (write.body === null) {
      if (row === undefined) return
      for (const index of indexes.values()) unindex(index, write.id, index.keysOf(row.body))
      rows.delete(write.id)
    } else if (row === undefined) {
      const added: Row = { place, body: write.body }
      this.#nextPlace = Math.max(this.#nextPlace, place + 1)
      rows.set(write.id, added)
      for (const index of indexes.values()) enter(index, write.id, index.keysOf(added.body), added)
    } else {
      for (const index of indexes.values()) rewrite(index, write.id, row, write.body)
      row.body = write.body
    }
  }

  #of(kind: Kind): Table {
    const known = this.#tables.get(kind)
    if (known !== undefined) return known
    const table: Table = { rows: new Map(), indexes: new Map() }
    if (this.#indexed === 'always')
      for (const index of Object.keys(INDEXES[kind])) addIndex(table, kind, index)
    this.#tables.set(kind, table)
    return table
  }
}

function addIndex(table: Table, kind: Kind, name: string): Index {
  const keysOf = (INDEXES[kind] as { readonly [name: string]: Index['keysOf'] })[name] as Index['keysOf']
  const index: Index = { keysOf, entries: new Map() }
  for (const [id, row] of table.rows) enter(index, id, keysOf(row.body), row)
  table.indexes.set(name, index)
  return index
}

function* bodies(rows: Map<string, Row>): Iterable<Body> {
  for (const row of rows.values()) yield row.body
}

function enter(index: Index, id: string, keys: readonly string[], row: Row): void {
  for (const key of keys) {
    const entry = index.entries.get(key)
    if (entry === undefined)
      index.entries.set(key, { rows: new Map([[id, row]]), inOrder: null, ordered: null })
    else {
      // A key that a body names twice.
      if (entry.rows.has(id)) continue
      entry.rows.set(id, row)
      insert(entry, row)
    }
  }
}

function insert(entry: Entry, row: Row): void {
  const { inOrder } = entry
  if (inOrder === null) return
  const place = placeIn(inOrder, row)
  if (place === inOrder.length) inOrder.push(row)
  else {
    inOrder.splice(place, 0, row)
    entry.ordered = null
  }
}

function rewrite(index: Index, id: string, row: Row, body: Body): void {
  const before = index.keysOf(row.body)
  const after = index.keysOf(body)
  for (const key of before) {
    const entry = index.entries.get(key)
    if (entry !== undefined) entry.ordered = null
  }
  const gone = before.filter((key) => !after.includes(key))
  unindex(index, id, gone)
  const come = after.filter((key) => !before.includes(key))
  enter(index, id, come, row)
}

function unindex(index: Index, id: string, keys: readonly string[]): void {
  for (const key of keys) {
    const entry = index.entries.get(key)
    const row = entry?.rows.get(id)
    if (entry === undefined || row === undefined) continue
    entry.rows.delete(id)
    entry.inOrder?.splice(placeIn(entry.inOrder, row), 1)
    entry.ordered = null
    if (entry.rows.size === 0) index.entries.delete(key)
  }
}

/** Where a row stands, or would: places are unique. */
function placeIn(inOrder: readonly Row[], { place }: Row): number {
  let low = 0
  let high = inOrder.length
  // Most come as the youngest.
  if (high > 0 && (inOrder[high - 1] as Row).place < place) return high
  while (low < high) {
    const middle = (low + high) >> 1
    if ((inOrder[middle] as Row).place < place) low = middle + 1
    else high = middle
  }
  return low
}
