// How many rules a list counts for in the rules that name it (semantics L3).

import type { ResourceReader } from '../../core/model/resources.ts'
import type { ListKind } from './users.ts'

/** With all that it includes; a list that is gone counts as one. */
export function weightOfList(state: ResourceReader, kind: ListKind, id: string): number {
  const list = state.get(kind, id)
  if (list === undefined) return 1
  const included = (list.includes ?? []).map((other) => state.get(kind, other)?.maxEntries ?? 0)
  return included.reduce((sum, entries) => sum + entries, list.maxEntries)
}
