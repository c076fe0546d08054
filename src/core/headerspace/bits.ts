// Bit sets in words of 32: visit, count, hash, grow.

/** Number of the lowest bit that is set; `word` is not 0. */
export const lowestBit = (word: number): number => 31 - Math.clz32(word & -word)

export const wordsFor = (count: number): number => (count + 31) >>> 5

export const hasBit = (bits: Uint32Array, place: number): boolean =>
  (((bits[place >>> 5] as number) >>> (place & 31)) & 1) === 1

export function setBit(bits: Uint32Array, place: number): void {
  bits[place >>> 5] = (bits[place >>> 5] as number) | (1 << (place & 31))
}

/** Calls back with each place that is set in `bits[from … from + words)`, ascending. */
export function eachBit(
  bits: Uint32Array,
  from: number,
  words: number,
  visit: (place: number) => void,
): void {
  for (let word = 0; word < words; word++) {
    for (let rest = bits[from + word] as number; rest !== 0; rest &= rest - 1) {
      visit((word << 5) + lowestBit(rest))
    }
  }
}

/** Spreads the bits of a number; the same number always gives the same result. */
export function mix(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}

export function hashWords(words: Uint32Array, from: number, count: number): number {
  let hash = count
  for (let at = from; at < from + count; at++) {
    hash = Math.imul(hash ^ (words[at] as number), 0x9e3779b1)
    hash ^= hash >>> 15
  }
  return hash
}

export function sameWords(
  a: Uint32Array,
  fromA: number,
  b: Uint32Array,
  fromB: number,
  count: number,
): boolean {
  for (let at = 0; at < count; at++) if (a[fromA + at] !== b[fromB + at]) return false
  return true
}

/** Both equally long. */
export function haveCommon(a: Uint32Array, b: Uint32Array): boolean {
  for (let word = 0; word < a.length; word++)
    if (((a[word] as number) & (b[word] as number)) !== 0) return true
  return false
}

/**
 * All ones unless the number is 0. Where numbers of packets are drawn at random a branch is guessed wrong half the time,
 * which takes longer than everything else; with masks nothing has to be guessed.
 */
export const onesUnless0 = (value: number): number => (value | (0 - value)) >> 31

/** At least `size` long, with what `array` held. */
export function grown<T extends Uint32Array | Int32Array | Int16Array>(array: T, size: number): T {
  if (size <= array.length) return array
  const Kind = array.constructor as new (length: number) => T
  const larger = new Kind(Math.max(size, 2 * array.length))
  larger.set(array)
  return larger
}

/** Numbers equal rows of words alike. */
export class RowInterner {
  readonly #words: number
  /** Place + 1 of a row by its hash; 0 = free. */
  #table = new Int32Array(64)
  #hashes = new Int32Array(32)
  rows: Uint32Array
  count = 0

  constructor(words: number) {
    this.#words = words
    this.rows = new Uint32Array(16 * words)
  }

  /** The place of the row that stands at `from` in `source`. */
  add(source: Uint32Array, from = 0): number {
    const words = this.#words
    const hash = mix(hashWords(source, from, words))
    const mask = this.#table.length - 1
    let slot = hash & mask
    for (let found = this.#table[slot] as number; found !== 0; found = this.#table[slot] as number) {
      const place = found - 1
      if (this.#hashes[place] === hash && sameWords(this.rows, place * words, source, from, words))
        return place
      slot = (slot + 1) & mask
    }
    const place = this.count++
    this.rows = grown(this.rows, this.count * words)
    for (let word = 0; word < words; word++) this.rows[place * words + word] = source[from + word] as number
    this.#hashes = grown(this.#hashes, this.count)
    this.#hashes[place] = hash
    this.#table[slot] = place + 1
    if (2 * this.count > mask) this.#widen()
    return place
  }

  #widen(): void {
    const table = new Int32Array(4 * this.#table.length)
    for (let place = 0; place < this.count; place++) {
      let slot = (this.#hashes[place] as number) & (table.length - 1)
      while (table[slot] !== 0) slot = (slot + 1) & (table.length - 1)
      table[slot] = place + 1
    }
    this.#table = table
  }
}
