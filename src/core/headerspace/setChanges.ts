// What became of a sorted list: found in one walk, mostly by comparing objects, since what did not change is shared.

import type { AddressSet } from '../model/addressSet.ts'
import type { AddressRange } from '../model/cidr.ts'
import { sharedEnds } from '../model/sharedEnds.ts'

export interface Changes<T> {
  readonly removed: readonly T[]
  readonly added: readonly T[]
}

/** Several ask about the same two lists, one after the other; large lists make that worth remembering. */
const changesFound = new WeakMap<
  readonly unknown[],
  { readonly after: readonly unknown[]; readonly changes: Changes<unknown> }
>()

/** By identity: an object that is in both lists, wherever it stands, is no change. */
export function objectChanges<T>(before: readonly T[], after: readonly T[]): Changes<T> {
  const known = changesFound.get(before)
  if (known?.after === after) return known.changes as Changes<T>
  const { head, tail } = sharedEnds(before, after)
  const left = new Set(before.slice(head, before.length - tail))
  const added = after.slice(head, after.length - tail).filter((each) => !left.delete(each))
  const changes = { removed: [...left], added }
  changesFound.set(before, { after, changes })
  return changes
}

export function rangeChanges(before: AddressSet, after: AddressSet): Changes<AddressRange> {
  if (before === after) return { removed: [], added: [] }
  const removed: AddressRange[] = []
  const added: AddressRange[] = []
  const { head, tail } = sharedEnds(before, after)
  const [endBefore, endAfter] = [before.length - tail, after.length - tail]
  let [at, to] = [head, head]
  while (at < endBefore || to < endAfter) {
    const [old, next] = [before[at], after[to]]
    const order =
      at >= endBefore ? 1 : to >= endAfter ? -1 : compare(old as AddressRange, next as AddressRange)
    if (order <= 0) at++
    if (order >= 0) to++
    if (order < 0) removed.push(old as AddressRange)
    if (order > 0) added.push(next as AddressRange)
  }
  return { removed, added }
}

function compare(a: AddressRange, b: AddressRange): number {
  if (a === b) return 0
  if (a.family !== b.family) return a.family - b.family
  if (a.first !== b.first) return a.first < b.first ? -1 : 1
  return a.last === b.last ? 0 : a.last < b.last ? -1 : 1
}
