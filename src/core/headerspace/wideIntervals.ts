// The interval of IPv6 that holds an address: found word by word, each among even parts of those that are left.

import type { FieldClasses } from './fieldClasses.ts'

const WORDS = 4

/**
 * Intervals in order, parted by the first word of their starts, those by the second, and so on: addresses of one
 * network have most of their bits in common, so a search over all bits would compare the same ones again and again.
 */
export class WideIntervals {
  readonly #levels: readonly Level[]
  /** Of each packet that is still sought the group in the next level. */
  readonly #groups: Int32Array

  /** `places` of the intervals to keep; what is left out between them belongs to the one before. At most `most` packets at once. */
  constructor({ starts, classes }: FieldClasses, places: readonly number[], most: number) {
    this.#groups = new Int32Array(most)
    const levels = [new LevelBuilder(), new LevelBuilder(), new LevelBuilder(), new LevelBuilder()] as const
    levels[0].open()
    for (const [at, place] of places.entries()) {
      const before = at === 0 ? 0 : (classes[places[at - 1] as number] as number)
      let isNew = at === 0
      for (let word = 0; word < WORDS; word++) {
        const value = starts[place * WORDS + word] as number
        isNew ||= starts[(places[at - 1] as number) * WORDS + word] !== value
        if (!isNew) continue
        levels[word]?.add(value, before)
        levels[word + 1]?.open()
      }
    }
    const last = classes[places.at(-1) as number] as number
    this.#levels = levels.map((level) => level.finished(last))
  }

  /**
   * Adds class × factor to the cells of the first `count` packets in `sought`, which is used up. All packets go
   * through one level before any goes through the next, so that the arrays of a level are looked up once.
   */
  addClasses(
    addresses: Uint32Array,
    from: number,
    sought: Int32Array,
    count: number,
    factor: number,
    cells: Int32Array,
  ): void {
    this.#groups.fill(0, 0, count)
    let left = count
    for (const [word, level] of this.#levels.entries()) {
      if (left === 0) return
      left = descend(level, addresses, 4 * from + word, sought, this.#groups, left, factor, cells)
    }
    // Equal to the last word: the start of an interval itself.
    const { before } = this.#levels.at(-1) as Level
    for (let each = 0; each < left; each++) {
      const packet = sought[each] as number
      const own = before[(this.#groups[each] as number) + 1] as number
      cells[packet] = ((cells[packet] as number) + Math.imul(own, factor)) | 0
    }
  }
}

/** How many packets remain for the next level: their value is one of this one. */
function descend(
  { values, before, groups, shifts, parts, index }: Level,
  addresses: Uint32Array,
  offset: number,
  sought: Int32Array,
  groupOf: Int32Array,
  count: number,
  factor: number,
  cells: Int32Array,
): number {
  let left = 0
  for (let each = 0; each < count; each++) {
    const packet = sought[each] as number
    const value = addresses[offset + 4 * packet] as number
    const group = groupOf[each] as number
    const first = groups[group] as number
    const lowest = values[first] as number
    let low = first - 1
    if (value >= lowest) {
      const start = parts[group] as number
      const last = (parts[group + 1] as number) - 2
      const wanted = start + ((value - lowest) >>> (shifts[group] as number))
      const part = wanted < last ? wanted : last
      // What is sought may be the last one of the parts before.
      low = (index[part] as number) - 1
      let high = index[part + 1] as number
      while (high - low > 1) {
        const middle = (low + high) >>> 1
        if ((values[middle] as number) <= value) low = middle
        else high = middle
      }
      if (values[low] === value) {
        sought[left] = packet
        groupOf[left++] = low
        continue
      }
    }
    // All below the value that stands last and is not above.
    cells[packet] = ((cells[packet] as number) + Math.imul(before[low + 1] as number, factor)) | 0
  }
  return left
}

/** Sorted values in groups; each group is cut into even parts, of which it is known where their values begin. */
interface Level {
  readonly values: Uint32Array
  /** Class of the interval in front of each value, and of the last one: of what stands below its start. */
  readonly before: Uint32Array
  /** Where the values of each group begin; one more at the end. */
  readonly groups: Uint32Array
  /** Difference to the lowest value of the group >>> shift = part. */
  readonly shifts: Uint8Array
  /** Where the parts of each group begin in `index`; each has one more than parts. */
  readonly parts: Uint32Array
  readonly index: Uint32Array
}

class LevelBuilder {
  readonly #values: number[] = []
  readonly #before: number[] = []
  readonly #groups: number[] = []

  /** A new group begins. */
  open(): void {
    this.#groups.push(this.#values.length)
  }

  add(value: number, before: number): void {
    this.#values.push(value)
    this.#before.push(before)
  }

  finished(last: number): Level {
    const values = Uint32Array.from(this.#values)
    const groups = Uint32Array.from([...this.#groups, values.length])
    const shifts = new Uint8Array(this.#groups.length)
    const parts: number[] = []
    const index: number[] = []
    for (let group = 0; group < shifts.length; group++) {
      const [from, to] = [groups[group] as number, groups[group + 1] as number]
      const lowest = values[from] as number
      const span = (values[to - 1] as number) - lowest
      // Between one and four parts for each value.
      const shift = Math.max(0, 30 - Math.clz32(span) - (31 - Math.clz32(to - from)))
      shifts[group] = shift
      parts.push(index.length)
      let place = from
      for (let part = 0; part <= span >>> shift; part++) {
        while (place < to && ((values[place] as number) - lowest) >>> shift < part) place++
        index.push(place)
      }
      index.push(to)
    }
    parts.push(index.length)
    return {
      ...{ values, groups, shifts },
      before: Uint32Array.from([...this.#before, last]),
      parts: Uint32Array.from(parts),
      index: Uint32Array.from(index),
    }
  }
}
