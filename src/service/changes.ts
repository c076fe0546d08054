// What a piece of work writes, kept beside the writing: before and after of each resource.

import type { Kind, ResourceReader, Resources, Write } from '../core/model/resources.ts'
import type { Transaction } from '../store/store.ts'

/** Undefined stands for "not there". */
export type ResourceChange = {
  [K in Kind]: {
    readonly kind: K
    readonly id: string
    readonly before: Resources[K] | undefined
    readonly after: Resources[K] | undefined
  }
}[Kind]

export interface Recorder {
  readonly state: Transaction
  /** In the order of the first write; what ends as it began is left out. */
  changes(): readonly ResourceChange[]
}

export function recording(state: Transaction): Recorder {
  const before = new Map<string, Omit<ResourceChange, 'after'>>()
  const note = (kind: Kind, id: string): void => {
    const key = `${kind} ${id}`
    if (!before.has(key)) before.set(key, { kind, id, before: state.get(kind, id) } as never)
  }
  return {
    state: {
      get: (kind, id) => state.get(kind, id),
      list: (kind) => state.list(kind),
      by: (kind, index, key) => state.by(kind, index, key),
      count: (kind) => state.count(kind),
      put(kind, body) {
        note(kind, body.id)
        state.put(kind, body)
      },
      remove(kind, id) {
        note(kind, id)
        state.remove(kind, id)
      },
    },
    changes: () => [...before.values()].map((one) => completed(state, one)).filter(isChange),
  }
}

const completed = (state: ResourceReader, one: Omit<ResourceChange, 'after'>): ResourceChange =>
  ({ ...one, after: state.get(one.kind, one.id) }) as ResourceChange

/** Documents are plain JSON written in one manner, so that equal texts mean equal documents. */
const isChange = ({ before, after }: ResourceChange): boolean =>
  JSON.stringify(before) !== JSON.stringify(after)

/** The same as writes: what would make them so. */
export const writesOf = (changes: readonly ResourceChange[]): readonly Write[] =>
  changes.map(({ kind, id, after }) => ({ kind, id, body: after ?? null }) as Write)
