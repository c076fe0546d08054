// Single IPv6 addresses: the number of their network, and within it by hash.

import { grown } from './bits.ts'
import type { Hosts } from './hosts.ts'
import { HOST_SLOT, HostTable } from './hostTable.ts'
import { type Intervals, isBefore, placeOf } from './intervals.ts'
import { NETWORK_SLOT, NetworkTable } from './networkTable.ts'
import { sortedOrder } from './radixSort.ts'
import type { SignatureStates } from './signatures.ts'
import { readWords, type Spans } from './spans.ts'

const WIDTH = 4

export class Hosts6 implements Hosts {
  readonly networks = new NetworkTable()
  /** What is told of a host is its state. */
  readonly table: HostTable
  readonly #around: Intervals
  readonly #states: SignatureStates
  readonly within: Float64Array
  counts = new Int32Array(64)
  /** Made when first asked for, after all are entered. */
  #sorted: ReturnType<Hosts['sorted']> | null = null

  constructor(most: number, around: Intervals, states: SignatureStates) {
    this.table = new HostTable(most)
    this.#around = around
    this.#states = states
    this.within = new Float64Array(states.classCount)
  }

  enter(spans: Spans, token: number): void {
    if (spans.length === 0) return
    const { slots } = this.table
    const states = this.#states
    const { starts, classes } = this.#around
    const last = classes.length - 1
    let place = placeOf(this.#around, WIDTH, spans, 0)
    // Most hosts are of the network of the one before, and in this set alone: the same steps again and again.
    let high = 0
    let low = 0
    let network = -1
    let from = -1
    let next = 0
    for (let at = 0; at < spans.length; at += 2 * WIDTH) {
      if (!isSingle(spans, at)) continue
      while (place < last && !isBefore(spans, at, starts, (place + 1) * WIDTH, WIDTH)) place++
      if (network < 0 || spans[at + 1] !== low || spans[at] !== high) {
        high = spans[at] as number
        low = spans[at + 1] as number
        network = this.networks.numberOf(high, low)
      }
      const slot = this.table.slotOf(network, spans[at + 2] as number, spans[at + 3] as number)
      let told = slots[slot + 3] as number
      if (told === 0) {
        const around = classes[place] as number
        told = states.stateOf(around) + 1
        this.within[around] = (this.within[around] as number) + 1
      } else this.counts[told - 1] = (this.counts[told - 1] as number) - 1
      if (told !== from) {
        from = told
        next = states.toggle(told - 1, token) + 1
        this.counts = grown(this.counts, next)
      }
      this.counts[next - 1] = (this.counts[next - 1] as number) + 1
      slots[slot + 3] = next
    }
  }

  stateAt(value: Uint32Array, at: number): number {
    const network = this.networks.find(value[at] as number, value[at + 1] as number)
    if (network < 0) return -1
    const slot = this.table.find(network, value[at + 2] as number, value[at + 3] as number)
    return (this.table.slots[slot + 3] as number) - 1
  }

  firstOf(state: number): bigint {
    const { starts, states } = this.sorted()
    return readWords(starts, WIDTH * states.indexOf(state), WIDTH)
  }

  sorted(): ReturnType<Hosts['sorted']> {
    this.#sorted ??= this.#sort()
    return this.#sorted
  }

  #sort(): ReturnType<Hosts['sorted']> {
    const { slots } = this.table
    const highs = highsOf(this.networks)
    const count = this.counts.reduce((sum, each) => sum + each, 0)
    const keys = new Uint32Array(count * WIDTH)
    const told = new Uint32Array(count)
    let made = 0
    for (let slot = 0; slot < slots.length; slot += HOST_SLOT) {
      if (slots[slot + 3] === 0) continue
      const network = slots[slot + 2] as number
      keys[made * WIDTH] = highs[2 * network] as number
      keys[made * WIDTH + 1] = highs[2 * network + 1] as number
      keys[made * WIDTH + 2] = slots[slot] as number
      keys[made * WIDTH + 3] = slots[slot + 1] as number
      told[made++] = (slots[slot + 3] as number) - 1
    }
    const order = sortedOrder(keys, WIDTH)
    const starts = new Uint32Array(keys.length)
    for (let at = 0; at < made; at++) {
      const from = (order[at] as number) * WIDTH
      for (let word = 0; word < WIDTH; word++) starts[at * WIDTH + word] = keys[from + word] as number
    }
    return { starts, states: order.map((place) => told[place] as number) }
  }
}

function highsOf({ slots, count }: NetworkTable): Uint32Array<ArrayBuffer> {
  const highs = new Uint32Array(2 * count)
  for (let at = 0; at < slots.length; at += NETWORK_SLOT) {
    const number = (slots[at + 2] as number) - 1
    if (number < 0) continue
    highs[2 * number] = slots[at] as number
    highs[2 * number + 1] = slots[at + 1] as number
  }
  return highs
}

/** Whether a span is one address; low words differ most. */
function isSingle(spans: Spans, at: number): boolean {
  return (
    spans[at + 3] === spans[at + 7] &&
    spans[at + 2] === spans[at + 6] &&
    spans[at + 1] === spans[at + 5] &&
    spans[at] === spans[at + 4]
  )
}
