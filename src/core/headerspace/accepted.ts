// From rows of bits to a set of packets: how a long list becomes one diagram without a thousand operations on it.

import { ALL, NONE, type Node } from './bdd.ts'
import { hasBit, haveCommon, RowInterner } from './bits.ts'
import { editedBoxes } from './editedBoxes.ts'
import { acceptedRow, eachCell, type Matrix } from './matrix.ts'
import type { CodedField, Decision, PacketSet, PacketSpace } from './packetSpace.ts'
import type { ServiceAtoms } from './serviceAtoms.ts'

type FiveFields = readonly CodedField[] &
  readonly [CodedField, CodedField, CodedField, CodedField, CodedField]

/** What the first match within a stretch accepts. */
export const acceptedByRows = (space: PacketSpace, matrix: Matrix, decision: Decision): PacketSet => {
  const left = new Uint32Array(matrix.atoms.words)
  return setOfRows(space, matrix, decision.within, (boxes, row) => {
    acceptedRow(matrix, boxes, decision, decision.accepts, row, left)
    return true
  })
}

/** What two lists decide differently, and a bit for each box that holds a packet of it, or may. */
export interface Changed {
  readonly set: PacketSet
  readonly boxes: Uint32Array
}

/** Most cells are in no box that was edited, most rows of the others are empty, and little has to be built. */
export function changedByRows(
  space: PacketSpace,
  matrix: Matrix,
  before: Decision,
  after: Decision,
): Changed {
  const left = new Uint32Array(matrix.atoms.words)
  const other = new Uint32Array(matrix.atoms.words)
  const edited = editedBoxes(matrix.fields, before.accepts, before, after)
  const touched = new Uint32Array(edited.length)
  const set = setOfRows(space, matrix, before.within, (boxes, row) => {
    if (!haveCommon(boxes, edited)) return false
    acceptedRow(matrix, boxes, before, before.accepts, row, left)
    acceptedRow(matrix, boxes, after, after.accepts, other, left)
    let differing = 0
    for (let word = 0; word < row.length; word++) {
      const difference = (row[word] as number) ^ (other[word] as number)
      row[word] = difference
      differing |= difference
    }
    if (differing === 0) return false
    for (let word = 0; word < touched.length; word++)
      touched[word] = (touched[word] as number) | (boxes[word] as number)
    return true
  })
  return { set, boxes: touched }
}

/** False where nothing is in the row, whatever was written. */
type WriteRow = (boxes: Uint32Array, row: Uint32Array) => boolean

function setOfRows(space: PacketSpace, matrix: Matrix, within: number, write: WriteRow): PacketSet {
  const fields = space.fields as FiveFields
  const [source, destination] = fields
  const { words, count } = matrix.atoms
  const row = new Uint32Array(words)
  const interner = new RowInterner(words)
  const rows = new Int32Array(source.classes.count * destination.classes.count)
  // Place 0 is the empty row, for all cells that are not visited.
  interner.add(row)
  eachCell(matrix, within, ({ source: from, destination: to, boxes }) => {
    if (write(boxes, row)) rows[from * destination.classes.count + to] = interner.add(row)
  })
  const tree = interner.count === 1 ? [] : atomTree(fields, matrix.atoms)
  const nodes = new Int32Array(count + tree.length)
  const services = Int32Array.from({ length: interner.count }, (_, place) =>
    place === 0
      ? NONE
      : serviceSet(space, tree, count, interner.rows.subarray(place * words, (place + 1) * words), nodes),
  )
  return joinedByAddress(space, rows, services)
}

/** `services` stand at the places that `rows` has for each pair of address classes. */
function joinedByAddress(space: PacketSpace, rows: Int32Array, services: Int32Array): PacketSet {
  const [source, destination] = space.fields as FiveFields
  const make = (variable: number, low: Node, high: Node): Node => space.diagram.node(variable, low, high)
  const bySource = new Int32Array(source.classes.count)
  const byDestination = new Int32Array(destination.classes.count)
  for (let from = 0; from < bySource.length; from++) {
    for (let to = 0; to < byDestination.length; to++) {
      byDestination[to] = services[rows[from * byDestination.length + to] as number] as Node
    }
    bySource[from] = joinedByCode(destination, byDestination, make)
  }
  return joinedByCode(source, bySource, make)
}

/** A branch of the way from a service to its atom; numbers below the count of atoms are atoms, others are branches. */
interface Branch {
  readonly variable: number
  readonly low: number
  readonly high: number
}

/** The branches that all rows share, each behind those that it leads to. */
function atomTree(fields: FiveFields, atoms: ServiceAtoms): readonly Branch[] {
  const [, , protocol, service, sourcePort] = fields
  const tree: Branch[] = []
  const known: Map<number, number>[] = []
  const make = (variable: number, low: number, high: number): number => {
    if (low === high) return low
    known[variable] ??= new Map()
    const branches = known[variable]
    const key = low * 2 ** 26 + high
    const found = branches.get(key) ?? atoms.count + tree.push({ variable, low, high }) - 1
    branches.set(key, found)
    return found
  }
  const [services, sourcePorts] = [service.classes.count, sourcePort.classes.count]
  const byService = new Int32Array(services)
  const byProtocol = new Int32Array(protocol.classes.count)
  for (let each = 0; each < byProtocol.length; each++) {
    for (let port = 0; port < services; port++) {
      const from = (each * services + port) * sourcePorts
      byService[port] = joinedByCode(sourcePort, atoms.table.subarray(from, from + sourcePorts), make)
    }
    byProtocol[each] = joinedByCode(service, byService, make)
  }
  const root = joinedByCode(protocol, byProtocol, make)
  // With a single atom, or with a root that is shared, the last branch is not the root.
  if (root !== atoms.count + tree.length - 1) tree.push({ variable: -1, low: root, high: root })
  return tree
}

function serviceSet(
  { diagram }: PacketSpace,
  tree: readonly Branch[],
  atoms: number,
  row: Uint32Array,
  nodes: Int32Array,
): Node {
  for (let atom = 0; atom < atoms; atom++) nodes[atom] = hasBit(row, atom) ? ALL : NONE
  let at = atoms
  for (const { variable, low, high } of tree) {
    const [below, above] = [nodes[low] as Node, nodes[high] as Node]
    nodes[at++] = below === above ? below : diagram.node(variable, below, above)
  }
  return nodes[at - 1] as Node
}

/** What continues with `ends[code]` for each code of a field; codes without a class continue as the last one. */
function joinedByCode(
  { base, bits }: CodedField,
  ends: Int32Array | Uint32Array,
  make: (variable: number, low: number, high: number) => number,
): number {
  const beyond = ends[ends.length - 1] as number
  let level = ends
  for (let bit = bits - 1; bit >= 0; bit--) {
    const above = new Int32Array((level.length + 1) >>> 1)
    for (let pair = 0; pair < above.length; pair++) {
      const high = 2 * pair + 1 < level.length ? (level[2 * pair + 1] as number) : beyond
      above[pair] = make(base + bit, level[2 * pair] as number, high)
    }
    level = above
  }
  return level[0] as number
}
