// Changes a prefix list; rules that name it mean the new entries at once.

import type { PrefixEntry } from '../../core/model/lists.ts'
import type { Call } from '../call.ts'
import { changedEntries, checkRoom, type EntryChange } from '../list/entries.ts'
import { findList, type OfList } from '../list/find.ts'
import { blockOf, checkFamily } from './prefixEntries.ts'

export interface PrefixListChange extends OfList, EntryChange<PrefixEntry> {
  /** What is undefined stays as it is. */
  readonly name?: string | undefined
  readonly description?: string | undefined
}

export function modifyPrefixList(call: Call, input: PrefixListChange): void {
  const list = findList(call, 'prefixList', input)
  checkFamily(input.added, list.family)
  const entries = changedEntries(list.entries, input, blockOf)
  checkRoom(entries, list.maxEntries)
  const name = input.name ?? list.name
  const description = input.description ?? list.description
  call.state.put('prefixList', { ...list, name, description, entries })
}
