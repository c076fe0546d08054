// One field parted into classes: values that no set tells apart, found in one sweep over the borders of all sets.

import { hashWords, sameWords } from './bits.ts'
import { sortedEvents, sweepWords } from './fieldSweep.ts'
import { sweepNumbers } from './numberSweep.ts'
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
  const states = new SignatureStates(sets.length)
  const { starts, classes } =
    width === 1
      ? sweepNumbers(sets, maximum, states)
      : sweepWords(sortedEvents(sets, width, maximum), width, states)
  return { width, starts, classes, count: states.classCount, classesOf: states.classesOfTokens() }
}

/** How many values each class has; `size` = how many the field has. */
export function classWeights({ width, starts, classes, count }: FieldClasses, size: bigint): bigint[] {
  if (width === 1) return numberWeights(starts, classes, count, Number(size))
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

function numberWeights(starts: Uint32Array, classes: Uint32Array, count: number, size: number): bigint[] {
  const sums = new Float64Array(count)
  let end = size
  for (let place = classes.length - 1; place >= 0; place--) {
    const [mine, start] = [classes[place] as number, starts[place] as number]
    sums[mine] = (sums[mine] as number) + end - start
    end = start
  }
  return Array.from(sums, BigInt)
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
