// One field parted into classes: values that no set tells apart.

import { hashWords, sameWords } from './bits.ts'
import { sweepField } from './fieldSweep.ts'
import { type Intervals, placeOf, weightsOf } from './intervals.ts'
import { SignatureStates } from './signatures.ts'
import { readWords, type Spans, type Width } from './spans.ts'

/** Sets of one field, each of them once. */
export interface Tokens {
  readonly sets: readonly Spans[]
  /** Token of each input, in its order. */
  readonly of: Int32Array
}

/** Which classes there are and which sets contain them. */
export interface ClassSets {
  readonly count: number
  /** For each token the classes that it contains, as a bit set. */
  readonly classesOf: readonly Uint32Array[]
}

export interface FieldClasses extends ClassSets {
  readonly width: Width
  /** All values in order; neighbours are of different classes. */
  readonly intervals: Intervals
  /** Of a value given as words. */
  classAt(value: Uint32Array): number
  /** The first value of a class, and whether the next one is of it too. */
  firstOf(code: number): { readonly first: bigint; readonly isWide: boolean }
  /** How many values each class has; `size` = how many the field has. */
  weights(size: bigint): bigint[]
}

/** So many words of a set tell it from most others: comparing all of them is for those that look alike. */
const HASHED_WORDS = 64

/** Sets that are equal get one token, also when they are different arrays. */
export function tokensOf(inputs: readonly Spans[]): Tokens {
  const sets: Spans[] = []
  const known = new Map<Spans, number>()
  const byHash = new Map<number, number[]>()
  const of = new Int32Array(inputs.length)
  for (let place = 0; place < inputs.length; place++) {
    const spans = inputs[place] as Spans
    let token = known.get(spans)
    if (token === undefined) {
      token = tokenFor(spans, sets, byHash)
      known.set(spans, token)
    }
    of[place] = token
  }
  return { sets, of }
}

function tokenFor(spans: Spans, sets: Spans[], byHash: Map<number, number[]>): number {
  const hash = hashWords(spans, 0, Math.min(spans.length, HASHED_WORDS)) ^ spans.length
  const alike = byHash.get(hash)
  if (alike === undefined) byHash.set(hash, [sets.length])
  else {
    for (const token of alike) {
      const other = sets[token] as Spans
      if (other.length === spans.length && sameWords(other, 0, spans, 0, spans.length)) return token
    }
    alike.push(sets.length)
  }
  return sets.push(spans) - 1
}

/** `maximum` is the largest value of the field's last word; all words before it end in ones. */
export function fieldClasses(sets: readonly Spans[], width: Width, maximum: number): FieldClasses {
  const states = new SignatureStates(sets.length)
  return new SweptClasses(width, sweepField(sets, width, maximum, states), states)
}

class SweptClasses implements FieldClasses {
  readonly width: Width
  readonly intervals: Intervals
  readonly count: number
  readonly classesOf: readonly Uint32Array[]

  constructor(width: Width, intervals: Intervals, states: SignatureStates) {
    this.width = width
    this.intervals = intervals
    this.count = states.classCount
    this.classesOf = states.classesOfTokens()
  }

  classAt(value: Uint32Array): number {
    return this.intervals.classes[placeOf(this.intervals, this.width, value, 0)] as number
  }

  firstOf(code: number): { readonly first: bigint; readonly isWide: boolean } {
    const { starts, classes } = this.intervals
    const place = classes.indexOf(code)
    const first = readWords(starts, place * this.width, this.width)
    const isLast = place === classes.length - 1
    const next = isLast
      ? 1n << BigInt(32 * this.width)
      : readWords(starts, (place + 1) * this.width, this.width)
    return { first, isWide: next - first > 1n }
  }

  weights(size: bigint): bigint[] {
    return weightsOf(this.intervals, this.width, this.count, size)
  }
}
