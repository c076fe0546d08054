// Services (protocol, destination port, source port) that no box tells apart, as one number each.

import { lowestBit, RowInterner, wordsFor } from './bits.ts'
import { type BoxFields, boxesOfClasses, type ServiceField } from './boxFields.ts'

export interface ServiceAtoms {
  readonly count: number
  /** Words of a bit set of atoms. */
  readonly words: number
  /** Atom of each triple of classes: (protocol × service classes + service) × source port classes + source port. */
  readonly table: Int32Array
  /** For each box its atoms, `words` words each. */
  readonly ofBoxes: Uint32Array
  /** For each box the first of its words that is not 0, and the one behind the last: most rules name one port. */
  readonly from: Uint32Array
  readonly to: Uint32Array
}

/** Beyond this many triples of classes the table is not made. */
const MOST_TRIPLES = 1 << 24

/** Undefined when there are too many. */
export function serviceAtoms(fields: Pick<BoxFields, ServiceField>): ServiceAtoms | undefined {
  const { protocol, service, sourcePort } = fields
  const [services, sourcePorts] = [service.classes.count, sourcePort.classes.count]
  const triples = protocol.classes.count * services * sourcePorts
  if (triples > MOST_TRIPLES) return undefined
  const boxWords = wordsFor(protocol.tokenOf.length)
  const byProtocol = boxesOfClasses(protocol)
  const byService = boxesOfClasses(service)
  const bySourcePort = boxesOfClasses(sourcePort)
  const interner = new RowInterner(boxWords)
  const table = new Int32Array(triples)
  const [pair, row] = [new Uint32Array(boxWords), new Uint32Array(boxWords)]
  const isAnySourcePort = sourcePort.classes.classesOf.length === 1 && sourcePorts === 1
  let triple = 0
  for (let a = 0; a < protocol.classes.count; a++) {
    for (let b = 0; b < services; b++) {
      intersect(byProtocol, a * boxWords, byService, b * boxWords, pair)
      // Hardly anybody asks about source ports.
      if (isAnySourcePort) {
        table[triple++] = interner.add(pair)
        continue
      }
      for (let c = 0; c < sourcePorts; c++) {
        intersect(pair, 0, bySourcePort, c * boxWords, row)
        table[triple++] = interner.add(row)
      }
    }
  }
  return { table, ...transposed(interner, boxWords, protocol.tokenOf.length) }
}

function transposed(atoms: RowInterner, boxWords: number, boxes: number) {
  const words = wordsFor(atoms.count)
  const ofBoxes = new Uint32Array(boxes * words)
  for (let atom = 0; atom < atoms.count; atom++) {
    for (let word = 0; word < boxWords; word++) {
      for (let rest = atoms.rows[atom * boxWords + word] as number; rest !== 0; rest &= rest - 1) {
        const at = ((word << 5) + lowestBit(rest)) * words + (atom >>> 5)
        ofBoxes[at] = (ofBoxes[at] as number) | (1 << (atom & 31))
      }
    }
  }
  return { count: atoms.count, words, ofBoxes, ...extents(ofBoxes, words, boxes) }
}

function extents(ofBoxes: Uint32Array, words: number, boxes: number) {
  const [from, to] = [new Uint32Array(boxes), new Uint32Array(boxes)]
  for (let box = 0; box < boxes; box++) {
    let first = 0
    let end = words
    while (first < end && ofBoxes[box * words + first] === 0) first++
    while (end > first && ofBoxes[box * words + end - 1] === 0) end--
    from[box] = first
    to[box] = end
  }
  return { from, to }
}

export function intersect(
  a: Uint32Array,
  fromA: number,
  b: Uint32Array,
  fromB: number,
  into: Uint32Array,
): void {
  for (let word = 0; word < into.length; word++) {
    into[word] = (a[fromA + word] as number) & (b[fromB + word] as number)
  }
}
