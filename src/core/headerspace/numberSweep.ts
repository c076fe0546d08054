// The sweep over a field of one word: the same as over longer ones, with less to do for each event.

import type { Intervals } from './intervals.ts'
import { type Pairs, sortedPairs } from './radixSort.ts'
import { SignatureStates } from './signatures.ts'
import type { Spans } from './spans.ts'

/** `maximum` is the largest value of the field. */
export function sweepNumbers(sets: readonly Spans[], maximum: number, states: SignatureStates): Intervals {
  const { words: keys, places: tags } = sortedEvents(sets, maximum)
  const count = keys.length
  const starts = new Uint32Array(2 * count + 1)
  const classes = new Uint32Array(2 * count + 1)
  let state = SignatureStates.NOWHERE
  let made = 0
  let at = 0
  // The first interval begins at 0, with or without an event there.
  if (count === 0 || keys[0] !== 0) classes[made++] = states.classOf(state)
  while (at < count) {
    const key = keys[at] as number
    while (at < count && keys[at] === key && ((tags[at] as number) & 1) === 0)
      state = states.toggle(state, (tags[at++] as number) >>> 1)
    let here = state
    while (at < count && keys[at] === key) here = states.toggle(here, (tags[at++] as number) >>> 1)
    const found = states.classOf(here)
    if (made === 0 || found !== classes[made - 1]) {
      starts[made] = key
      classes[made++] = found
    }
    if (here === state || key === maximum || (at < count && keys[at] === key + 1)) continue
    starts[made] = key + 1
    classes[made++] = states.classOf(state)
  }
  return { starts: starts.slice(0, made), classes: classes.slice(0, made) }
}

/** Values with token × 2, plus 1 for a single value, which stands behind borders of the same place. */
function sortedEvents(sets: readonly Spans[], maximum: number): Pairs {
  let room = 0
  for (const spans of sets) room += spans.length
  const words = new Uint32Array(room)
  const places = new Uint32Array(room)
  let borders = 0
  let singles = room
  for (let token = 0; token < sets.length; token++) {
    const spans = sets[token] as Spans
    for (let at = 0; at < spans.length; at += 2) {
      const first = spans[at] as number
      const last = spans[at + 1] as number
      if (first === last) {
        words[--singles] = first
        places[singles] = 2 * token + 1
        continue
      }
      words[borders] = first
      places[borders++] = 2 * token
      // What reaches to the end of the field has no end.
      if (last === maximum) continue
      words[borders] = last + 1
      places[borders++] = 2 * token
    }
  }
  const count = borders + room - singles
  words.copyWithin(borders, singles)
  places.copyWithin(borders, singles)
  return sortedPairs(
    { words: words.subarray(0, count), places: places.subarray(0, count) },
    { words: new Uint32Array(count), places: new Uint32Array(count) },
  )
}
