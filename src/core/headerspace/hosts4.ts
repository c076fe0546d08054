// Single IPv4 addresses in blocks of 256: members of groups are neighbours, so that one after the other is at hand.

import { grown } from './bits.ts'
import type { Hosts } from './hosts.ts'
import { type Intervals, placeOf } from './intervals.ts'
import type { SignatureStates } from './signatures.ts'
import type { Spans } from './spans.ts'

const BLOCK = 256
const MOST = 0xffff
/** Blocks with fewer hosts than this, all together, are not worth their room. */
const HOSTS_PER_BLOCK = 4

export class Hosts4 implements Hosts {
  /** By the upper 16 bits the number of their block, in which stands by 8 more bits the number of theirs; 0 = none. */
  readonly #top = new Uint16Array(65536)
  /** Of each address its state + 1; 0 = no host. What is never touched costs nothing. */
  readonly #blocks: Uint16Array
  #used = 1
  #isSparse = false
  /** For each state the first host that ever had it. */
  #firsts = new Uint32Array(64).fill(0xffff_ffff)
  readonly #around: Intervals
  readonly #states: SignatureStates
  readonly within: Float64Array
  counts = new Int32Array(64)

  constructor(most: number, around: Intervals, states: SignatureStates) {
    const room = Math.min(MOST, Math.max(1024, Math.ceil(most / HOSTS_PER_BLOCK)))
    this.#blocks = new Uint16Array(BLOCK * room)
    this.#around = around
    this.#states = states
    this.within = new Float64Array(states.classCount)
  }

  /** So few stand near each other that blocks are no good, or they are of too many kinds: some are left out then. */
  get isSparse(): boolean {
    return this.#isSparse
  }

  /** Reads fields once and calls nothing where it can: most of its work is done before it is compiled well. */
  enter(spans: Spans, token: number): void {
    if (spans.length === 0) return
    const top = this.#top
    const blocks = this.#blocks
    const within = this.within
    const states = this.#states
    const { starts, classes } = this.#around
    const last = classes.length - 1
    let place = placeOf(this.#around, 1, spans, 0)
    let around = classes[place] as number
    let outside = states.stateOf(around) + 1
    // Most hosts are in this set alone: the same step again and again, from one state + 1 to another.
    let from = 0
    let next = 0
    let run = 0
    for (let at = 0; at < spans.length; at += 2) {
      const address = spans[at] as number
      if (address !== spans[at + 1]) continue
      if (place < last && (starts[place + 1] as number) <= address) {
        do place++
        while (place < last && (starts[place + 1] as number) <= address)
        around = classes[place] as number
        outside = states.stateOf(around) + 1
      }
      let block = blocks[((top[address >>> 16] as number) << 8) + ((address >>> 8) & 255)] as number
      if (block === 0) {
        block = this.#newBlock(address)
        if (this.#isSparse) return
      }
      const slot = (block << 8) + (address & 255)
      let told = blocks[slot] as number
      if (told === 0) {
        told = outside
        within[around] = (within[around] as number) + 1
      } else this.counts[told - 1] = (this.counts[told - 1] as number) - 1
      if (told !== from) {
        if (run > 0) this.#count(next - 1, run)
        run = 0
        from = told
        next = states.toggle(told - 1, token) + 1
        this.#meet(next - 1, address)
      }
      run++
      blocks[slot] = next
    }
    if (run > 0) this.#count(next - 1, run)
  }

  #count(state: number, hosts: number): void {
    this.counts[state] = (this.counts[state] as number) + hosts
  }

  /** Some host has a state: perhaps the first one. */
  #meet(state: number, address: number): void {
    if (state >= MOST) this.#isSparse = true
    if (state >= this.counts.length) {
      const before = this.#firsts.length
      this.counts = grown(this.counts, state + 1)
      this.#firsts = grown(this.#firsts, state + 1).fill(0xffff_ffff, before)
    }
    if (address < (this.#firsts[state] as number)) this.#firsts[state] = address
  }

  /** The block of an address that has none, or is noted in none. */
  #newBlock(address: number): number {
    let middle = this.#top[address >>> 16] as number
    if (middle === 0) {
      middle = this.#nextBlock()
      this.#top[address >>> 16] = middle
    }
    const made = this.#nextBlock()
    this.#blocks[(middle << 8) + ((address >>> 8) & 255)] = made
    return made
  }

  #nextBlock(): number {
    if (BLOCK * (this.#used + 1) > this.#blocks.length) this.#isSparse = true
    return this.#isSparse ? 0 : this.#used++
  }

  stateAt(value: Uint32Array, at: number): number {
    const address = value[at] as number
    const base = this.#baseOf(address >>> 8)
    return base === 0 ? -1 : (this.#blocks[base + (address & 255)] as number) - 1
  }

  /** Where the block of addresses with these upper 24 bits begins; 0 = there is none. */
  #baseOf(upper: number): number {
    const middle = (this.#top[upper >>> 8] as number) << 8
    return middle === 0 ? 0 : (this.#blocks[middle + (upper & 255)] as number) << 8
  }

  firstOf(state: number): bigint {
    const first = this.#firsts[state] as number
    // It may have got another state since, when another set was found to contain it as well.
    for (const slots of this.#blocksFrom(first >>> 8)) {
      const from = slots.upper === first >>> 8 ? first & 255 : 0
      for (let low = from; low < BLOCK; low++)
        if (this.#blocks[slots.base + low] === state + 1) return BigInt(slots.upper) * 256n + BigInt(low)
    }
    throw new Error('INVARIANT: a state that is counted has a host')
  }

  sorted(): { readonly starts: Uint32Array; readonly states: Uint32Array } {
    const count = this.counts.reduce((sum, each) => sum + each, 0)
    const starts = new Uint32Array(count)
    const states = new Uint32Array(count)
    let made = 0
    for (const { upper, base } of this.#blocksFrom(0)) {
      for (let low = 0; low < BLOCK; low++) {
        const told = this.#blocks[base + low] as number
        if (told === 0) continue
        starts[made] = upper * BLOCK + low
        states[made++] = told - 1
      }
    }
    return { starts, states }
  }

  /** In order, with the upper 24 bits of their addresses. */
  *#blocksFrom(first: number): Iterable<{ readonly upper: number; readonly base: number }> {
    for (let top = first >>> 8; top < 65536; top++) {
      if (this.#top[top] === 0) continue
      for (let low = top === first >>> 8 ? first & 255 : 0; low < BLOCK; low++) {
        const upper = top * BLOCK + low
        const base = this.#baseOf(upper)
        if (base !== 0) yield { upper, base }
      }
    }
  }
}
