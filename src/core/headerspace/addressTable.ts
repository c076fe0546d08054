// IPv6 address to class: the network by its upper half, single addresses within it by hash, everything else by search.

import { onesUnless0 } from './bits.ts'
import type { Hosted } from './hostedClasses.ts'
import type { Hosts6 } from './hosts6.ts'
import { HOST_SLOT, type HostTable, probeHosts } from './hostTable.ts'
import { type Intervals, placeOf } from './intervals.ts'
import { findNetworks, NETWORK_SLOT, type NetworkTable } from './networkTable.ts'
import { WideIntervals } from './wideIntervals.ts'

const WIDTH = 4
const ALL_ONES = 0xffff_ffff

/** Takes the hosts over, and tells their classes; at most `most` packets are looked up at once. */
export function addressTable({ around, hosts, states }: Hosted<Hosts6>, most: number): AddressTable {
  const { networks, table } = hosts
  for (let slot = 3; slot < table.slots.length; slot += HOST_SLOT) {
    const told = table.slots[slot] as number
    if (told !== 0) table.slots[slot] = states.classOf(told - 1) + 1
  }
  classNetworks(networks, around)
  const wide = new WideIntervals(around, keptIntervals(around, networks))
  return new AddressTable(networks, table.isEmpty ? null : table, wide, most)
}

/** Notes with each network the class of all of it, hosts apart, where that is one class. */
function classNetworks(networks: NetworkTable, around: Intervals): void {
  const { slots } = networks
  const end = Uint32Array.of(0, 0, ALL_ONES, ALL_ONES)
  for (let slot = 0; slot < slots.length; slot += NETWORK_SLOT) {
    if (slots[slot + 2] === 0) continue
    end[0] = slots[slot] as number
    end[1] = slots[slot + 1] as number
    const last = placeOf(around, WIDTH, end, 0)
    const code = around.classes[last] as number
    if (beginsIn(around, last, end)) continue
    slots[slot + 3] = code + 1
  }
}

/** Whether an interval begins within the network that `end` is the end of, and not with it: there is another class then. */
function beginsIn({ starts }: Intervals, place: number, end: Uint32Array): boolean {
  const at = place * WIDTH
  if (starts[at] !== end[0] || starts[at + 1] !== end[1]) return false
  return starts[at + 2] !== 0 || starts[at + 3] !== 0
}

/** Places of intervals that are not just one network; those that are, are noted with their class. */
function keptIntervals({ starts, classes }: Intervals, networks: NetworkTable): number[] {
  const kept: number[] = []
  for (let place = 0; place < classes.length; place++) {
    if (place > 0 && isNetwork(starts, place)) {
      const high = starts[place * WIDTH] as number
      const low = starts[place * WIDTH + 1] as number
      networks.numberOf(high, low)
      networks.setClass(high, low, classes[place] as number)
    } else if (kept.length === 0 || classes[kept.at(-1) as number] !== classes[place]) kept.push(place)
  }
  return kept
}

function isNetwork(starts: Uint32Array, place: number): boolean {
  const at = place * WIDTH
  const next = at + WIDTH
  if (next >= starts.length || starts[at + 1] === ALL_ONES) return false
  if (starts[at + 2] !== 0 || starts[at + 3] !== 0 || starts[next + 2] !== 0 || starts[next + 3] !== 0)
    return false
  return starts[next] === starts[at] && starts[next + 1] === (starts[at + 1] as number) + 1
}

class AddressTable {
  readonly #networks: Uint32Array
  readonly #hosts: HostTable | null
  readonly #wide: WideIntervals
  readonly #networkOf: Int32Array
  readonly #places: Int32Array
  readonly #missed: Int32Array

  /** `hosts`: null = there are none. */
  constructor(networks: NetworkTable, hosts: HostTable | null, wide: WideIntervals, most: number) {
    this.#networks = networks.slots
    this.#hosts = hosts
    this.#wide = wide
    this.#networkOf = new Int32Array(most)
    this.#places = new Int32Array(most).fill(-1)
    this.#missed = new Int32Array(most)
  }

  /** Adds class × factor to the cell of each packet; addresses have four words each. */
  addClasses(addresses: Uint32Array, from: number, count: number, factor: number, cells: Int32Array): void {
    const [networks, networkOf, places, missed] = [
      this.#networks,
      this.#networkOf,
      this.#places,
      this.#missed,
    ]
    findNetworks(networks, addresses, from, count, networkOf)
    const hosts = this.#hosts
    if (hosts !== null) probeHosts(hosts, networks, networkOf, addresses, from, count, places)
    const slots = hosts === null ? NO_SLOTS : hosts.slots
    let wide = addFound(slots, networks, places, networkOf, addresses, from, count, factor, cells, missed)
    if (hosts !== null) wide = this.#addOthers(hosts, addresses, from, wide, factor, cells)
    this.#wide.addClasses(addresses, from, missed, wide, factor, cells)
  }

  /** Of those that missed: whoever met another address with the same mark. Gives how many are left. */
  #addOthers(
    hosts: HostTable,
    addresses: Uint32Array,
    from: number,
    count: number,
    factor: number,
    cells: Int32Array,
  ): number {
    let left = 0
    for (let each = 0; each < count; each++) {
      const packet = this.#missed[each] as number
      const place = this.#places[packet] as number
      const network = this.#networkOf[packet] as number
      let told = 0
      if (place >= 0) {
        const number = (this.#networks[network + 2] as number) - 1
        const at = 4 * (from + packet)
        const slot = hosts.find(number, addresses[at + 2] as number, addresses[at + 3] as number)
        told = (hosts.slots[slot + 3] as number) || (this.#networks[network + 3] as number)
      }
      if (told === 0) this.#missed[left++] = packet
      else cells[packet] = ((cells[packet] as number) + Math.imul(told - 1, factor)) | 0
    }
    return left
  }
}

const NO_SLOTS = new Uint32Array(HOST_SLOT)

/** How many packets are neither in the slot that they were told nor of a network of one class; those go to `missed`. */
function addFound(
  slots: Uint32Array,
  networks: Uint32Array,
  places: Int32Array,
  networkOf: Int32Array,
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
    const network = networkOf[packet] as number
    const maybeHost = ~(place >> 31)
    const isNoted = ~(network >> 31)
    // Whoever has no slot is compared with some other one, for nothing.
    const slot = place & maybeHost
    const inNetwork = network & isNoted
    const isOther = onesUnless0(
      ((slots[slot + 1] as number) ^ (addresses[at + 3] as number)) |
        ((slots[slot] as number) ^ (addresses[at + 2] as number)) |
        ((slots[slot + 2] as number) ^ ((networks[inNetwork + 2] as number) - 1)),
    )
    const ofHost = (slots[slot + 3] as number) & ~isOther
    const ofNetwork = (networks[inNetwork + 3] as number) & isNoted
    const told = (ofHost & maybeHost) | (ofNetwork & ~maybeHost)
    const isMissed = ~onesUnless0(told)
    cells[packet] = ((cells[packet] as number) + (Math.imul(told - 1, factor) & ~isMissed)) | 0
    missed[misses] = packet
    misses -= isMissed
  }
  return misses
}
