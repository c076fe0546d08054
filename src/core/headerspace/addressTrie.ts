// IPv4 address to class in one to three loads: a table of 16 bits, then of 8, then of 8, as deep as the borders ask.

import type { FieldClasses } from './fieldClasses.ts'
import type { Intervals } from './intervals.ts'

/** Half as wide where that suffices: what is read at random had better lie in the cache. */
type Entries = Uint16Array | Int32Array

export interface AddressTrie {
  /** Below this an entry is a class, from it on the number of a block. */
  readonly classes: number
  /** By the upper 16 bits. */
  readonly top: Entries
  /** By block × 256 + 8 bits. */
  readonly blocks: Entries
}

export function addressTrie({ intervals, count }: FieldClasses): AddressTrie {
  const { starts, classes } = intervals
  const trie = new TrieBuilder(intervals, count)
  for (let place = 0; place < classes.length; place++) {
    const isLast = place === classes.length - 1
    const first = starts[place] as number
    const last = isLast ? 0xffff_ffff : (starts[place + 1] as number) - 1
    if (last - first < SHORT && first >>> 8 === last >>> 8) trie.putFew(first, last, classes[place] as number)
    else trie.put(first, last, classes[place] as number)
  }
  return trie
}

/** Adds class × factor to the cell of each packet. */
export function addClasses4(
  { classes, top, blocks }: AddressTrie,
  addresses: Uint32Array,
  from: number,
  count: number,
  factor: number,
  cells: Int32Array,
): void {
  const last = classes - 1
  for (let at = 0; at < count; at++) {
    const address = addresses[from + at] as number
    // Nobody can guess how deep an address goes: whoever is there already reads the first entry, for nothing.
    let entry = top[address >>> 16] as number
    let goes = (last - entry) >> 31
    let below = blocks[((((entry - classes) << 8) + ((address >>> 8) & 255)) | 0) & goes] as number
    entry = (below & goes) | (entry & ~goes)
    goes = (last - entry) >> 31
    below = blocks[((((entry - classes) << 8) + (address & 255)) | 0) & goes] as number
    entry = (below & goes) | (entry & ~goes)
    cells[at] = ((cells[at] as number) + Math.imul(entry, factor)) | 0
  }
}

/** Most intervals are single members of groups and the gaps between them: writing those is quicker than filling. */
const SHORT = 64

class TrieBuilder implements AddressTrie {
  readonly classes: number
  readonly top: Entries
  readonly blocks: Entries
  #used = 0

  constructor(intervals: Intervals, count: number) {
    const blocks = blocksOf(intervals)
    this.classes = count
    const Kind = count + blocks <= 1 << 16 ? Uint16Array : Int32Array
    this.top = new Kind(65536)
    this.blocks = new Kind(256 * Math.max(1, blocks))
  }

  put(first: number, last: number, value: number): void {
    const from = first >>> 16
    const to = last >>> 16
    if (from === to) this.#putIn(from, first & 0xffff, last & 0xffff, value)
    else {
      this.#putIn(from, first & 0xffff, 0xffff, value)
      this.top.fill(value, from + 1, to)
      this.#putIn(to, 0, last & 0xffff, value)
    }
  }

  /** All in one block of 256, and not all of it. */
  putFew(first: number, last: number, value: number): void {
    const base = this.#blockBelow(
      this.blocks,
      this.#blockBelow(this.top, first >>> 16) + ((first >>> 8) & 255),
    )
    for (let at = base + (first & 255); at <= base + (last & 255); at++) this.blocks[at] = value
  }

  #putIn(top: number, first: number, last: number, value: number): void {
    if (first === 0 && last === 0xffff) {
      this.top[top] = value
      return
    }
    const base = this.#blockBelow(this.top, top)
    const from = first >>> 8
    const to = last >>> 8
    if (from === to) this.#putLow(base + from, first & 255, last & 255, value)
    else {
      this.#putLow(base + from, first & 255, 255, value)
      this.blocks.fill(value, base + from + 1, base + to)
      this.#putLow(base + to, 0, last & 255, value)
    }
  }

  #putLow(at: number, first: number, last: number, value: number): void {
    if (first === 0 && last === 255) {
      this.blocks[at] = value
      return
    }
    const base = this.#blockBelow(this.blocks, at)
    this.blocks.fill(value, base + first, base + last + 1)
  }

  /** Where the block below an entry begins; what the entry held holds for all of it at first. */
  #blockBelow(entries: Entries, at: number): number {
    const entry = entries[at] as number
    if (entry >= this.classes) return (entry - this.classes) << 8
    const base = this.#used << 8
    entries[at] = this.classes + this.#used++
    this.blocks.fill(entry, base, base + 256)
    return base
  }
}

/** How many blocks the borders ask for: one for each stretch of 2^16, and of 2^8, that some border lies inside of. */
function blocksOf({ starts }: Intervals): number {
  let blocks = 0
  let middle = -1
  let low = -1
  for (let place = 0; place < starts.length; place++) {
    const start = starts[place] as number
    if ((start & 0xffff) !== 0 && start >>> 16 !== middle) {
      middle = start >>> 16
      blocks++
    }
    if ((start & 0xff) !== 0 && start >>> 8 !== low) {
      low = start >>> 8
      blocks++
    }
  }
  return blocks
}
