// Single IPv6 addresses in a hash table: by the number of their network and their lower half.

import { onesUnless0 } from './bits.ts'

/** Both words of the lower half, number of the network, what is told + 1 (0 = nothing yet). */
export const HOST_SLOT = 4

/** Slots of one bucket: their marks are one word, compared all at once. Bucket × 16 is where its first slot begins. */
const BUCKET = 4

export class HostTable {
  readonly slots: Uint32Array
  /** By bucket eight bits of the hash of each slot's address; 0 = free. They stay in the cache, the slots do not. */
  readonly marks: Uint32Array
  isEmpty = true

  /** For at most so many. */
  constructor(hosts: number) {
    let room = 16
    // Hardly any bucket is full: whoever looks for an address that is not there need not go on to the next.
    while (room < 2 * hosts) room *= 2
    this.slots = new Uint32Array(room * HOST_SLOT)
    this.marks = new Uint32Array(room / BUCKET)
  }

  /** The slot of an address, or a free one. */
  find(network: number, high: number, low: number): number {
    const { slots, marks } = this
    const hash = hostHash(network, high, low)
    const mine = markOf(hash)
    const mask = marks.length - 1
    for (let bucket = hash & mask; ; bucket = (bucket + 1) & mask) {
      let word = marks[bucket] as number
      for (let each = 0; each < BUCKET; each++, word >>>= 8) {
        const at = (bucket * BUCKET + each) * HOST_SLOT
        const mark = word & 255
        if (mark === 0) return at
        if (mark === mine && slots[at + 1] === low && slots[at] === high && slots[at + 2] === network)
          return at
      }
    }
  }

  /** The slot of an address, which is noted if it was not. */
  slotOf(network: number, high: number, low: number): number {
    const { slots, marks } = this
    const slot = this.find(network, high, low)
    const bucket = slot >>> 4
    const shift = (slot & 12) << 1
    if ((((marks[bucket] as number) >>> shift) & 255) === 0) {
      this.isEmpty = false
      marks[bucket] = (marks[bucket] as number) | (markOf(hostHash(network, high, low)) << shift)
      slots[slot] = high
      slots[slot + 1] = low
      slots[slot + 2] = network
    }
    return slot
  }
}

/** Of a slot that is taken: never 0. */
const markOf = (hash: number): number => (hash >>> 24) | 1

function hostHash(network: number, high: number, low: number): number {
  let hash = Math.imul(network, 0x85ebca77) ^ Math.imul(high, 0x9e3779b1) ^ Math.imul(low, 0x27d4eb2f)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return hash ^ (hash >>> 13)
}

const [ONES, HIGHS] = [0x0101_0101, 0x8080_8080 | 0]

/**
 * Looks at the marks of one bucket alone: a slot for whoever may be in the table, else -1. Whoever meets a full bucket
 * without a mark like its own is told some slot of it. `networks`: as `findNetworks` left them.
 */
export function probeHosts(
  { marks }: HostTable,
  networkSlots: Uint32Array,
  networks: Int32Array,
  addresses: Uint32Array,
  from: number,
  count: number,
  places: Int32Array,
): void {
  const mask = marks.length - 1
  for (let packet = 0; packet < count; packet++) {
    const at = 4 * (from + packet)
    const network = networks[packet] as number
    const isNoted = ~(network >> 31)
    const number = (networkSlots[(network & isNoted) + 2] as number) - 1
    const hash = hostHash(number, addresses[at + 2] as number, addresses[at + 3] as number)
    const bucket = hash & mask
    const word = (marks[bucket] as number) | 0
    // A byte of 0 is where both are alike; its upper bit is set then, and the lowest that is set is right.
    const others = word ^ Math.imul(markOf(hash), ONES)
    const alike = (others - ONES) & ~others & HIGHS
    const slot = (bucket << 2) + (((31 - Math.clz32(alike & (0 - alike))) >>> 3) & 3)
    const isFound = (onesUnless0(alike) | onesUnless0(word >>> 24)) & isNoted
    places[packet] = ((slot << 2) & isFound) | ~isFound
  }
}
