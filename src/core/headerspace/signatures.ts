// Which sets contain the value where a sweep stands: states that change by one set at a time.

import { grown, lowestBit, mix, RowInterner, wordsFor } from './bits.ts'

/**
 * A state is a set of tokens. Leaving or entering a token leads to another state, and that step is remembered:
 * a hundred thousand members of twenty groups make few different steps, so most of them cost one look-up.
 */
export class SignatureStates {
  readonly #tokens: number
  readonly #words: number
  readonly #interner: RowInterner
  #steps: Int32Array
  #mask: number
  #stepCount = 0
  #classes = new Int32Array(64)
  #statesOfClasses: number[] = []

  constructor(tokens: number) {
    this.#tokens = tokens
    this.#words = wordsFor(tokens)
    this.#interner = new RowInterner(this.#words)
    this.#interner.add(new Uint32Array(this.#words))
    this.#mask = 1023
    this.#steps = new Int32Array(3 * (this.#mask + 1)).fill(-1)
  }

  /** In no set at all. */
  static readonly NOWHERE = 0

  /** The state after `token` begins or ends. */
  toggle(state: number, token: number): number {
    const steps = this.#steps
    let slot = stepHash(state, token) & this.#mask
    for (;;) {
      const from = steps[3 * slot] as number
      if (from === -1) return this.#firstToggle(state, token)
      if (from === state && steps[3 * slot + 1] === token) return steps[3 * slot + 2] as number
      slot = (slot + 1) & this.#mask
    }
  }

  #firstToggle(state: number, token: number): number {
    const words = this.#words
    const bits = this.#interner.rows.slice(state * words, (state + 1) * words)
    bits[token >>> 5] = (bits[token >>> 5] as number) ^ (1 << (token & 31))
    const next = this.#interner.add(bits)
    if (2 * (this.#stepCount + 2) > this.#mask) this.#widen()
    this.#remember(state, token, next)
    this.#remember(next, token, state)
    return next
  }

  #remember(state: number, token: number, next: number): void {
    let slot = stepHash(state, token) & this.#mask
    while (this.#steps[3 * slot] !== -1) {
      if (this.#steps[3 * slot] === state && this.#steps[3 * slot + 1] === token) return
      slot = (slot + 1) & this.#mask
    }
    this.#steps[3 * slot] = state
    this.#steps[3 * slot + 1] = token
    this.#steps[3 * slot + 2] = next
    this.#stepCount++
  }

  #widen(): void {
    const before = this.#steps
    this.#mask = 4 * this.#mask + 3
    this.#steps = new Int32Array(3 * (this.#mask + 1)).fill(-1)
    this.#stepCount = 0
    for (let at = 0; at < before.length; at += 3) {
      if (before[at] === -1) continue
      this.#remember(before[at] as number, before[at + 1] as number, before[at + 2] as number)
    }
  }

  /** Number of the class of all values that this state holds for; classes are numbered as they are met. */
  classOf(state: number): number {
    if (state >= this.#classes.length) this.#classes = grown(this.#classes, state + 1)
    const known = this.#classes[state] as number
    if (known !== 0) return known - 1
    this.#statesOfClasses.push(state)
    this.#classes[state] = this.#statesOfClasses.length
    return this.#statesOfClasses.length - 1
  }

  /** How many states were met. */
  get count(): number {
    return this.#interner.count
  }

  stateOf(each: number): number {
    return this.#statesOfClasses[each] as number
  }

  get classCount(): number {
    return this.#statesOfClasses.length
  }

  /** For each token a bit set of the classes that it contains. */
  classesOfTokens(): Uint32Array[] {
    const words = wordsFor(this.classCount)
    const all = new Uint32Array(this.#tokens * words)
    for (const [place, state] of this.#statesOfClasses.entries()) {
      const [at, bit] = [place >>> 5, 1 << (place & 31)]
      for (let word = 0; word < this.#words; word++) {
        for (
          let rest = this.#interner.rows[state * this.#words + word] as number;
          rest !== 0;
          rest &= rest - 1
        ) {
          const mine = ((word << 5) + lowestBit(rest)) * words + at
          all[mine] = (all[mine] as number) | bit
        }
      }
    }
    return Array.from({ length: this.#tokens }, (_, token) =>
      all.subarray(token * words, (token + 1) * words),
    )
  }
}

const stepHash = (state: number, token: number): number => mix(Math.imul(state, 0x9e3779b1) ^ token)
