// A new prefix list: blocks of one address family under one name.

import { asId, type PrefixListId } from '../../core/model/ids.ts'
import type { PrefixEntry, PrefixList } from '../../core/model/lists.ts'
import type { Call } from '../call.ts'
import { type NewList, newList } from '../list/create.ts'
import { blockOf, checkFamily } from './prefixEntries.ts'

export interface NewPrefixList extends NewList<PrefixEntry> {
  readonly family: 4 | 6
}

export function createPrefixList(call: Call, input: NewPrefixList): PrefixList {
  checkFamily(input.entries, input.family)
  const made = newList(call, 'prefixList', input, blockOf)
  const list: PrefixList = { ...made, id: asId<PrefixListId>(made.id), family: input.family }
  call.state.put('prefixList', list)
  return list
}
