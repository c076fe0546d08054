// A new port list: ranges of ports under one name.

import { asId, type PortListId } from '../../core/model/ids.ts'
import type { PortEntry, PortList } from '../../core/model/lists.ts'
import type { Call } from '../call.ts'
import { type NewList, newList } from '../list/create.ts'
import { rangeKey } from './portEntries.ts'

export function createPortList(call: Call, input: NewList<PortEntry>): PortList {
  const made = newList(call, 'portList', input, rangeKey)
  const list: PortList = { ...made, id: asId<PortListId>(made.id) }
  call.state.put('portList', list)
  return list
}
