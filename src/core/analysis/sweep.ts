// Who decides first and who would decide next, for every packet of one family: the ground for finding superfluous rules.

import { OutOfNodes } from '../headerspace/bdd.ts'
import { grown, hasBit, lowestBit, wordsFor } from '../headerspace/bits.ts'
import { eachCell, type Matrix, masked } from '../headerspace/matrix.ts'
import type { Ground } from './ground.ts'

/** Cells × words beyond which no answer is attempted. */
const MOST_WORDS = 1 << 26

/** One family of one ENI and direction, clauses counted from 0. */
export class RedundancySweep {
  readonly #matrix: Matrix
  readonly #accepts: Uint8Array
  readonly #first: number
  readonly #count: number
  /** Whether a clause decides anything, and whether what it decides would be decided otherwise without it. */
  readonly decides: Uint8Array
  readonly matters: Uint8Array
  /** For each clause the cells where it decides: number of the cell, then where its atoms stand in the pool. */
  readonly #firsts: number[][]
  #pool = new Uint32Array(1 << 12)
  #pooled = 0
  /** For each clause the cells that it contains. */
  readonly #cellsOf: number[][]
  /** For each cell the atoms that the clauses kept so far accept. */
  #kept = new Uint32Array(0)

  constructor(ground: Ground) {
    const side = ground.sides[0]
    const matrix = ground.space.matrix
    if (side === undefined || matrix === undefined) throw new OutOfNodes(MOST_WORDS)
    this.#matrix = matrix
    this.#accepts = ground.accepts
    this.#first = side.stretch.from
    this.#count = side.clauses.length
    this.decides = new Uint8Array(this.#count)
    this.matters = new Uint8Array(this.#count)
    this.#firsts = Array.from({ length: this.#count }, () => [])
    this.#cellsOf = Array.from({ length: this.#count }, () => [])
    this.#sweep(side.system.from)
  }

  #sweep(system: number): void {
    const { words } = this.#matrix.atoms
    const cellSweep = new CellSweep(this.#matrix, this.#accepts, this.#first, this.#count)
    let cells = 0
    // The box in front of the system traffic holds the own addresses.
    eachCell(this.#matrix, system - 1, ({ boxes }) => {
      const cell = cells++
      if (cells * words > MOST_WORDS) throw new OutOfNodes(MOST_WORDS)
      cellSweep.run(boxes, system, {
        contains: (place) => this.#cellsOf[place]?.push(cell),
        decides: (place, atoms) => {
          this.decides[place] = 1
          this.#firsts[place]?.push(cell, this.#pooled)
          this.#pool = grown(this.#pool, this.#pooled + words)
          this.#pool.set(atoms, this.#pooled)
          this.#pooled += words
        },
        matters: (place) => {
          this.matters[place] = 1
        },
      })
    })
    this.#kept = new Uint32Array(cells * words)
  }

  /** Whether something would change if this clause went too; clauses are asked from the last to the first. */
  isNeeded(place: number): boolean {
    const { words } = this.#matrix.atoms
    const accepts = this.#accepts[this.#first + place] === 1
    const firsts = this.#firsts[place] as number[]
    for (let at = 0; at < firsts.length; at += 2) {
      const [cell, pooled] = [firsts[at] as number, firsts[at + 1] as number]
      for (let word = 0; word < words; word++) {
        const kept = this.#kept[cell * words + word] as number
        if (((this.#pool[pooled + word] as number) & (accepts ? ~kept : kept)) !== 0) return true
      }
    }
    return false
  }

  /** The clause stays: from here on it decides before those behind it. */
  keep(place: number): void {
    const { words, ofBoxes, from, to } = this.#matrix.atoms
    const box = this.#first + place
    const end = to[box] as number
    const accepts = this.#accepts[box] === 1
    for (const cell of this.#cellsOf[place] as number[]) {
      for (let word = from[box] as number; word < end; word++) {
        const at = cell * words + word
        const kept = this.#kept[at] as number
        const mine = ofBoxes[box * words + word] as number
        this.#kept[at] = accepts ? kept | mine : kept & ~mine
      }
    }
  }
}

interface Findings {
  contains(place: number): void
  /** `atoms` are valid during the call. */
  decides(place: number, atoms: Uint32Array): void
  matters(place: number): void
}

/** One cell after the other, with buffers that all share. */
class CellSweep {
  readonly #matrix: Matrix
  readonly #accepts: Uint8Array
  readonly #first: number
  readonly #count: number
  /** Atoms that nothing has decided yet. */
  readonly #left: Uint32Array
  /** Atoms whose first clause drops (0) or accepts (1), as long as no clause behind it has matched. */
  readonly #waiting: readonly [Uint32Array, Uint32Array]
  readonly #firstOf: Int32Array
  readonly #mine: Uint32Array

  constructor(matrix: Matrix, accepts: Uint8Array, first: number, count: number) {
    this.#matrix = matrix
    this.#accepts = accepts
    this.#first = first
    this.#count = count
    this.#left = new Uint32Array(matrix.atoms.words)
    this.#mine = new Uint32Array(matrix.atoms.words)
    this.#waiting = [new Uint32Array(matrix.atoms.words), new Uint32Array(matrix.atoms.words)]
    this.#firstOf = new Int32Array(matrix.atoms.count)
  }

  run(boxes: Uint32Array, system: number, findings: Findings): void {
    const { atoms, fullRow } = this.#matrix
    this.#left.set(fullRow)
    for (const waiting of this.#waiting) waiting.fill(0)
    for (let box = system; box < this.#first; box++) {
      if (!hasBit(boxes, box)) continue
      for (let word = 0; word < atoms.words; word++) {
        this.#left[word] = (this.#left[word] as number) & ~(atoms.ofBoxes[box * atoms.words + word] as number)
      }
    }
    const end = this.#first + this.#count
    for (let block = this.#first >>> 5; block < wordsFor(end); block++) {
      for (let rest = masked(boxes, block, this.#first, end); rest !== 0; rest &= rest - 1) {
        this.#meet((block << 5) + lowestBit(rest), findings)
      }
    }
  }

  #meet(box: number, findings: Findings): void {
    const { words, ofBoxes, from, to } = this.#matrix.atoms
    const place = box - this.#first
    const end = to[box] as number
    const accepts = this.#accepts[box] as 0 | 1
    const same = this.#waiting[accepts]
    const other = this.#waiting[accepts === 1 ? 0 : 1]
    const mine = this.#mine
    let isDeciding = false
    findings.contains(place)
    for (let word = from[box] as number; word < end; word++) {
      const reach = ofBoxes[box * words + word] as number
      if (reach === 0) continue
      const turned = (other[word] as number) & reach
      if (turned !== 0) {
        other[word] = (other[word] as number) & ~turned
        this.#eachFirst(word, turned, findings)
      }
      const taken = (this.#left[word] as number) & reach
      same[word] = ((same[word] as number) & ~reach) | taken
      if (taken === 0) continue
      this.#left[word] = (this.#left[word] as number) & ~taken
      if (!isDeciding) mine.fill(0)
      isDeciding = true
      mine[word] = taken
      for (let bits = taken; bits !== 0; bits &= bits - 1)
        this.#firstOf[(word << 5) + lowestBit(bits)] = place
    }
    if (isDeciding) findings.decides(place, mine)
  }

  #eachFirst(word: number, atoms: number, findings: Findings): void {
    for (let bits = atoms; bits !== 0; bits &= bits - 1) {
      findings.matters(this.#firstOf[(word << 5) + lowestBit(bits)] as number)
    }
  }
}
