// Changes a prefix list; rules that name it mean the new entries at once.

import type { PrefixEntry } from '../../core/model/lists.ts'
import type { Call } from '../call.ts'
import { changedList, type ListChange } from '../list/changed.ts'
import { findList } from '../list/find.ts'
import { blockOf, checkFamily } from './prefixEntries.ts'

export function modifyPrefixList(call: Call, input: ListChange<PrefixEntry>): void {
  const list = findList(call, 'prefixList', input)
  checkFamily(input.added, list.family)
  call.state.put('prefixList', changedList(list, input, blockOf))
}
