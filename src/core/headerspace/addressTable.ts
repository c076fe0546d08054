// IPv6 address to class: single addresses in a hash table, everything wider by search.

import { sameWords } from './bits.ts'
import type { FieldClasses } from './fieldClasses.ts'
import { WideIntervals } from './wideIntervals.ts'

const WORDS = 4
const CHUNK = 1024

/** Numbers for the upper halves of addresses: networks of /64. */
class Networks {
  #slots = new Uint32Array(4 * 16)
  #count = 0

  /** 0 = no single address lies there. */
  find(a: number, b: number): number {
    return this.#slots[this.#slotOf(a, b) + 2] as number
  }

  add(a: number, b: number): number {
    const slot = this.#slotOf(a, b)
    const known = this.#slots[slot + 2] as number
    if (known !== 0) return known
    this.#slots.set([a, b, ++this.#count], slot)
    const number = this.#count
    if (8 * number > this.#slots.length) this.#widen()
    return number
  }

  #slotOf(a: number, b: number): number {
    const slots = this.#slots
    let slot = (4 * hashOf(a, b, 0)) & (slots.length - 1)
    while (slots[slot + 2] !== 0 && (slots[slot + 1] !== b || slots[slot] !== a)) {
      slot = (slot + 4) & (slots.length - 1)
    }
    return slot
  }

  #widen(): void {
    const before = this.#slots
    this.#slots = new Uint32Array(4 * before.length)
    for (let at = 0; at < before.length; at += 4) {
      const [a, b, number] = [before[at] as number, before[at + 1] as number, before[at + 2] as number]
      if (number !== 0) this.#slots.set([a, b, number], this.#slotOf(a, b))
    }
  }
}

export class AddressTable {
  readonly #networks = new Networks()
  /** Lower half of the address, number of its network, class + 1 (0 = free): a slot never crosses a cache line. */
  readonly #slots: Uint32Array
  /** Eight bits of the hash of each slot's address; 0 = free. */
  readonly #marks: Uint8Array
  readonly #wide: WideIntervals
  readonly #places = new Int32Array(CHUNK)

  constructor(field: FieldClasses) {
    const { starts, classes } = field
    const wide: number[] = []
    const single: number[] = []
    for (let place = 0; place < classes.length; place++) {
      if (place > 0 && isSingle(starts, place)) single.push(place)
      else if (wide.length === 0 || classes[wide.at(-1) as number] !== classes[place]) wide.push(place)
    }
    this.#wide = new WideIntervals(field, wide)
    let room = 16
    while (room < 2 * single.length) room *= 2
    this.#slots = new Uint32Array(room * WORDS)
    this.#marks = new Uint8Array(room)
    for (const place of single) this.#put(starts, place * WORDS, classes[place] as number)
  }

  #put(starts: Uint32Array, at: number, value: number): void {
    const slots = this.#slots
    const network = this.#networks.add(starts[at] as number, starts[at + 1] as number)
    const c = starts[at + 2] as number
    const d = starts[at + 3] as number
    const hash = hashOf(network, c, d)
    let slot = (WORDS * hash) & (slots.length - 1)
    while (slots[slot + 3] !== 0) slot = (slot + WORDS) & (slots.length - 1)
    this.#marks[slot / WORDS] = markOf(hash)
    slots[slot] = c
    slots[slot + 1] = d
    slots[slot + 2] = network
    slots[slot + 3] = value + 1
  }

  /** Adds class × factor to the cell of each packet; at most 1024 addresses of four words each. */
  addClasses(addresses: Uint32Array, from: number, count: number, factor: number, cells: Uint32Array): void {
    this.#probe(addresses, from, count)
    const slots = this.#slots
    const places = this.#places
    for (let packet = 0; packet < count; packet++) {
      const at = 4 * (from + packet)
      const place = places[packet] as number
      const isFound =
        place >= 0 && slots[place] === addresses[at + 2] && slots[place + 1] === addresses[at + 3]
      const value =
        isFound &&
        slots[place + 2] === this.#networks.find(addresses[at] as number, addresses[at + 1] as number)
          ? (slots[place + 3] as number) - 1
          : this.#classOf(addresses, at, place)
      cells[packet] = (cells[packet] as number) + value * factor
    }
  }

  /** Looks at the marks alone, which stay in the cache: a slot for whoever may be in the table, else -1. */
  #probe(addresses: Uint32Array, from: number, count: number): void {
    const marks = this.#marks
    const places = this.#places
    const networks = this.#networks
    const mask = marks.length - 1
    for (let packet = 0; packet < count; packet++) {
      const at = 4 * (from + packet)
      const network = networks.find(addresses[at] as number, addresses[at + 1] as number)
      const hash = hashOf(network, addresses[at + 2] as number, addresses[at + 3] as number)
      let slot = hash & mask
      while (marks[slot] !== 0 && marks[slot] !== markOf(hash)) slot = (slot + 1) & mask
      places[packet] = network === 0 || marks[slot] === 0 ? -1 : WORDS * slot
    }
  }

  #classOf(addresses: Uint32Array, at: number, first: number): number {
    const a = addresses[at] as number
    const b = addresses[at + 1] as number
    const c = addresses[at + 2] as number
    const d = addresses[at + 3] as number
    if (first >= 0) {
      const slots = this.#slots
      const network = this.#networks.find(a, b)
      for (let slot = first; slots[slot + 3] !== 0; slot = (slot + WORDS) & (slots.length - 1)) {
        if (slots[slot] === c && slots[slot + 1] === d && slots[slot + 2] === network) {
          return (slots[slot + 3] as number) - 1
        }
      }
    }
    return this.#wide.classOf(a, b, c, d)
  }
}

/** Of a slot that is taken: never 0. */
const markOf = (hash: number): number => (hash >>> 24) | 1

const hashOf = (b: number, c: number, d: number): number => {
  let hash = Math.imul(c, 0x9e3779b1) ^ Math.imul(b, 0x85ebca77) ^ d
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return hash ^ (hash >>> 13)
}

/** Whether the interval holds one address only. */
function isSingle(starts: Uint32Array, place: number): boolean {
  const [at, next] = [place * WORDS, (place + 1) * WORDS]
  const low = starts[at + 3] as number
  if (next >= starts.length || low === 0xffff_ffff || starts[next + 3] !== low + 1) return false
  return sameWords(starts, at, starts, next, WORDS - 1)
}
