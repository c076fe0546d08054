// All entries that a list stands for, those of the lists it includes among them.

import type { ResourceReader, Resources } from './resources.ts'

type ListKind = 'prefixList' | 'portList'

/** Its own first; a list that is gone has none. */
export function entriesWithin<K extends ListKind>(
  reader: ResourceReader,
  kind: K,
  id: string,
): readonly Resources[K]['entries'][number][] {
  const list: Resources[ListKind] | undefined = reader.get(kind, id)
  if (list === undefined) return []
  const lists = [id, ...(list.includes ?? [])].map((one) => reader.get(kind, one))
  return lists.flatMap((one): readonly Resources[K]['entries'][number][] => one?.entries ?? [])
}
