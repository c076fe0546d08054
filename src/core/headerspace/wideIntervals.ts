// The interval of IPv6 that holds an address: by its upper 16 bits, then among those that begin with the same ones.

import type { Intervals } from './intervals.ts'

const WORDS = 4

export class WideIntervals {
  readonly #starts: Uint32Array
  readonly #classes: Uint32Array
  /** By upper 16 bits + 1 the last interval that begins with these or smaller ones. */
  readonly #lasts = new Int32Array(65537)

  /** `places` of the intervals to keep, the first of all among them; what is left out belongs to the one before. */
  constructor({ starts, classes }: Intervals, places: readonly number[]) {
    this.#starts = new Uint32Array(places.length * WORDS)
    this.#classes = new Uint32Array(places.length)
    let upper = 0
    for (const [at, place] of places.entries()) {
      this.#starts.set(starts.subarray(place * WORDS, (place + 1) * WORDS), at * WORDS)
      this.#classes[at] = classes[place] as number
      const own = (starts[place * WORDS] as number) >>> 16
      if (own > upper) this.#lasts.fill(at - 1, upper + 1, own + 1)
      upper = own
    }
    this.#lasts.fill(places.length - 1, upper + 1)
  }

  /** Adds class × factor to the cells of the first `count` packets in `sought`. */
  addClasses(
    addresses: Uint32Array,
    from: number,
    sought: Int32Array,
    count: number,
    factor: number,
    cells: Int32Array,
  ): void {
    const starts = this.#starts
    const classes = this.#classes
    const lasts = this.#lasts
    for (let each = 0; each < count; each++) {
      const packet = sought[each] as number
      const at = 4 * (from + packet)
      const upper = (addresses[at] as number) >>> 16
      let low = lasts[upper] as number
      let high = lasts[upper + 1] as number
      while (low < high) {
        const middle = (low + high + 1) >>> 1
        if (isBefore(addresses, at, starts, middle * WORDS)) high = middle - 1
        else low = middle
      }
      cells[packet] = ((cells[packet] as number) + Math.imul(classes[low] as number, factor)) | 0
    }
  }
}

function isBefore(a: Uint32Array, atA: number, b: Uint32Array, atB: number): boolean {
  if (a[atA] !== b[atB]) return (a[atA] as number) < (b[atB] as number)
  if (a[atA + 1] !== b[atB + 1]) return (a[atA + 1] as number) < (b[atB + 1] as number)
  if (a[atA + 2] !== b[atB + 2]) return (a[atA + 2] as number) < (b[atB + 2] as number)
  return (a[atA + 3] as number) < (b[atB + 3] as number)
}
