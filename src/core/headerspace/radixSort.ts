// Order of many long keys: a radix sort from the lowest digit, which skips the digits that are all the same.

import type { Width } from './spans.ts'

const DIGIT_BITS = 11
const BUCKETS = 1 << DIGIT_BITS
const DIGITS = 3

/** Below this many keys, comparing them is less work than clearing the buckets. */
const FEW = 256

/** Places of the keys (`width` words each, high word first) in ascending order; equal keys keep their order. */
export function sortedOrder(keys: Uint32Array, width: Width): Uint32Array {
  const count = keys.length / width
  const order = new Uint32Array(count)
  for (let place = 0; place < count; place++) order[place] = place
  if (count <= FEW) return order.sort((a, b) => compare(keys, a * width, b * width, width) || a - b)
  let sorted: Pairs = { words: new Uint32Array(count), places: order }
  let spare: Pairs = { words: new Uint32Array(count), places: new Uint32Array(count) }
  for (let word = width - 1; word >= 0; word--) {
    gather(keys, width, word, sorted)
    const made = sortedPairs(sorted, spare)
    if (made === spare) spare = sorted
    sorted = made
  }
  return sorted.places
}

/** Numbers of 32 bits, each beside what belongs to it: both move together, so that what is read lies in a row. */
export interface Pairs {
  readonly words: Uint32Array
  readonly places: Uint32Array
}

/** In the order of the words; equal ones keep theirs. The result is one of the two, and both are written to. */
export function sortedPairs(given: Pairs, room: Pairs): Pairs {
  let [sorted, spare] = [given, room]
  const starts = new Uint32Array(DIGITS * BUCKETS)
  countDigits(sorted.words, starts)
  for (let digit = 0; digit < DIGITS; digit++) {
    if (!placeBuckets(starts, digit * BUCKETS, sorted.words.length)) continue
    spread(sorted, digit, starts, spare)
    const next = spare
    spare = sorted
    sorted = next
  }
  return sorted
}

function compare(keys: Uint32Array, a: number, b: number, width: Width): number {
  for (let word = 0; word < width; word++) {
    const [mine, other] = [keys[a + word] as number, keys[b + word] as number]
    if (mine !== other) return mine < other ? -1 : 1
  }
  return 0
}

function gather(keys: Uint32Array, width: Width, word: number, { words, places }: Pairs): void {
  for (let at = 0; at < places.length; at++) words[at] = keys[(places[at] as number) * width + word] as number
}

function countDigits(words: Uint32Array, counts: Uint32Array): void {
  counts.fill(0)
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as number
    const low = word & (BUCKETS - 1)
    const middle = BUCKETS + ((word >>> DIGIT_BITS) & (BUCKETS - 1))
    const high = 2 * BUCKETS + (word >>> (2 * DIGIT_BITS))
    counts[low] = (counts[low] as number) + 1
    counts[middle] = (counts[middle] as number) + 1
    counts[high] = (counts[high] as number) + 1
  }
}

/** Turns counts into where each bucket begins; false when all keys fall into one bucket. */
function placeBuckets(starts: Uint32Array, from: number, count: number): boolean {
  let sum = 0
  for (let bucket = from; bucket < from + BUCKETS; bucket++) {
    const size = starts[bucket] as number
    if (size === count) return false
    starts[bucket] = sum
    sum += size
  }
  return true
}

function spread(from: Pairs, digit: number, starts: Uint32Array, to: Pairs): void {
  const { words, places } = from
  const { words: movedWords, places: movedPlaces } = to
  const shift = digit * DIGIT_BITS
  const base = digit * BUCKETS
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as number
    const bucket = base + ((word >>> shift) & (BUCKETS - 1))
    const target = starts[bucket] as number
    starts[bucket] = target + 1
    movedWords[target] = word
    movedPlaces[target] = places[at] as number
  }
}
