// IPv4 address to class in one to three loads: a table of 16 bits, then of 8, then of 8, as deep as the borders ask.

import type { FieldClasses } from './fieldClasses.ts'

export interface AddressTrie {
  /** By the upper 16 bits: a class, or ~block. */
  readonly top: Int32Array
  /** By block × 256 + 8 bits: a class, or ~block. */
  readonly blocks: Int32Array
}

export function addressTrie({ starts, classes }: FieldClasses): AddressTrie {
  const trie = new TrieBuilder(classes.length)
  for (let place = 0; place < classes.length; place++) {
    const isLast = place === classes.length - 1
    const first = starts[place] as number
    const last = isLast ? 0xffff_ffff : (starts[place + 1] as number) - 1
    if (last - first < SHORT && first >>> 8 === last >>> 8) trie.putFew(first, last, classes[place] as number)
    else trie.put(first, last, classes[place] as number)
  }
  return trie.finished()
}

/** Most intervals are single members of groups and the gaps between them: writing those is quicker than filling. */
const SHORT = 64

class TrieBuilder {
  readonly #top = new Int32Array(65536)
  #blocks: Int32Array
  #count = 0

  constructor(intervals: number) {
    this.#blocks = new Int32Array(256 * Math.max(64, intervals >>> 6))
  }

  put(first: number, last: number, value: number): void {
    const [from, to] = [first >>> 16, last >>> 16]
    if (from === to) this.#putIn(from, first & 0xffff, last & 0xffff, value)
    else {
      this.#putIn(from, first & 0xffff, 0xffff, value)
      this.#top.fill(value, from + 1, to)
      this.#putIn(to, 0, last & 0xffff, value)
    }
  }

  /** All in one block of 256, and not all of it. */
  putFew(first: number, last: number, value: number): void {
    const base = this.#lowBlock(this.#middleBlock(first >>> 16) + ((first >>> 8) & 255))
    for (let at = base + (first & 255); at <= base + (last & 255); at++) this.#blocks[at] = value
  }

  finished(): AddressTrie {
    return { top: this.#top, blocks: this.#blocks.subarray(0, Math.max(1, this.#count) * 256) }
  }

  #putIn(top: number, first: number, last: number, value: number): void {
    if (first === 0 && last === 0xffff) {
      this.#top[top] = value
      return
    }
    const base = this.#middleBlock(top)
    const [from, to] = [first >>> 8, last >>> 8]
    if (from === to) this.#putLow(base + from, first & 255, last & 255, value)
    else {
      this.#putLow(base + from, first & 255, 255, value)
      this.#blocks.fill(value, base + from + 1, base + to)
      this.#putLow(base + to, 0, last & 255, value)
    }
  }

  #putLow(at: number, first: number, last: number, value: number): void {
    if (first === 0 && last === 255) {
      this.#blocks[at] = value
      return
    }
    const base = this.#lowBlock(at)
    this.#blocks.fill(value, base + first, base + last + 1)
  }

  /** Where the block below an entry begins; what the entry held holds for all of it at first. */
  #middleBlock(top: number): number {
    const entry = this.#top[top] as number
    if (entry < 0) return ~entry * 256
    const block = this.#newBlock(entry)
    this.#top[top] = ~block
    return block * 256
  }

  #lowBlock(at: number): number {
    const entry = this.#blocks[at] as number
    if (entry < 0) return ~entry * 256
    const block = this.#newBlock(entry)
    this.#blocks[at] = ~block
    return block * 256
  }

  #newBlock(value: number): number {
    const block = this.#count++
    if (this.#count * 256 > this.#blocks.length) {
      const larger = new Int32Array(2 * this.#blocks.length)
      larger.set(this.#blocks)
      this.#blocks = larger
    }
    this.#blocks.fill(value, block * 256, this.#count * 256)
    return block
  }
}
