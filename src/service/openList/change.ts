// Changes an open list: its name, all of its content, or some of its members.

import { fail } from '../../core/model/faults.ts'
import type { Call } from '../call.ts'
import { findList, type OfList } from '../list/find.ts'
import type { ListKind } from '../list/users.ts'
import { type Content, type EntryOf, type OpenList, writeContent } from './write.ts'

export interface OpenListChange<K extends ListKind> extends OfList {
  readonly name?: string | undefined
  readonly content?: Content<K> | undefined
}

/** What is undefined stays as it is. */
export function changeOpenList<K extends ListKind>(call: Call, kind: K, input: OpenListChange<K>): void {
  const list = findList(call, kind, input)
  const named = { ...list, name: input.name ?? list.name, changedAt: call.now }
  if (input.content === undefined) call.state.put(kind, named)
  else writeContent(call, kind, named, input.content)
}

/** What a user takes for one member: its text, and the entries that it makes. */
export interface Member<K extends ListKind> {
  readonly text: string
  readonly entries: readonly EntryOf<K>[]
}

export interface MemberChange<K extends ListKind> extends OfList {
  readonly removed: readonly string[]
  readonly added: readonly Member<K>[]
  /** The text under which an entry of this kind of list was given. */
  readonly textOf: (entry: EntryOf<K>) => string
}

/** Added members stand where the first removed one stood, else at the end. */
export function changeMembers<K extends ListKind>(call: Call, kind: K, input: MemberChange<K>): void {
  const list = findList(call, kind, input)
  if (list.includes === undefined) changeEntries(call, kind, list, input)
  else changeIncludes(call, kind, list, list.includes, input)
}

function changeEntries<K extends ListKind>(
  call: Call,
  kind: K,
  list: OpenList<K>,
  { removed, added, textOf }: MemberChange<K>,
): void {
  const entries: readonly EntryOf<K>[] = list.entries
  const texts = new Set(entries.map(textOf))
  for (const text of removed)
    if (!texts.delete(text)) fail({ name: 'listEntryNotFound', listId: list.id, entry: text })
  for (const { text } of added) {
    if (texts.has(text)) fail({ name: 'entryRepeated', entry: text })
    texts.add(text)
  }
  const at = entries.findIndex((entry) => removed.includes(textOf(entry)))
  const isKept = (entry: EntryOf<K>): boolean => !removed.includes(textOf(entry))
  const [before, behind] = at === -1 ? [entries, []] : [entries.slice(0, at), entries.slice(at)]
  const made = added.flatMap((member) => member.entries)
  const kept = [...before.filter(isKept), ...made, ...behind.filter(isKept)]
  writeContent(call, kind, list, { entries: kept, members: texts.size })
}

function changeIncludes<K extends ListKind>(
  call: Call,
  kind: K,
  list: OpenList<K>,
  includes: readonly string[],
  { removed, added }: MemberChange<K>,
): void {
  for (const id of removed)
    if (!includes.includes(id)) fail({ name: 'listEntryNotFound', listId: list.id, entry: id })
  const at = includes.findIndex((id) => removed.includes(id))
  const kept = includes.filter((id) => !removed.includes(id))
  const wanted = kept.toSpliced(at === -1 ? kept.length : at, 0, ...added.map(({ text }) => text))
  writeContent(call, kind, list, { entries: [], includes: wanted, members: wanted.length })
}
