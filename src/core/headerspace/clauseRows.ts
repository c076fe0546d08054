// For each pair of address classes the deciding clause of each service, made when first asked for.

import { grown, lowestBit, RowInterner, wordsFor } from './bits.ts'
import { boxesOfClasses, type ClassedField } from './boxFields.ts'
import { intersect, type ServiceAtoms } from './serviceAtoms.ts'

/** Rows that stand before there is need for more. */
const FIRST_ROWS = 64

/** What an entry holds beyond the place of the clause: 0 = its row is not made yet, 1 = no clause. */
const SHIFT = 2

export class ClauseRows {
  /** Of each packet of a chunk the pair of address classes (source × destinations + destination), and the atom. */
  readonly cells: Int32Array
  readonly atomOf: Int32Array
  readonly #atoms: ServiceAtoms
  readonly #destinations: number
  readonly #bySource: Uint32Array
  readonly #byDestination: Uint32Array
  /** Boxes of the pair whose row is made, and the atoms that none of them has taken yet. */
  readonly #boxes: Uint32Array
  readonly #left: Uint32Array
  /**
   * Row of each pair, 0 = not made yet; null: each pair has the row of its own number. Of two sides most pairs are in
   * the same boxes as another one: one row for all of those stays in the cache.
   */
  readonly #rowOf: Int32Array | null
  readonly #mostEntries: number
  #known: RowInterner
  #entries: Int16Array | Int32Array

  /** `most` packets at once, and so many entries are kept; memory that is never touched costs nothing. */
  constructor(
    source: ClassedField,
    destination: ClassedField,
    atoms: ServiceAtoms,
    most: number,
    mostEntries: number,
  ) {
    const boxes = source.tokenOf.length
    const pairs = source.classes.count * destination.classes.count
    this.cells = new Int32Array(most)
    this.atomOf = new Int32Array(most)
    this.#atoms = atoms
    this.#mostEntries = mostEntries
    this.#destinations = destination.classes.count
    this.#bySource = boxesOfClasses(source)
    this.#byDestination = boxesOfClasses(destination)
    this.#boxes = new Uint32Array(wordsFor(boxes))
    this.#left = new Uint32Array(atoms.words)
    const isOneSided = source.classes.count === 1 || destination.classes.count === 1
    this.#rowOf = isOneSided && pairs * atoms.count <= mostEntries ? null : new Int32Array(pairs)
    this.#known = new RowInterner(this.#boxes.length)
    const rows = this.#rowOf === null ? pairs : FIRST_ROWS
    const Kind = boxes < 32768 - SHIFT ? Int16Array : Int32Array
    this.#entries = new Kind(rows * atoms.count)
  }

  /** Of the packets in `cells` and `atomOf`; `from` = where the first of them stands in `decided`. */
  decide(from: number, count: number, decided: Int32Array): void {
    while (!this.#read(from, count, decided)) this.#fillMissing(count)
  }

  #read(from: number, count: number, decided: Int32Array): boolean {
    return this.#rowOf === null
      ? readInOrder(this.#entries, this.#atoms.count, this.cells, this.atomOf, from, count, decided)
      : readByRow(
          this.#entries,
          this.#atoms.count,
          this.#rowOf,
          this.cells,
          this.atomOf,
          from,
          count,
          decided,
        )
  }

  #fillMissing(count: number): void {
    for (let at = 0; at < count; at++) {
      const pair = this.cells[at] as number
      if (this.#rowOf !== null) {
        if (this.#rowOf[pair] === 0) this.#rowOf[pair] = this.#rowFor(pair)
      } else if (this.#entries[pair * this.#atoms.count] === 0) {
        this.#findBoxes(pair)
        this.#fill(pair)
      }
    }
  }

  /** The number of the row of all pairs in the same boxes; when there is no room left, all are made anew. */
  #rowFor(pair: number): number {
    this.#findBoxes(pair)
    if ((this.#known.count + 2) * this.#atoms.count > this.#mostEntries) {
      this.#rowOf?.fill(0)
      this.#known = new RowInterner(this.#boxes.length)
    }
    const before = this.#known.count
    const row = this.#known.add(this.#boxes) + 1
    if (this.#known.count > before) {
      this.#entries = grown(this.#entries, (row + 1) * this.#atoms.count)
      this.#fill(row)
    }
    return row
  }

  #findBoxes(pair: number): void {
    const { length } = this.#boxes
    const source = Math.floor(pair / this.#destinations)
    const destination = pair % this.#destinations
    intersect(this.#bySource, source * length, this.#byDestination, destination * length, this.#boxes)
  }

  #fill(row: number): void {
    const { words, ofBoxes, count, from, to } = this.#atoms
    const start = row * count
    const [boxes, left, entries] = [this.#boxes, this.#left, this.#entries]
    entries.fill(1, start, start + count)
    left.fill(0xffff_ffff)
    for (let block = 0; block < boxes.length; block++) {
      for (let rest = boxes[block] as number; rest !== 0; rest &= rest - 1) {
        const box = (block << 5) + lowestBit(rest)
        for (let word = from[box] as number; word < (to[box] as number); word++) {
          const mine = (left[word] as number) & (ofBoxes[box * words + word] as number)
          left[word] = (left[word] as number) & ~mine
          for (let bits = mine; bits !== 0; bits &= bits - 1)
            entries[start + (word << 5) + lowestBit(bits)] = box + SHIFT
        }
      }
    }
  }
}

/** False when a row is missing. Calls nothing: after a call, all that is known of arrays would be looked up anew. */
function readInOrder(
  entries: Int16Array | Int32Array,
  atoms: number,
  cells: Int32Array,
  atomOf: Int32Array,
  from: number,
  count: number,
  decided: Int32Array,
): boolean {
  let isMissing = false
  for (let at = 0; at < count; at++) {
    const place = (Math.imul(cells[at] as number, atoms) + (atomOf[at] as number)) | 0
    const entry = entries[place] as number
    if (entry === 0) isMissing = true
    decided[from + at] = entry - SHIFT
  }
  return !isMissing
}

function readByRow(
  entries: Int16Array | Int32Array,
  atoms: number,
  rowOf: Int32Array,
  cells: Int32Array,
  atomOf: Int32Array,
  from: number,
  count: number,
  decided: Int32Array,
): boolean {
  let isMissing = false
  for (let at = 0; at < count; at++) {
    const row = rowOf[cells[at] as number] as number
    const entry = entries[(Math.imul(row, atoms) + (atomOf[at] as number)) | 0] as number
    if (entry === 0) isMissing = true
    decided[from + at] = entry - SHIFT
  }
  return !isMissing
}
