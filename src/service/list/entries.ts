// The entries of a list as a change leaves them: what is removed goes, what is there is replaced, what is new comes last.

import { fail } from '../../core/model/faults.ts'

export interface EntryChange<E> {
  readonly added: readonly E[]
  /** Keys; one that is not there is no mistake. */
  readonly removed: readonly string[]
}

/** `keyOf` is equal for entries that mean the same; no key may stand twice in one change. */
export function changedEntries<E>(
  entries: readonly E[],
  { added, removed }: EntryChange<E>,
  keyOf: (entry: E) => string,
): readonly E[] {
  const keys = [...added.map(keyOf), ...removed]
  const repeated = keys.find((key, index) => keys.indexOf(key) !== index)
  if (repeated !== undefined) fail({ name: 'entryRepeated', entry: repeated })
  const gone = new Set(removed)
  const byKey = new Map(entries.map((entry) => [keyOf(entry), entry]))
  for (const key of gone) byKey.delete(key)
  for (const entry of added) byKey.set(keyOf(entry), entry)
  return [...byKey.values()]
}

/** A list is made for a number of entries, and quotas count with that number (L3). */
export function checkRoom(entries: readonly unknown[], maxEntries: number): void {
  if (entries.length > maxEntries) fail({ name: 'listOverfull', entries: entries.length, maxEntries })
}
