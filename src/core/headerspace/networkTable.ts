// Upper halves of IPv6 addresses, numbered: a subnet is a /64, so that few of them hold all single addresses.

import { onesUnless0 } from './bits.ts'

/** Both words, number + 1 (0 = free), class + 1 of all that is no single address (0 = there are several). */
export const NETWORK_SLOT = 4

export class NetworkTable {
  slots = new Uint32Array(64 * NETWORK_SLOT)
  count = 0

  /** -1: it is not noted. */
  find(high: number, low: number): number {
    return (this.slots[this.#slotOf(high, low) + 2] as number) - 1
  }

  /** The number of a network, which is noted if it was not; numbers are given as they are met. */
  numberOf(high: number, low: number): number {
    const slot = this.#slotOf(high, low)
    const known = this.slots[slot + 2] as number
    if (known !== 0) return known - 1
    this.slots[slot] = high
    this.slots[slot + 1] = low
    this.slots[slot + 2] = ++this.count
    // Hardly any slot is taken by another network: whoever looks for one that is not there stops at once.
    if (4 * this.count * NETWORK_SLOT > this.slots.length) this.#widen()
    return this.count - 1
  }

  /** Of a network that is noted. */
  setClass(high: number, low: number, value: number): void {
    this.slots[this.#slotOf(high, low) + 3] = value + 1
  }

  #slotOf(high: number, low: number): number {
    const { slots } = this
    let slot = networkHash(high, low) & (slots.length - NETWORK_SLOT)
    while (slots[slot + 2] !== 0 && (slots[slot] !== high || slots[slot + 1] !== low))
      slot = (slot + NETWORK_SLOT) & (slots.length - NETWORK_SLOT)
    return slot
  }

  #widen(): void {
    const before = this.slots
    this.slots = new Uint32Array(4 * before.length)
    for (let at = 0; at < before.length; at += NETWORK_SLOT) {
      if (before[at + 2] === 0) continue
      const slot = this.#slotOf(before[at] as number, before[at + 1] as number)
      for (let word = 0; word < NETWORK_SLOT; word++) this.slots[slot + word] = before[at + word] as number
    }
  }
}

/** For each packet the slot of its network, -1 where it is not noted. */
export function findNetworks(
  slots: Uint32Array,
  addresses: Uint32Array,
  from: number,
  count: number,
  found: Int32Array,
): void {
  const mask = slots.length - NETWORK_SLOT
  for (let packet = 0; packet < count; packet++) {
    const at = 4 * (from + packet)
    const high = addresses[at] as number
    const low = addresses[at + 1] as number
    let slot = networkHash(high, low) & mask
    let taken = onesUnless0(slots[slot + 2] as number)
    let isOther = onesUnless0(((slots[slot] as number) ^ high) | ((slots[slot + 1] as number) ^ low))
    // Nearly never: slots are four times as many as networks.
    while ((taken & isOther) !== 0) {
      slot = (slot + NETWORK_SLOT) & mask
      taken = onesUnless0(slots[slot + 2] as number)
      isOther = onesUnless0(((slots[slot] as number) ^ high) | ((slots[slot + 1] as number) ^ low))
    }
    found[packet] = (slot & taken) | ~taken
  }
}

function networkHash(high: number, low: number): number {
  let hash = Math.imul(high, 0x85ebca77) ^ Math.imul(low, 0x9e3779b1)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return hash ^ (hash >>> 13)
}
