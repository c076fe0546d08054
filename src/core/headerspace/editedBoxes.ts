// Boxes that two lists do not have in common in one order: only where such a box is can the lists decide differently.

import { setBit, wordsFor } from './bits.ts'
import { type BoxFields, FIELDS } from './boxFields.ts'
import type { Stretch } from './matrix.ts'

/** A bit for each box that comes, goes, moves or decides otherwise. */
export function editedBoxes(
  fields: BoxFields,
  accepts: Uint8Array,
  before: Stretch,
  after: Stretch,
): Uint32Array {
  const edited = new Uint32Array(wordsFor(fields.source.tokenOf.length))
  const pairs = equalBoxes(fields, accepts, before, after)
  const kept = new Set(longestAscending(pairs.map(([was]) => was)).map((place) => pairs[place]))
  const common = new Set([...kept].flatMap((pair) => pair ?? []))
  for (const { from, to } of [before, after]) {
    for (let box = from; box < to; box++) if (!common.has(box)) setBit(edited, box)
  }
  return edited
}

/** In the order of the later list: each box with its counterpart of before, the first of those that are left. */
function equalBoxes(
  fields: BoxFields,
  accepts: Uint8Array,
  before: Stretch,
  after: Stretch,
): readonly (readonly [was: number, is: number])[] {
  const keyOf = (box: number): string =>
    `${FIELDS.map((name) => fields[name].tokenOf[box]).join()} ${accepts[box]}`
  const places = new Map<string, number[]>()
  for (let box = before.to - 1; box >= before.from; box--) {
    const key = keyOf(box)
    const known = places.get(key)
    if (known === undefined) places.set(key, [box])
    else known.push(box)
  }
  const pairs: (readonly [number, number])[] = []
  for (let box = after.from; box < after.to; box++) {
    const was = places.get(keyOf(box))?.pop()
    if (was !== undefined) pairs.push([was, box])
  }
  return pairs
}

/** Places of a longest ascending selection (patience sorting); the values are all different. */
export function longestAscending(values: readonly number[]): readonly number[] {
  const before = new Int32Array(values.length)
  /** For each length the place of the smallest value that a selection of that length ends with. */
  const ends: number[] = []
  for (const [place, value] of values.entries()) {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((values[ends[middle] as number] as number) < value) low = middle + 1
      else high = middle
    }
    before[place] = low === 0 ? -1 : (ends[low - 1] as number)
    ends[low] = place
  }
  const found: number[] = []
  for (let place = ends.at(-1) ?? -1; place >= 0; place = before[place] as number) found.push(place)
  return found
}
