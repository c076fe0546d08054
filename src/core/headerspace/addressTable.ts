// IPv6 address to class: single addresses in a hash table, everything wider by search.

import { sameWords } from './bits.ts'
import type { FieldClasses } from './fieldClasses.ts'
import { WideIntervals } from './wideIntervals.ts'

const WORDS = 4
const CHUNK = 1024
/** Address, class + 1 (0 = free), and room so that a slot never crosses a cache line. */
const SLOT = 8

export class AddressTable {
  readonly #slots: Uint32Array
  /** Eight bits of the hash of each slot's address; 0 = free. They stay in the cache, the slots do not. */
  readonly #marks: Uint8Array
  readonly #wide: WideIntervals
  readonly #places = new Int32Array(CHUNK)
  readonly #missed = new Int32Array(CHUNK)

  constructor(field: FieldClasses) {
    const { starts, classes } = field
    const wide: number[] = []
    const single: number[] = []
    for (let place = 0; place < classes.length; place++) {
      if (place > 0 && isSingle(starts, place)) single.push(place)
      else if (wide.length === 0 || classes[wide.at(-1) as number] !== classes[place]) wide.push(place)
    }
    this.#wide = new WideIntervals(field, wide, CHUNK)
    let room = 16
    while (room < 2 * single.length) room *= 2
    this.#slots = new Uint32Array(room * SLOT)
    this.#marks = new Uint8Array(room)
    for (const place of single) this.#put(starts, place * WORDS, classes[place] as number)
  }

  #put(starts: Uint32Array, at: number, value: number): void {
    const [a, b] = [starts[at] as number, starts[at + 1] as number]
    const [c, d] = [starts[at + 2] as number, starts[at + 3] as number]
    const hash = hashOf(a, b, c, d)
    const mask = this.#marks.length - 1
    let slot = hash & mask
    while (this.#marks[slot] !== 0) slot = (slot + 1) & mask
    this.#marks[slot] = markOf(hash)
    const slots = this.#slots
    slots[slot * SLOT] = a
    slots[slot * SLOT + 1] = b
    slots[slot * SLOT + 2] = c
    slots[slot * SLOT + 3] = d
    slots[slot * SLOT + 4] = value + 1
  }

  /** Adds class × factor to the cell of each packet; at most 1024 addresses of four words each. */
  addClasses(addresses: Uint32Array, from: number, count: number, factor: number, cells: Int32Array): void {
    this.#probe(addresses, from, count)
    const missed = addFound(this.#slots, this.#places, addresses, from, count, factor, cells, this.#missed)
    let wide = 0
    for (let each = 0; each < missed; each++) {
      const packet = this.#missed[each] as number
      const place = this.#places[packet] as number
      const slot = place < 0 ? -1 : this.#find(addresses, 4 * (from + packet), place)
      if (slot < 0) this.#missed[wide++] = packet
      else
        cells[packet] =
          ((cells[packet] as number) + Math.imul((this.#slots[slot + 4] as number) - 1, factor)) | 0
    }
    this.#wide.addClasses(addresses, from, this.#missed, wide, factor, cells)
  }

  /** Looks at the marks alone: a slot for whoever may be in the table, else -1. */
  #probe(addresses: Uint32Array, from: number, count: number): void {
    const marks = this.#marks
    const places = this.#places
    const mask = marks.length - 1
    for (let packet = 0; packet < count; packet++) {
      const at = 4 * (from + packet)
      const hash = hashOf(
        addresses[at] as number,
        addresses[at + 1] as number,
        addresses[at + 2] as number,
        addresses[at + 3] as number,
      )
      const mine = markOf(hash)
      let slot = hash & mask
      let mark = marks[slot] as number
      while (mark !== 0 && mark !== mine) {
        slot = (slot + 1) & mask
        mark = marks[slot] as number
      }
      places[packet] = mark === 0 ? -1 : slot * SLOT
    }
  }

  /** From a slot with the same mark and another address on; -1 = nowhere. */
  #find(addresses: Uint32Array, at: number, first: number): number {
    const slots = this.#slots
    for (let slot = first; slots[slot + 4] !== 0; slot = (slot + SLOT) & (slots.length - 1)) {
      if (sameWords(slots, slot, addresses, at, WORDS)) return slot
    }
    return -1
  }
}

/** How many packets are not in the slot that they were told; those go to `missed`. Calls nothing, for the sake of speed. */
function addFound(
  slots: Uint32Array,
  places: Int32Array,
  addresses: Uint32Array,
  from: number,
  count: number,
  factor: number,
  cells: Int32Array,
  missed: Int32Array,
): number {
  let misses = 0
  for (let packet = 0; packet < count; packet++) {
    const at = 4 * (from + packet)
    const place = places[packet] as number
    if (
      place >= 0 &&
      slots[place + 3] === addresses[at + 3] &&
      slots[place + 2] === addresses[at + 2] &&
      slots[place + 1] === addresses[at + 1] &&
      slots[place] === addresses[at]
    ) {
      const value = (slots[place + 4] as number) - 1
      cells[packet] = ((cells[packet] as number) + Math.imul(value, factor)) | 0
    } else missed[misses++] = packet
  }
  return misses
}

/** Of a slot that is taken: never 0. */
const markOf = (hash: number): number => (hash >>> 24) | 1

function hashOf(a: number, b: number, c: number, d: number): number {
  let hash =
    Math.imul(a, 0x85ebca77) ^ Math.imul(b, 0xc2b2ae3d) ^ Math.imul(c, 0x9e3779b1) ^ Math.imul(d, 0x27d4eb2f)
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
