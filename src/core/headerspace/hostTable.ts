// Single IPv6 addresses in a hash table: by the number of their network and their lower half.

import { onesUnless0 } from './bits.ts'

/** Both words of the lower half, number of the network, what is told + 1 (0 = nothing yet). */
export const HOST_SLOT = 4

export class HostTable {
  readonly slots: Uint32Array
  /** Eight bits of the hash of each slot's address; 0 = free. They stay in the cache, the slots do not. */
  readonly marks: Uint8Array
  isEmpty = true

  /** For at most so many. */
  constructor(hosts: number) {
    let room = 16
    while (room < 2 * hosts) room *= 2
    this.slots = new Uint32Array(room * HOST_SLOT)
    this.marks = new Uint8Array(room)
  }

  /** The slot of an address, or a free one. */
  find(network: number, high: number, low: number): number {
    const { slots, marks } = this
    const hash = hostHash(network, high, low)
    const mine = markOf(hash)
    const mask = marks.length - 1
    let slot = hash & mask
    for (let mark = marks[slot]; mark !== 0; mark = marks[slot]) {
      const at = slot * HOST_SLOT
      if (mark === mine && slots[at + 1] === low && slots[at] === high && slots[at + 2] === network) break
      slot = (slot + 1) & mask
    }
    return slot * HOST_SLOT
  }

  /** The slot of an address, which is noted if it was not. */
  slotOf(network: number, high: number, low: number): number {
    const { slots, marks } = this
    const slot = this.find(network, high, low)
    if (marks[slot / HOST_SLOT] === 0) {
      this.isEmpty = false
      marks[slot / HOST_SLOT] = markOf(hostHash(network, high, low))
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

/** Looks at the marks alone: a slot for whoever may be in the table, else -1. `networks`: as `findNetworks` left them. */
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
    const mine = markOf(hash)
    let slot = hash & mask
    let mark = marks[slot] as number
    while ((onesUnless0(mark) & onesUnless0(mark ^ mine)) !== 0) {
      slot = (slot + 1) & mask
      mark = marks[slot] as number
    }
    const isFound = onesUnless0(mark) & isNoted
    places[packet] = ((slot * HOST_SLOT) & isFound) | ~isFound
  }
}
