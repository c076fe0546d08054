// Addresses parted into classes where many of them are named one by one: those are noted and not sorted among all borders.

import type { ClassSets, FieldClasses } from './fieldClasses.ts'
import { sweepField } from './fieldSweep.ts'
import type { Hosts } from './hosts.ts'
import { type Intervals, isBefore, placeOf, weightsOf } from './intervals.ts'
import { SignatureStates } from './signatures.ts'
import { readWords, type Spans, type Width, writeWords } from './spans.ts'
import { writeSuccessor } from './wordSweep.ts'

const ALL_ONES = 0xffff_ffff

/** What is more than one address, swept, and the hosts in it. */
export interface Hosted<H extends Hosts> extends ClassSets {
  readonly around: Intervals
  readonly hosts: H
  readonly states: SignatureStates
}

export function hosted<H extends Hosts>(
  sets: readonly Spans[],
  width: Width,
  Kind: new (most: number, around: Intervals, states: SignatureStates) => H,
): Hosted<H> {
  const states = new SignatureStates(sets.length)
  const blocks = sets.map((spans) => withoutHosts(spans, width))
  const around = sweepField(blocks, width, ALL_ONES, states)
  let most = 0
  for (let token = 0; token < sets.length; token++)
    most += ((sets[token] as Spans).length - (blocks[token] as Spans).length) / (2 * width)
  const hosts = new Kind(most, around, states)
  for (let token = 0; token < sets.length; token++)
    if (blocks[token] !== sets[token]) hosts.enter(sets[token] as Spans, token)
  for (const [state, count] of hosts.counts.entries()) if (count > 0) states.classOf(state)
  return { around, hosts, states, count: states.classCount, classesOf: states.classesOfTokens() }
}

const NOTHING: Spans = new Uint32Array(0)

/** Most sets are either one block or hosts throughout. */
function withoutHosts(spans: Spans, width: Width): Spans {
  let left = 0
  for (let at = 0; at < spans.length; at += 2 * width) if (!isSingle(spans, at, width)) left++
  if (left === 0) return NOTHING
  if (2 * width * left === spans.length) return spans
  const blocks = new Uint32Array(2 * width * left)
  let into = 0
  for (let at = 0; at < spans.length; at += 2 * width) {
    if (isSingle(spans, at, width)) continue
    blocks.set(spans.subarray(at, at + 2 * width), into)
    into += 2 * width
  }
  return blocks
}

function isSingle(spans: Spans, at: number, width: Width): boolean {
  for (let word = at; word < at + width; word++) if (spans[word] !== spans[word + width]) return false
  return true
}

/** The same classes as a sweep over everything finds, under other numbers. */
export class HostedClasses implements FieldClasses {
  readonly width: Width
  readonly count: number
  readonly classesOf: readonly Uint32Array[]
  readonly #around: Intervals
  readonly #hosts: Hosts
  readonly #states: SignatureStates
  #intervals: Intervals | null = null

  constructor({ count, classesOf, around, hosts, states }: Hosted<Hosts>, width: Width) {
    this.width = width
    this.count = count
    this.classesOf = classesOf
    this.#around = around
    this.#hosts = hosts
    this.#states = states
  }

  get intervals(): Intervals {
    this.#intervals ??= this.#merged()
    return this.#intervals
  }

  #merged(): Intervals {
    const { starts, states } = this.#hosts.sorted()
    return merged(
      this.#around,
      { starts, classes: states.map((each) => this.#states.classOf(each)) },
      this.width,
    )
  }

  classAt(value: Uint32Array): number {
    const state = this.#hosts.stateAt(value, 0)
    return state === -1
      ? (this.#around.classes[placeOf(this.#around, this.width, value, 0)] as number)
      : this.#states.classOf(state)
  }

  firstOf(code: number): { readonly first: bigint; readonly isWide: boolean } {
    const state = this.#states.stateOf(code)
    const host = this.#hostsOf(code) > 0 ? this.#hosts.firstOf(state) : null
    const other = this.#firstAround(code, host)
    const first = host === null || (other !== null && other < host) ? (other as bigint) : host
    return { first, isWide: first < this.#maximum && this.#classOf(first + 1n) === code }
  }

  #hostsOf(code: number): number {
    return this.#hosts.counts[this.#states.stateOf(code)] ?? 0
  }

  /** The first address that is no host in an interval of the class; nobody asks what lies behind `end`. */
  #firstAround(code: number, end: bigint | null): bigint | null {
    const { starts, classes } = this.#around
    for (let place = classes.indexOf(code); place >= 0; place = classes.indexOf(code, place + 1)) {
      let first = readWords(starts, place * this.width, this.width)
      if (end !== null && first > end) return null
      const isLast = place === classes.length - 1
      const next = isLast ? this.#maximum + 1n : readWords(starts, (place + 1) * this.width, this.width)
      while (first < next && this.#classOf(first) !== code) first++
      if (first < next) return first
    }
    return null
  }

  get #maximum(): bigint {
    return (1n << BigInt(32 * this.width)) - 1n
  }

  #classOf(value: bigint): number {
    const words = new Uint32Array(this.width)
    if (this.width === 1) words[0] = Number(value)
    else writeWords(value, words, 0)
    return this.classAt(words)
  }

  weights(size: bigint): bigint[] {
    const weights = weightsOf(this.#around, this.width, this.count, size)
    return weights.map(
      (weight, code) => weight - BigInt(this.#hosts.within[code] ?? 0) + BigInt(this.#hostsOf(code)),
    )
  }
}

/** Both in order; hosts lie within the intervals. */
function merged(around: Intervals, hosts: Intervals, width: Width): Intervals {
  const most = around.classes.length + 2 * hosts.classes.length
  const starts = new Uint32Array(most * width)
  const classes = new Uint32Array(most)
  const next = new Uint32Array(width)
  let made = 0
  const put = (from: Uint32Array, at: number, code: number): void => {
    if (made > 0 && classes[made - 1] === code) return
    for (let word = 0; word < width; word++) starts[made * width + word] = from[at + word] as number
    classes[made++] = code
  }
  let host = 0
  for (let place = 0; place < around.classes.length; place++) {
    const code = around.classes[place] as number
    const end = (place + 1) * width
    const isLast = place + 1 === around.classes.length
    /** Whether a value lies in this interval. */
    const isHere = (value: Uint32Array, at: number): boolean =>
      isLast || isBefore(value, at, around.starts, end, width)
    let from: Uint32Array = around.starts
    let at = place * width
    let isOpen = true
    while (host < hosts.classes.length && isHere(hosts.starts, host * width)) {
      const own = host * width
      if (isOpen && isBefore(from, at, hosts.starts, own, width)) put(from, at, code)
      put(hosts.starts, own, hosts.classes[host++] as number)
      isOpen = writeSuccessor(hosts.starts, own, next, 0, width, ALL_ONES)
      from = next
      at = 0
    }
    if (isOpen && isHere(from, at)) put(from, at, code)
  }
  return { starts: starts.slice(0, made * width), classes: classes.slice(0, made) }
}
