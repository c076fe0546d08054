// A list of either kind as a change leaves it: other labels, other entries, and room for them.

import { changedEntries, checkRoom, type EntryChange } from './entries.ts'
import type { OfList } from './find.ts'

export interface ListChange<E> extends OfList, EntryChange<E> {
  /** What is undefined stays as it is. */
  readonly name?: string | undefined
  readonly description?: string | undefined
}

interface Changing<E> {
  readonly name: string
  readonly description: string
  readonly entries: readonly E[]
  readonly maxEntries: number
}

/** `keyOf` is equal for entries that mean the same. */
export function changedList<E, L extends Changing<E>>(
  list: L,
  change: ListChange<E>,
  keyOf: (entry: E) => string,
): L {
  const entries = changedEntries(list.entries, change, keyOf)
  checkRoom(entries, list.maxEntries)
  const { name = list.name, description = list.description } = change
  return { ...list, name, description, entries }
}
