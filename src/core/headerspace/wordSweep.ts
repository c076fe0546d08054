// The sweep over a field of several words: where sets begin and end, and single values, which begin and end at once.

import { sameWords } from './bits.ts'
import type { Intervals } from './intervals.ts'
import { sortedOrder } from './radixSort.ts'
import { SignatureStates } from './signatures.ts'
import type { Spans, Width } from './spans.ts'

/** In the order of their values; borders of spans stand before single values of the same place. */
export interface Events {
  /** `width` words each. */
  readonly keys: Uint32Array
  /** Token × 2, plus 1 for a single value. */
  readonly tags: Uint32Array
  /** The largest value of the field's last word; all words before it end in ones. */
  readonly maximum: number
}

/** Members of groups are single values nearly always: one event for each instead of two halves all work. */
export function sortedEvents(sets: readonly Spans[], width: Width, maximum: number): Events {
  const events = eventsOf(sets, width, maximum)
  const order = sortedOrder(events.keys, width)
  const keys = new Uint32Array(events.keys.length)
  const tags = new Uint32Array(order.length)
  for (let at = 0; at < order.length; at++) {
    const place = order[at] as number
    tags[at] = events.tags[place] as number
    for (let word = 0; word < width; word++)
      keys[at * width + word] = events.keys[place * width + word] as number
  }
  return { keys, tags, maximum }
}

function eventsOf(sets: readonly Spans[], width: Width, maximum: number): Events {
  let room = 0
  for (const spans of sets) room += spans.length / width
  const keys = new Uint32Array(room * width)
  const tags = new Uint32Array(room)
  let count = 0
  for (const [token, spans] of sets.entries()) {
    for (let at = 0; at < spans.length; at += 2 * width) {
      if (isSingle(spans, at, width)) continue
      for (let word = 0; word < width; word++) keys[count * width + word] = spans[at + word] as number
      tags[count++] = 2 * token
      // What reaches to the end of the field has no end.
      if (writeSuccessor(spans, at + width, keys, count * width, width, maximum)) tags[count++] = 2 * token
    }
  }
  for (const [token, spans] of sets.entries()) {
    for (let at = 0; at < spans.length; at += 2 * width) {
      if (!isSingle(spans, at, width)) continue
      for (let word = 0; word < width; word++) keys[count * width + word] = spans[at + word] as number
      tags[count++] = 2 * token + 1
    }
  }
  return { keys: keys.subarray(0, count * width), tags: tags.subarray(0, count), maximum }
}

const isSingle = (spans: Spans, at: number, width: Width): boolean =>
  spans[at] === spans[at + width] && (width === 1 || sameWords(spans, at, spans, at + width, width))

/** False when there is none. */
export function writeSuccessor(
  from: Uint32Array,
  at: number,
  to: Uint32Array,
  into: number,
  width: Width,
  maximum: number,
): boolean {
  let carry = 1
  let isLast = true
  for (let word = width - 1; word >= 0; word--) {
    const value = from[at + word] as number
    if (value !== maximum) isLast = false
    to[into + word] = value + carry
    if (value !== 0xffff_ffff) carry = 0
  }
  return !isLast
}

/** Keys are compared word by word. */
export function sweepWords(
  { keys, tags, maximum }: Events,
  width: Width,
  states: SignatureStates,
): Intervals {
  const count = tags.length
  const starts = new Uint32Array(width * (2 * count + 1))
  const classes = new Uint32Array(2 * count + 1)
  const after = new Uint32Array(width)
  let state = SignatureStates.NOWHERE
  let made = 0
  let at = 0
  if (count === 0 || !isZero(keys, width)) classes[made++] = states.classOf(state)
  while (at < count) {
    const key = at * width
    const isHere = (): boolean => at < count && sameWords(keys, at * width, keys, key, width)
    while (isHere() && ((tags[at] as number) & 1) === 0)
      state = states.toggle(state, (tags[at++] as number) >>> 1)
    let here = state
    while (isHere()) here = states.toggle(here, (tags[at++] as number) >>> 1)
    const found = states.classOf(here)
    if (made === 0 || found !== classes[made - 1]) {
      for (let word = 0; word < width; word++) starts[made * width + word] = keys[key + word] as number
      classes[made++] = found
    }
    if (here === state || !writeSuccessor(keys, key, after, 0, width, maximum)) continue
    if (at < count && sameWords(keys, at * width, after, 0, width)) continue
    starts.set(after, made * width)
    classes[made++] = states.classOf(state)
  }
  return { starts: starts.slice(0, made * width), classes: classes.slice(0, made) }
}

function isZero(keys: Uint32Array, width: Width): boolean {
  for (let word = 0; word < width; word++) if (keys[word] !== 0) return false
  return true
}
