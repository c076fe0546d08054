// A new prefix list: blocks of one address family under one name.

import { fail } from '../../core/model/faults.ts'
import { asId, type PrefixListId } from '../../core/model/ids.ts'
import type { PrefixList } from '../../core/model/lists.ts'
import type { Call } from '../call.ts'
import { maximumOf } from '../limits.ts'
import { changedEntries, checkRoom } from '../list/entries.ts'
import { listsIn } from '../list/filter.ts'
import type { Naming } from '../owned.ts'
import { checkResourceGroup } from '../resourceGroup/findResourceGroup.ts'
import { blockOf, checkFamily, type PrefixEntry } from './prefixEntries.ts'

export interface NewPrefixList extends Naming {
  readonly region: string
  readonly family: 4 | 6
  readonly maxEntries: number
  readonly entries: readonly PrefixEntry[]
}

export function createPrefixList(call: Call, input: NewPrefixList): PrefixList {
  checkQuota(call, input.region)
  checkResourceGroup(call, input.resourceGroupId)
  const entries = changedEntries([], { added: input.entries, removed: [] }, blockOf)
  checkFamily(entries, input.family)
  checkRoom(entries, input.maxEntries)
  const list: PrefixList = {
    id: asId<PrefixListId>(call.ids.next('pl', input.region)),
    accountId: call.accountId,
    region: input.region,
    name: input.name,
    description: input.description,
    resourceGroupId: input.resourceGroupId,
    tags: input.tags,
    createdAt: call.now,
    family: input.family,
    maxEntries: input.maxEntries,
    entries,
  }
  call.state.put('prefixList', list)
  return list
}

function checkQuota(call: Call, region: string): void {
  const current = listsIn(call, 'prefixList', region).length
  const maximum = maximumOf(call.state, 'prefixListsPerRegion')
  if (current >= maximum) fail({ name: 'tooManyPrefixLists', region, current, maximum })
}
