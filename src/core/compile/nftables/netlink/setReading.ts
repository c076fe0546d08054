// What the kernel holds of one set, as a number: elements are forgotten as soon as they are counted in.

import type { Element, NamedSet } from '../ast.ts'
import { digestOf, plus } from '../digest.ts'
import type { Bytes } from './bytes.ts'
import { type FoundElement, readElement } from './readElement.ts'

export interface FoundElements {
  readonly count: number
  /** As `digestOf` counts; null: something is there that no plan can have. */
  readonly digest: number | null
}

export class SetReading {
  readonly #set: NamedSet
  readonly #isTree: boolean
  #count = 0
  #digest = 0
  #isStrange = false
  /** Of a tree of borders, in which a range is two elements. */
  #borders: FoundElement[] = []

  constructor(set: NamedSet) {
    this.#set = set
    this.#isTree = set.interval === true && set.key.length === 1
  }

  take(bytes: Bytes, from: number, to: number): void {
    const found = readElement(bytes, from, to, this.#set)
    if (found === null) this.#isStrange = true
    else if (this.#isTree) this.#borders.push(found)
    else this.#add(found.element)
  }

  get found(): FoundElements {
    for (const range of this.#ranges()) this.#add(range)
    return { count: this.#count, digest: this.#isStrange ? null : this.#digest }
  }

  #add(element: Element): void {
    this.#count++
    this.#digest = plus(this.#digest, digestOf([element]))
  }

  /** From where a range begins to before the next border, or to the last address of all. */
  *#ranges(): Iterable<Element> {
    const borders = this.#borders.map((each) => ({ ...each, at: BigInt(each.element.key[0] as bigint) }))
    borders.sort((a, b) => (a.at === b.at ? Number(b.isEnd) - Number(a.isEnd) : a.at < b.at ? -1 : 1))
    this.#borders = []
    for (const [index, { at, isEnd, element }] of borders.entries()) {
      const next = borders[index + 1]
      if (isEnd) continue
      yield { ...element, key: [{ first: at, last: next === undefined ? this.#last : next.at - 1n }] }
    }
  }

  get #last(): bigint {
    return (1n << (this.#set.key[0] === 'ipv6_addr' ? 128n : 32n)) - 1n
  }
}
