// The plainest store there can be: one array in the order of first appearance, searched from end to end.

import {
  INDEXES,
  KINDS,
  type Kind,
  type ResourceReader,
  type Resources,
} from '../../src/core/model/resources.ts'

interface Entry {
  readonly kind: Kind
  readonly id: string
  body: Resources[Kind]
}

export class PlainModel {
  readonly #entries: Entry[] = []

  copy(): PlainModel {
    const copy = new PlainModel()
    copy.#entries.push(...this.#entries.map((entry) => ({ ...entry })))
    return copy
  }

  put<K extends Kind>(kind: K, body: Resources[K]): void {
    const known = this.#entries.find((entry) => entry.kind === kind && entry.id === body.id)
    if (known === undefined) this.#entries.push({ kind, id: body.id, body })
    else known.body = body
  }

  remove(kind: Kind, id: string): void {
    const index = this.#entries.findIndex((entry) => entry.kind === kind && entry.id === id)
    if (index >= 0) this.#entries.splice(index, 1)
  }

  /** Every list and every index, in order. */
  view(): object {
    return viewBy((kind) => this.#entries.filter((entry) => entry.kind === kind).map((entry) => entry.body))
  }
}

/** The same view of anything that can be read: its lists, and its indexes asked key by key. */
export function viewOf(reader: ResourceReader): object {
  const lists = viewBy((kind) => [...reader.list(kind)]) as View
  for (const kind of KINDS) {
    for (const [index, keys] of Object.entries(lists[kind]?.indexes ?? {})) {
      for (const key of Object.keys(keys)) keys[key] = [...reader.by(kind, index as never, key)]
    }
    if (reader.count(kind) !== (lists[kind]?.list.length ?? 0)) throw new Error(`count of ${kind} is wrong`)
    for (const body of lists[kind]?.list ?? []) {
      if (reader.get(kind, body.id) !== body) throw new Error(`get of ${kind} ${body.id} is wrong`)
    }
  }
  return lists
}

interface View {
  [kind: string]: {
    list: Resources[Kind][]
    indexes: { [index: string]: { [key: string]: Resources[Kind][] } }
  }
}

/** Keys that no resource has any more are asked for as well, since a stale index would still answer there. */
const ALWAYS_ASKED = ['g1', 'g2', 'g3', '1', 'vpc-1', 'vsw-1']

function viewBy(list: (kind: Kind) => Resources[Kind][]): View {
  const view: View = {}
  for (const kind of KINDS) {
    const bodies = list(kind)
    const indexes: View[string]['indexes'] = {}
    for (const [name, keysOf] of Object.entries(INDEXES[kind]) as [string, (body: unknown) => string[]][]) {
      const keys = new Set([...ALWAYS_ASKED, ...bodies.flatMap((body) => keysOf(body))])
      const found = [...keys].map(
        (key) => [key, bodies.filter((body) => keysOf(body).includes(key))] as const,
      )
      indexes[name] = Object.fromEntries(found)
    }
    view[kind] = { list: bodies, indexes }
  }
  return view
}
