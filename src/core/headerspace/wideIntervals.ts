// The interval of IPv6 that holds an address: the first 53 bits by search, the next 53 by a table of buckets.

import type { FieldClasses } from './fieldClasses.ts'

const WORDS = 4

/** Intervals in order; their starts are compared 53 bits at a time, as numbers. */
export class WideIntervals {
  readonly #heads: Float64Array
  /** Where the intervals of each head begin; one more at the end. */
  readonly #groups: Uint32Array
  readonly #middles: Float64Array
  readonly #tails: Uint32Array
  readonly #classes: Uint32Array
  readonly #buckets: readonly Buckets[]

  /** `places` of the intervals to keep; what is left out between them belongs to the one before. */
  constructor({ starts, classes }: FieldClasses, places: readonly number[]) {
    const word = (place: number, at: number): number => starts[place * WORDS + at] as number
    const heads: number[] = []
    const groups: number[] = []
    for (const [at, place] of places.entries()) {
      const head = headOf(word(place, 0), word(place, 1))
      if (heads.at(-1) === head) continue
      heads.push(head)
      groups.push(at)
    }
    groups.push(places.length)
    this.#heads = Float64Array.from(heads)
    this.#groups = Uint32Array.from(groups)
    this.#middles = Float64Array.from(places, (place) =>
      middleOf(word(place, 1), word(place, 2), word(place, 3)),
    )
    this.#tails = Uint32Array.from(places, (place) => word(place, 3))
    this.#classes = Uint32Array.from(places, (place) => classes[place] as number)
    this.#buckets = heads.map((_, group) =>
      bucketsOf(this.#middles, groups[group] as number, groups[group + 1] as number),
    )
  }

  classOf(a: number, b: number, c: number, d: number): number {
    const head = headOf(a, b)
    const group = lastNotAbove(this.#heads, head, 0, this.#heads.length)
    if (this.#heads[group] !== head) return this.#classes[(this.#groups[group + 1] as number) - 1] as number
    const start = this.#groups[group] as number
    const middle = middleOf(b, c, d)
    const { index, lowest, scale } = this.#buckets[group] as Buckets
    const bucket = bucketAt(middle, lowest, scale, index.length - 1)
    const middles = this.#middles
    // What is sought may be the last one of the parts before.
    const from = Math.max(start, (index[bucket] as number) - 1)
    let place = lastNotAbove(middles, middle, from, index[bucket + 1] as number)
    // Where even these agree, only the last bits are left; what lies below the whole group belongs to the one before.
    while (place >= start && (middles[place] as number) >= middle) {
      if (middles[place] === middle && (this.#tails[place] as number) <= d) break
      place--
    }
    return this.#classes[place] as number
  }
}

const headOf = (a: number, b: number): number => a * 2 ** 21 + (b >>> 11)
const middleOf = (b: number, c: number, d: number): number =>
  ((b & 2047) * 2 ** 32 + c) * 2 ** 10 + (d >>> 22)

/** Sorted numbers cut into even parts: those of part `n` stand from `index[n]` to `index[n + 1]`. */
interface Buckets {
  readonly index: Uint32Array
  readonly lowest: number
  readonly scale: number
}

function bucketsOf(sorted: Float64Array, from: number, to: number): Buckets {
  const lowest = sorted[from] as number
  const span = (sorted[to - 1] as number) - lowest
  const count = span === 0 ? 1 : 4 * (to - from)
  const scale = span === 0 ? 0 : count / span
  const index = new Uint32Array(count + 1)
  let place = from
  for (let bucket = 0; bucket < count; bucket++) {
    while (place < to && bucketAt(sorted[place] as number, lowest, scale, count) < bucket) place++
    index[bucket] = place
  }
  index[count] = to
  return { index, lowest, scale }
}

function bucketAt(value: number, lowest: number, scale: number, count: number): number {
  const bucket = Math.floor((value - lowest) * scale)
  return bucket < 0 ? 0 : bucket >= count ? count - 1 : bucket
}

function lastNotAbove(sorted: Float64Array, value: number, from: number, to: number): number {
  let low = from
  let high = to
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] as number) <= value) low = middle
    else high = middle
  }
  return low
}
