// Address classes against service atoms: first-match lists decided for all packets at once, one row of bits per step.

import { lowestBit, wordsFor } from './bits.ts'
import { type BoxFields, boxesOfClasses } from './boxFields.ts'
import { intersect, type ServiceAtoms, serviceAtoms } from './serviceAtoms.ts'

/** Sources and destinations of one class each. */
export interface AddressCell {
  readonly source: number
  readonly destination: number
  /** Boxes that contain these addresses; valid until the next cell. */
  readonly boxes: Uint32Array
}

export interface Matrix {
  readonly fields: BoxFields
  readonly atoms: ServiceAtoms
  /** All atoms there are. */
  readonly fullRow: Uint32Array
  /** For each class of sources, and of destinations, the boxes that contain it. */
  readonly bySource: Uint32Array
  readonly byDestination: Uint32Array
}

export function matrixOf(fields: BoxFields): Matrix | undefined {
  const atoms = serviceAtoms(fields)
  if (atoms === undefined) return undefined
  const fullRow = new Uint32Array(atoms.words).fill(0xffff_ffff)
  if ((atoms.count & 31) !== 0) fullRow[atoms.words - 1] = 2 ** (atoms.count & 31) - 1
  const [bySource, byDestination] = [boxesOfClasses(fields.source), boxesOfClasses(fields.destination)]
  return { fields, atoms, fullRow, bySource, byDestination }
}

/** Visits each pair of address classes that lies in the box at `within`. */
export function eachCell(matrix: Matrix, within: number, visit: (cell: AddressCell) => void): void {
  const { fields, bySource, byDestination } = matrix
  const words = wordsFor(fields.source.tokenOf.length)
  const inside = classesWithin(byDestination, words, within)
  const boxes = new Uint32Array(words)
  const cell = { source: 0, destination: 0, boxes }
  for (const source of classesWithin(bySource, words, within)) {
    cell.source = source
    for (const destination of inside) {
      cell.destination = destination
      intersect(bySource, source * words, byDestination, destination * words, boxes)
      visit(cell)
    }
  }
}

function classesWithin(boxesOf: Uint32Array, words: number, box: number): number[] {
  const classes: number[] = []
  for (let each = 0; each * words < boxesOf.length; each++) {
    if ((((boxesOf[each * words + (box >>> 5)] as number) >>> (box & 31)) & 1) === 1) classes.push(each)
  }
  return classes
}

/** Part of a list of boxes; the earlier one decides. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/**
 * Atoms of a cell whose first match within the stretch accepts, into `row`.
 * `accepts` tells of each box whether it does.
 */
export function acceptedRow(
  { atoms, fullRow }: Matrix,
  boxes: Uint32Array,
  stretch: Stretch,
  accepts: Uint8Array,
  row: Uint32Array,
  left: Uint32Array,
): void {
  row.fill(0)
  left.set(fullRow)
  const { words, ofBoxes, from, to } = atoms
  let open = words
  for (let block = stretch.from >>> 5; block < wordsFor(stretch.to); block++) {
    for (let rest = masked(boxes, block, stretch.from, stretch.to); rest !== 0; rest &= rest - 1) {
      const box = (block << 5) + lowestBit(rest)
      const isAccepting = accepts[box] === 1
      const end = to[box] as number
      for (let word = from[box] as number; word < end; word++) {
        const before = left[word] as number
        const mine = before & (ofBoxes[box * words + word] as number)
        if (mine === 0) continue
        if (isAccepting) row[word] = (row[word] as number) | mine
        if (before === mine) open--
        left[word] = before & ~mine
      }
      if (open === 0) return
    }
  }
}

/** Bits of one word of a bit set, those outside of the stretch cleared. */
export function masked(boxes: Uint32Array, block: number, from: number, to: number): number {
  let bits = boxes[block] as number
  if (block === from >>> 5) bits &= 0xffff_ffff << (from & 31)
  if (block === to >>> 5) bits &= ~(0xffff_ffff << (to & 31))
  return bits
}
