// Changes a port list; rules that name it mean the new ports at once.

import type { PortEntry } from '../../core/model/lists.ts'
import type { PortRange } from '../../core/model/ports.ts'
import type { Call } from '../call.ts'
import { changedEntries, checkRoom } from '../list/entries.ts'
import { findList, type OfList } from '../list/find.ts'
import { rangeKey } from './portEntries.ts'

export interface PortListChange extends OfList {
  /** What is undefined stays as it is. */
  readonly name?: string | undefined
  readonly description?: string | undefined
  readonly added: readonly PortEntry[]
  /** A range that is not there is no mistake. */
  readonly removed: readonly PortRange[]
}

export function modifyPortList(call: Call, input: PortListChange): void {
  const list = findList(call, 'portList', input)
  const change = { added: input.added, removed: input.removed.map(rangeKey) }
  const entries = changedEntries(list.entries, change, rangeKey)
  checkRoom(entries, list.maxEntries)
  const name = input.name ?? list.name
  const description = input.description ?? list.description
  call.state.put('portList', { ...list, name, description, entries })
}
