// Changes a port list; rules that name it mean the new ports at once.

import type { PortEntry } from '../../core/model/lists.ts'
import type { PortRange } from '../../core/model/ports.ts'
import type { Call } from '../call.ts'
import { changedList, type ListChange } from '../list/changed.ts'
import { findList } from '../list/find.ts'
import { rangeKey } from './portEntries.ts'

export interface PortListChange extends Omit<ListChange<PortEntry>, 'removed'> {
  /** A range that is not there is no mistake. */
  readonly removed: readonly PortRange[]
}

export function modifyPortList(call: Call, input: PortListChange): void {
  const list = findList(call, 'portList', input)
  const change = { ...input, removed: input.removed.map(rangeKey) }
  call.state.put('portList', changedList(list, change, rangeKey))
}
