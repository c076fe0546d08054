// Binary decision diagrams on typed arrays: every set of bit strings has exactly one node, so equal sets are equal numbers.

/** Thrown when a question needs more nodes than it was given: the answer is then unknown, never guessed. */
export class OutOfNodes extends Error {
  constructor(limit: number) {
    super(`undecided within ${limit} nodes`)
  }
}

export type Node = number
export const NONE: Node = 0
export const ALL: Node = 1

/** Of leaves; behind every variable. */
const NO_VARIABLE = 0xffff

const AND = 0
const OR = 1
const DIFFERENCE = 2
const XOR = 3

const DEFAULT_LIMIT = 5_000_000

/** Nodes are never freed: a diagram lives as long as one question. */
export class Bdd {
  readonly #limit: number
  #variable: Uint16Array
  #low: Int32Array
  #high: Int32Array
  #count = 2
  /** Node numbers by hash of variable and branches; 0 = free. */
  #table: Int32Array
  /** Results of earlier operations: left, right × 4 + operation, result. A later one may overwrite an earlier one. */
  #memo: Int32Array

  /** `room` is a power of two. */
  constructor(limit = DEFAULT_LIMIT, room = 1 << 10) {
    this.#limit = limit
    this.#variable = new Uint16Array(room).fill(NO_VARIABLE, 0, 2)
    this.#low = new Int32Array(room)
    this.#high = new Int32Array(room)
    this.#table = new Int32Array(2 * room)
    this.#memo = new Int32Array(4 * 2 * room)
  }

  get size(): number {
    return this.#count
  }

  variableOf(node: Node): number {
    return this.#variable[node] as number
  }

  lowOf(node: Node): Node {
    return this.#low[node] as number
  }

  highOf(node: Node): Node {
    return this.#high[node] as number
  }

  /** `low` where the variable is 0, `high` where it is 1; both speak of later variables only. */
  node(variable: number, low: Node, high: Node): Node {
    if (low === high) return low
    const table = this.#table
    const mask = table.length - 1
    let slot = hash(variable, low, high) & mask
    for (let found = table[slot]; found !== 0; found = table[slot]) {
      const known = found as number
      if (this.#low[known] === low && this.#high[known] === high && this.#variable[known] === variable) {
        return known
      }
      slot = (slot + 1) & mask
    }
    if (this.#count >= this.#limit) throw new OutOfNodes(this.#limit)
    if (this.#count === this.#low.length) {
      this.#grow()
      return this.node(variable, low, high)
    }
    const made = this.#count++
    this.#variable[made] = variable
    this.#low[made] = low
    this.#high[made] = high
    table[slot] = made
    return made
  }

  #grow(): void {
    const room = 2 * this.#count
    this.#variable = enlarge(this.#variable, new Uint16Array(room))
    this.#low = enlarge(this.#low, new Int32Array(room))
    this.#high = enlarge(this.#high, new Int32Array(room))
    this.#memo = enlargeMemo(this.#memo)
    const table = new Int32Array(2 * room)
    const mask = table.length - 1
    for (let each = 2; each < this.#count; each++) {
      let slot = hash(this.variableOf(each), this.lowOf(each), this.highOf(each)) & mask
      while (table[slot] !== 0) slot = (slot + 1) & mask
      table[slot] = each
    }
    this.#table = table
  }

  and(a: Node, b: Node): Node {
    if (a === NONE || b === NONE) return NONE
    if (a === ALL || a === b) return b
    if (b === ALL) return a
    return a < b ? this.#apply(AND, a, b) : this.#apply(AND, b, a)
  }

  or(a: Node, b: Node): Node {
    if (a === ALL || b === ALL) return ALL
    if (a === NONE || a === b) return b
    if (b === NONE) return a
    return a < b ? this.#apply(OR, a, b) : this.#apply(OR, b, a)
  }

  /** In `a` and not in `b`. */
  difference(a: Node, b: Node): Node {
    if (a === NONE || b === ALL || a === b) return NONE
    return b === NONE ? a : this.#apply(DIFFERENCE, a, b)
  }

  /** In exactly one of both. */
  xor(a: Node, b: Node): Node {
    if (a === b) return NONE
    if (a === NONE) return b
    if (b === NONE) return a
    return a < b ? this.#apply(XOR, a, b) : this.#apply(XOR, b, a)
  }

  #operate(operation: number, a: Node, b: Node): Node {
    if (operation === AND) return this.and(a, b)
    if (operation === OR) return this.or(a, b)
    return operation === DIFFERENCE ? this.difference(a, b) : this.xor(a, b)
  }

  #apply(operation: number, a: Node, b: Node): Node {
    const slotHash = hash(operation + 1, a, b)
    const key = 4 * b + operation
    let slot = 4 * (slotHash & ((this.#memo.length >>> 2) - 1))
    if (this.#memo[slot] === a && this.#memo[slot + 1] === key) return this.#memo[slot + 2] as number
    const variableA = this.#variable[a] as number
    const variableB = this.#variable[b] as number
    const variable = variableA < variableB ? variableA : variableB
    const takesA = variableA === variable
    const takesB = variableB === variable
    const low = this.#operate(
      operation,
      takesA ? (this.#low[a] as number) : a,
      takesB ? (this.#low[b] as number) : b,
    )
    const high = this.#operate(
      operation,
      takesA ? (this.#high[a] as number) : a,
      takesB ? (this.#high[b] as number) : b,
    )
    const result = this.node(variable, low, high)
    slot = 4 * (slotHash & ((this.#memo.length >>> 2) - 1))
    this.#memo[slot] = a
    this.#memo[slot + 1] = key
    this.#memo[slot + 2] = result
    return result
  }

  /** All bit strings of `bits` variables from `base` on (highest first) whose number lies in the sorted ranges. */
  numbers(base: number, bits: number, ranges: readonly (readonly [number, number])[]): Node {
    const build = (bit: number, first: number, from: number, to: number): Node => {
      if (from >= to) return NONE
      const size = 2 ** (bits - bit)
      const [start, end] = ranges[from] as readonly [number, number]
      if (start <= first && end >= first + size - 1) return ALL
      const middle = first + size / 2
      let split = from
      while (split < to && (ranges[split] as readonly [number, number])[1] < middle) split++
      const spans = split < to && (ranges[split] as readonly [number, number])[0] < middle
      const low = build(bit + 1, first, from, spans ? split + 1 : split)
      return this.node(base + bit, low, build(bit + 1, middle, split, to))
    }
    return build(0, 0, 0, ranges.length)
  }
}

function enlargeMemo(memo: Int32Array): Int32Array {
  const larger = new Int32Array(2 * memo.length)
  const mask = (larger.length >>> 2) - 1
  for (let at = 0; at < memo.length; at += 4) {
    const [a, key] = [memo[at] as number, memo[at + 1] as number]
    if (a === NONE) continue
    const slot = 4 * (hash((key & 3) + 1, a, key >>> 2) & mask)
    larger[slot] = a
    larger[slot + 1] = key
    larger[slot + 2] = memo[at + 2] as number
  }
  return larger
}

function enlarge<T extends Uint16Array | Int32Array>(from: T, to: T): T {
  to.set(from)
  return to
}

function hash(a: number, b: number, c: number): number {
  let value = Math.imul(b, 0x9e3779b1) ^ Math.imul(c, 0x85ebca77) ^ Math.imul(a, 0xc2b2ae3d)
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d)
  return value ^ (value >>> 12)
}
