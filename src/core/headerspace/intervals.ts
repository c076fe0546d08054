// All values of a field as intervals of one class each: which one holds a value, and how many values a class has.

import type { Width } from './spans.ts'

export interface Intervals {
  /** First value of each interval, ascending from 0; the field's width in words each. */
  readonly starts: Uint32Array
  /** Class of each interval; neighbours differ. */
  readonly classes: Uint32Array
}

/** Place of the interval that holds the value whose words stand at `at`. */
export function placeOf(
  { starts, classes }: Intervals,
  width: Width,
  value: Uint32Array,
  at: number,
): number {
  let low = 0
  let high = classes.length
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if (isBefore(value, at, starts, middle * width, width)) high = middle
    else low = middle
  }
  return low
}

/** Of two values of so many words. */
export function isBefore(a: Uint32Array, atA: number, b: Uint32Array, atB: number, width: number): boolean {
  for (let word = 0; word < width; word++) {
    const mine = a[atA + word] as number
    const other = b[atB + word] as number
    if (mine !== other) return mine < other
  }
  return false
}

/** How many values each of `count` classes has; `size` = how many the field has. */
export function weightsOf(
  { starts, classes }: Intervals,
  width: Width,
  count: number,
  size: bigint,
): bigint[] {
  if (width === 1) return numberWeights(starts, classes, count, Number(size))
  // Word by word in doubles, which stay exact: big numbers for each of a hundred thousand intervals are slow.
  const sums = new Float64Array(count * width)
  for (let place = 0; place < classes.length; place++) {
    const mine = (classes[place] as number) * width
    const before = place === 0 ? mine : (classes[place - 1] as number) * width
    for (let word = 0; word < width; word++) {
      const start = starts[place * width + word] as number
      sums[mine + word] = (sums[mine + word] as number) - start
      if (place > 0) sums[before + word] = (sums[before + word] as number) + start
    }
  }
  const weights = Array.from({ length: count }, (_, each) => {
    let weight = 0n
    for (let word = 0; word < width; word++)
      weight = (weight << 32n) + BigInt(sums[each * width + word] as number)
    return weight
  })
  const last = classes.at(-1) as number
  weights[last] = (weights[last] as bigint) + size
  return weights
}

function numberWeights(starts: Uint32Array, classes: Uint32Array, count: number, size: number): bigint[] {
  const sums = new Float64Array(count)
  let end = size
  for (let place = classes.length - 1; place >= 0; place--) {
    const mine = classes[place] as number
    const start = starts[place] as number
    sums[mine] = (sums[mine] as number) + end - start
    end = start
  }
  return Array.from(sums, BigInt)
}
