// The state as it would be with some writes on top: what the effect of a change is judged by before it is made.

import {
  INDEXES,
  type IndexOf,
  type Kind,
  type ResourceReader,
  type Resources,
  type Write,
} from '../../../src/core/model/resources.ts'

export function overlay(below: ResourceReader, writes: readonly Write[]): ResourceReader {
  const laid = new Map<Kind, Map<string, Resources[Kind] | null>>()
  for (const { kind, id, body } of writes) {
    const of = laid.get(kind) ?? new Map<string, Resources[Kind] | null>()
    laid.set(kind, of.set(id, body))
  }
  const merged = <K extends Kind>(
    kind: K,
    bodies: Iterable<Resources[K]>,
    isWanted: (body: Resources[K]) => boolean,
  ) => {
    const of = laid.get(kind)
    if (of === undefined) return bodies
    const kept = [...bodies].filter(({ id }) => !of.has(id))
    const own = [...of.values()].filter((body): body is Resources[K] => body !== null)
    return [...kept, ...own.filter(isWanted)]
  }
  return {
    get: (kind, id) => {
      const found = laid.get(kind)?.get(id)
      return found === undefined ? below.get(kind, id) : ((found ?? undefined) as never)
    },
    list: (kind) => merged(kind, below.list(kind), () => true),
    by: <K extends Kind>(kind: K, index: IndexOf<K>, key: string) => {
      const keysOf = (INDEXES[kind] as Readonly<Record<string, (body: Resources[K]) => readonly string[]>>)[
        index
      ]
      const isWanted = (body: Resources[K]) => keysOf?.(body).includes(key) === true
      return merged(kind, below.by(kind, index, key), isWanted) as readonly Resources[K][]
    },
    count: (kind) => [...merged(kind, below.list(kind), () => true)].length,
  }
}
