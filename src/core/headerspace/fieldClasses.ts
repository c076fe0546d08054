// One field parted into classes: values that no set tells apart, found in one sweep over the borders of all sets.

import { hashWords, sameWords } from './bits.ts'
import { sortedOrder } from './radixSort.ts'
import { SignatureStates } from './signatures.ts'
import type { Spans, Width } from './spans.ts'

/** Sets of one field, each of them once. */
export interface Tokens {
  readonly sets: readonly Spans[]
  /** Token of each input, in its order. */
  readonly of: Int32Array
}

export interface FieldClasses {
  readonly width: Width
  /** First value of each interval, ascending from 0; `width` words each. */
  readonly starts: Uint32Array
  /** Class of each interval; neighbours differ. */
  readonly classes: Uint32Array
  readonly count: number
  /** For each token the classes that it contains, as a bit set. */
  readonly classesOf: readonly Uint32Array[]
}

/** Sets that are equal get one token, also when they are different arrays. */
export function tokensOf(inputs: readonly Spans[]): Tokens {
  const sets: Spans[] = []
  const known = new Map<Spans, number>()
  const byHash = new Map<number, number[]>()
  const find = (spans: Spans): number => {
    const hash = hashWords(spans, 0, spans.length)
    const alike = byHash.get(hash) ?? []
    const same = (token: number): boolean => {
      const other = sets[token] as Spans
      return other.length === spans.length && sameWords(other, 0, spans, 0, spans.length)
    }
    const found = alike.find(same)
    if (found !== undefined) return found
    byHash.set(hash, [...alike, sets.length])
    return sets.push(spans) - 1
  }
  const of = new Int32Array(inputs.length)
  for (const [place, spans] of inputs.entries()) {
    let token = known.get(spans)
    if (token === undefined) {
      token = find(spans)
      known.set(spans, token)
    }
    of[place] = token
  }
  return { sets, of }
}

/** `maximum` is the largest value of the field's last word; all words before it end in ones. */
export function fieldClasses(sets: readonly Spans[], width: Width, maximum: number): FieldClasses {
  const { keys, tokens } = bordersOf(sets, width, maximum)
  const order = sortedOrder(keys, width)
  const states = new SignatureStates(sets.length)
  const starts = new Uint32Array(width * (order.length + 1))
  const classes = new Uint32Array(order.length + 1)
  let count = 0
  let state = SignatureStates.NOWHERE
  let at = 0
  // The first interval begins at 0, with or without a border there.
  while (at < order.length && isZero(keys, (order[at] as number) * width, width)) {
    state = states.toggle(state, tokens[order[at++] as number] as number)
  }
  classes[count++] = states.classOf(state)
  while (at < order.length) {
    const key = (order[at] as number) * width
    do state = states.toggle(state, tokens[order[at++] as number] as number)
    while (at < order.length && sameKey(keys, (order[at] as number) * width, key, width))
    const found = states.classOf(state)
    if (found === classes[count - 1]) continue
    for (let word = 0; word < width; word++) starts[count * width + word] = keys[key + word] as number
    classes[count++] = found
  }
  return {
    width,
    starts: starts.slice(0, count * width),
    classes: classes.slice(0, count),
    count: states.classCount,
    classesOf: states.classesOfTokens(),
  }
}

/** Where sets begin and where they have ended; what reaches to the end of the field has no end. */
function bordersOf(sets: readonly Spans[], width: Width, maximum: number) {
  let room = 0
  for (const spans of sets) room += spans.length / width
  const keys = new Uint32Array(room * width)
  const tokens = new Uint32Array(room)
  let count = 0
  for (const [token, spans] of sets.entries()) {
    for (let at = 0; at < spans.length; at += 2 * width) {
      for (let word = 0; word < width; word++) keys[count * width + word] = spans[at + word] as number
      tokens[count++] = token
      if (!writeSuccessor(spans, at + width, keys, count * width, width, maximum)) continue
      tokens[count++] = token
    }
  }
  return { keys: keys.subarray(0, count * width), tokens }
}

/** False when there is none. */
function writeSuccessor(
  from: Uint32Array,
  at: number,
  to: Uint32Array,
  into: number,
  width: Width,
  maximum: number,
): boolean {
  let carry = 1
  let isLast = true
  for (let word = width - 1; word >= 0; word--) {
    const value = from[at + word] as number
    if (value !== maximum) isLast = false
    to[into + word] = value + carry
    if (value !== 0xffff_ffff) carry = 0
  }
  return !isLast
}

const sameKey = (keys: Uint32Array, a: number, b: number, width: Width): boolean =>
  keys[a] === keys[b] && (width === 1 || sameWords(keys, a + 1, keys, b + 1, width - 1))

const isZero = (keys: Uint32Array, at: number, width: Width): boolean => {
  for (let word = 0; word < width; word++) if (keys[at + word] !== 0) return false
  return true
}

/** How many values each class has; `size` = how many the field has. */
export function classWeights({ width, starts, classes, count }: FieldClasses, size: bigint): bigint[] {
  // Word by word in doubles, which stay exact: big numbers for each of a hundred thousand intervals are slow.
  const sums = new Float64Array(count * width)
  for (let place = 0; place < classes.length; place++) {
    const mine = (classes[place] as number) * width
    const before = place === 0 ? mine : (classes[place - 1] as number) * width
    for (let word = 0; word < width; word++) {
      const start = starts[place * width + word] as number
      sums[mine + word] = (sums[mine + word] as number) - start
      if (place > 0) sums[before + word] = (sums[before + word] as number) + start
    }
  }
  const weights = Array.from({ length: count }, (_, each) => {
    let weight = 0n
    for (let word = 0; word < width; word++)
      weight = (weight << 32n) + BigInt(sums[each * width + word] as number)
    return weight
  })
  const last = classes.at(-1) as number
  weights[last] = (weights[last] as bigint) + size
  return weights
}

/** Place of the interval that holds a value given as words. */
export function intervalAt(field: FieldClasses, value: Uint32Array): number {
  const { starts, width, classes } = field
  let low = 0
  let high = classes.length
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if (isBefore(value, starts, middle * width, width)) high = middle
    else low = middle
  }
  return low
}

function isBefore(value: Uint32Array, starts: Uint32Array, at: number, width: Width): boolean {
  for (let word = 0; word < width; word++) {
    const [mine, other] = [value[word] as number, starts[at + word] as number]
    if (mine !== other) return mine < other
  }
  return false
}
