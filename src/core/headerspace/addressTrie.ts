// IPv4 address to class in one to three loads: a table of 16 bits, then of 8, then of 8, as deep as the borders ask.

import type { FieldClasses } from './fieldClasses.ts'

export interface AddressTrie {
  /** By the upper 16 bits: a class, or ~block. */
  readonly top: Int32Array
  /** By block × 256 + 8 bits: a class, or ~block. */
  readonly blocks: Int32Array
}

export function addressTrie({ starts, classes }: FieldClasses): AddressTrie {
  const trie = new TrieBuilder()
  for (let place = 0; place < classes.length; place++) {
    const isLast = place === classes.length - 1
    const last = isLast ? 0xffff_ffff : (starts[place + 1] as number) - 1
    trie.put(starts[place] as number, last, classes[place] as number)
  }
  return trie.finished()
}

class TrieBuilder {
  readonly #top = new Int32Array(65536)
  #blocks = new Int32Array(64 * 256)
  #count = 0

  put(first: number, last: number, value: number): void {
    const [from, to] = [first >>> 16, last >>> 16]
    if (from === to) this.#putIn(from, first & 0xffff, last & 0xffff, value)
    else {
      this.#putIn(from, first & 0xffff, 0xffff, value)
      this.#top.fill(value, from + 1, to)
      this.#putIn(to, 0, last & 0xffff, value)
    }
  }

  finished(): AddressTrie {
    return { top: this.#top, blocks: this.#blocks.slice(0, Math.max(1, this.#count) * 256) }
  }

  #putIn(top: number, first: number, last: number, value: number): void {
    if (first === 0 && last === 0xffff) {
      this.#top[top] = value
      return
    }
    let entry = this.#top[top] as number
    if (entry >= 0) {
      entry = ~this.#newBlock(entry)
      this.#top[top] = entry
    }
    const base = ~entry * 256
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
    let entry = this.#blocks[at] as number
    if (entry >= 0) {
      entry = ~this.#newBlock(entry)
      this.#blocks[at] = entry
    }
    const base = ~entry * 256
    this.#blocks.fill(value, base + first, base + last + 1)
  }

  #newBlock(value: number): number {
    const block = this.#count++
    if (this.#count * 256 > this.#blocks.length) {
      const larger = new Int32Array(2 * this.#blocks.length)
      larger.set(this.#blocks)
      this.#blocks = larger
    }
    this.#blocks.fill(value, block * 256, (block + 1) * 256)
    return block
  }
}
