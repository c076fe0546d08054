// What new lists of both kinds have in common: the quota of the region, the room for entries, the labels.

import { fail } from '../../core/model/faults.ts'
import type { Call } from '../call.ts'
import { maximumOf } from '../limits.ts'
import type { Naming } from '../owned.ts'
import { checkResourceGroup } from '../resourceGroup/findResourceGroup.ts'
import { changedEntries, checkRoom } from './entries.ts'
import { listsIn } from './filter.ts'
import type { ListKind } from './users.ts'

export interface NewList<E> extends Naming {
  readonly region: string
  readonly maxEntries: number
  readonly entries: readonly E[]
}

const KINDS = {
  prefixList: { limit: 'prefixListsPerRegion', fault: 'tooManyPrefixLists', idKind: 'pl' },
  portList: { limit: 'portListsPerRegion', fault: 'tooManyPortLists', idKind: 'prl' },
} as const

/** `keyOf` is equal for entries that mean the same. */
export function newList<E>(call: Call, kind: ListKind, input: NewList<E>, keyOf: (entry: E) => string) {
  checkQuota(call, kind, input.region)
  checkResourceGroup(call, input.resourceGroupId)
  const entries = changedEntries([], { added: input.entries, removed: [] }, keyOf)
  checkRoom(entries, input.maxEntries)
  return {
    id: call.ids.next(KINDS[kind].idKind, input.region),
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
}

function checkQuota(call: Call, kind: ListKind, region: string): void {
  const { limit, fault } = KINDS[kind]
  const current = listsIn(call, kind, region).length
  const maximum = maximumOf(call.state, limit)
  if (current >= maximum) fail({ name: fault, region, current, maximum })
}
