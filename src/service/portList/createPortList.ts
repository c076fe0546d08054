// A new port list: ranges of ports under one name.

import { fail } from '../../core/model/faults.ts'
import { asId, type PortListId } from '../../core/model/ids.ts'
import type { PortList } from '../../core/model/lists.ts'
import type { Call } from '../call.ts'
import { maximumOf } from '../limits.ts'
import { changedEntries, checkRoom } from '../list/entries.ts'
import { listsIn } from '../list/filter.ts'
import type { Naming } from '../owned.ts'
import { checkResourceGroup } from '../resourceGroup/findResourceGroup.ts'
import { type PortEntry, rangeKey } from './portEntries.ts'

export interface NewPortList extends Naming {
  readonly region: string
  readonly maxEntries: number
  readonly entries: readonly PortEntry[]
}

export function createPortList(call: Call, input: NewPortList): PortList {
  checkQuota(call, input.region)
  checkResourceGroup(call, input.resourceGroupId)
  const entries = changedEntries([], { added: input.entries, removed: [] }, rangeKey)
  checkRoom(entries, input.maxEntries)
  const list: PortList = {
    id: asId<PortListId>(call.ids.next('prl', input.region)),
    accountId: call.accountId,
    region: input.region,
    name: input.name,
    description: input.description,
    resourceGroupId: input.resourceGroupId,
    tags: input.tags,
    createdAt: call.now,
    maxEntries: input.maxEntries,
    entries,
  }
  call.state.put('portList', list)
  return list
}

function checkQuota(call: Call, region: string): void {
  const current = listsIn(call, 'portList', region).length
  const maximum = maximumOf(call.state, 'portListsPerRegion')
  if (current >= maximum) fail({ name: 'tooManyPortLists', region, current, maximum })
}
