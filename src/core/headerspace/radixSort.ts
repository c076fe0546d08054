// Order of many long keys: a radix sort from the lowest digit, which skips the digits that are all the same.

import type { Width } from './spans.ts'

const DIGIT_BITS = 11
const BUCKETS = 1 << DIGIT_BITS
const SHIFTS = [0, DIGIT_BITS, 2 * DIGIT_BITS] as const

/** Places of the keys (`width` words each, high word first) in ascending order; equal keys keep their order. */
export function sortedOrder(keys: Uint32Array, width: Width): Uint32Array {
  const count = keys.length / width
  let order = new Uint32Array(count)
  for (let place = 0; place < count; place++) order[place] = place
  let spare = new Uint32Array(count)
  const starts = new Uint32Array(BUCKETS)
  for (let word = width - 1; word >= 0; word--) {
    for (const shift of SHIFTS) {
      if (!countDigits(keys, width, word, shift, starts)) continue
      spread(keys, width, word, shift, starts, order, spare)
      const sorted = spare
      spare = order
      order = sorted
    }
  }
  return order
}

/** Leaves in `starts` where each bucket begins; false when all keys fall into one bucket. */
function countDigits(
  keys: Uint32Array,
  width: Width,
  word: number,
  shift: number,
  starts: Uint32Array,
): boolean {
  starts.fill(0)
  for (let at = word; at < keys.length; at += width) {
    const digit = ((keys[at] as number) >>> shift) & (BUCKETS - 1)
    starts[digit] = (starts[digit] as number) + 1
  }
  const count = keys.length / width
  let sum = 0
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    const size = starts[bucket] as number
    if (size === count) return false
    starts[bucket] = sum
    sum += size
  }
  return true
}

function spread(
  keys: Uint32Array,
  width: Width,
  word: number,
  shift: number,
  starts: Uint32Array,
  from: Uint32Array,
  to: Uint32Array,
): void {
  for (let at = 0; at < from.length; at++) {
    const place = from[at] as number
    const digit = ((keys[place * width + word] as number) >>> shift) & (BUCKETS - 1)
    const target = starts[digit] as number
    starts[digit] = target + 1
    to[target] = place
  }
}
