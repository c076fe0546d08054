// A list of clauses compiled for millions of packets: which clause decides, in a handful of table loads each.

import type { Family } from '../model/address.ts'
import type { Direction } from '../model/packet.ts'
import { AddressTable } from './addressTable.ts'
import { type AddressTrie, addressTrie } from './addressTrie.ts'
import { grown, lowestBit, wordsFor } from './bits.ts'
import { boxOf, type MatchClause } from './box.ts'
import { type BoxField, type BoxFields, boxesOfClasses, boxFields } from './boxFields.ts'
import type { PacketColumns } from './columns.ts'
import type { FieldClasses } from './fieldClasses.ts'
import { intersect, type ServiceAtoms, serviceAtoms } from './serviceAtoms.ts'

export interface Classifier {
  /** Writes for each packet the place of the first clause that matches, -1 where none does. */
  classify(packets: PacketColumns, decided: Int32Array): void
}

/** Undefined when the clauses part the services in too many ways: more than a cloud's quota of rules can. */
export function compileClassifier(
  clauses: readonly MatchClause[],
  direction: Direction,
  family: Family,
): Classifier | undefined {
  const fields = boxFields(
    clauses.map((clause) => boxOf(clause, direction)),
    family,
  )
  const atoms = serviceAtoms(fields)
  if (atoms === undefined) return undefined
  const services = serviceTables(fields)
  const rows = new Rows(fields, atoms)
  const [source, destination] = [fields.source.classes, fields.destination.classes]
  const lookUp = family === 4 ? lookUp4(source, destination) : lookUp6(source, destination)
  return {
    classify: (packets, decided) => {
      for (let from = 0; from < packets.count; from += CHUNK) {
        const count = Math.min(CHUNK, packets.count - from)
        lookUp(packets, from, count, rows.cells)
        classifyChunk(packets, from, count, services, atoms.table, rows, decided)
      }
    },
  }
}

/** So many packets pass each stage together: their cells stay in the first-level cache. */
const CHUNK = 1024

interface ServiceTables {
  /** Class × number of service classes. */
  readonly protocol: Uint32Array
  readonly service: Uint16Array
  readonly sourcePort: Uint16Array
  readonly sourcePorts: number
}

function serviceTables({ protocol, service, sourcePort }: BoxFields): ServiceTables {
  const services = service.classes.count
  return {
    protocol: Uint32Array.from(valueTable(protocol.classes, 256), (each) => each * services),
    service: valueTable(service.classes, 65536),
    sourcePort: valueTable(sourcePort.classes, 65536),
    sourcePorts: sourcePort.classes.count,
  }
}

function valueTable({ starts, classes }: FieldClasses, size: number): Uint16Array {
  const table = new Uint16Array(size)
  for (const [place, each] of classes.entries()) table.fill(each, starts[place], starts[place + 1] ?? size)
  return table
}

function classifyChunk(
  { protocol, service, sourcePort }: PacketColumns,
  from: number,
  count: number,
  tables: ServiceTables,
  atoms: Uint32Array,
  rows: Rows,
  decided: Int32Array,
): void {
  const { cells, offsets } = rows
  const { protocol: byProtocol, service: byService, sourcePort: bySourcePort, sourcePorts } = tables
  let { pool } = rows
  for (let at = 0; at < count; at++) {
    const packet = from + at
    const pair =
      (byProtocol[protocol[packet] as number] as number) + (byService[service[packet] as number] as number)
    const atom = atoms[
      sourcePorts === 1 ? pair : pair * sourcePorts + (bySourcePort[sourcePort[packet] as number] as number)
    ] as number
    const cell = cells[at] as number
    let offset = offsets[cell] as number
    if (offset < 0) {
      offset = rows.fill(cell)
      pool = rows.pool
    }
    decided[packet] = pool[offset + atom] as number
  }
}

type LookUp = (packets: PacketColumns, from: number, count: number, cells: Uint32Array) => void

/** A field that no clause asks about is not looked at. */
function lookUp4(source: FieldClasses, destination: FieldClasses): LookUp {
  const bySource = source.count > 1 ? addressTrie(source) : undefined
  const byDestination = destination.count > 1 ? addressTrie(destination) : undefined
  return (packets, from, count, cells) => {
    cells.fill(0, 0, count)
    if (bySource !== undefined) addClasses4(bySource, packets.source, from, count, destination.count, cells)
    if (byDestination !== undefined) addClasses4(byDestination, packets.destination, from, count, 1, cells)
  }
}

function addClasses4(
  { top, blocks }: AddressTrie,
  addresses: Uint32Array,
  from: number,
  count: number,
  factor: number,
  cells: Uint32Array,
): void {
  for (let at = 0; at < count; at++) {
    const address = addresses[from + at] as number
    let entry = top[address >>> 16] as number
    if (entry < 0) {
      entry = blocks[(~entry << 8) + ((address >>> 8) & 255)] as number
      if (entry < 0) entry = blocks[(~entry << 8) + (address & 255)] as number
    }
    cells[at] = (cells[at] as number) + entry * factor
  }
}

function lookUp6(source: FieldClasses, destination: FieldClasses): LookUp {
  const bySource = source.count > 1 ? new AddressTable(source) : undefined
  const byDestination = destination.count > 1 ? new AddressTable(destination) : undefined
  return (packets, from, count, cells) => {
    cells.fill(0, 0, count)
    bySource?.addClasses(packets.source, from, count, destination.count, cells)
    byDestination?.addClasses(packets.destination, from, count, 1, cells)
  }
}

/** For each pair of address classes the deciding clause of each service atom; made when first asked for. */
class Rows {
  readonly cells = new Uint32Array(CHUNK)
  readonly offsets: Int32Array
  pool: Int16Array | Int32Array
  readonly #atoms: ServiceAtoms
  readonly #destinations: number
  readonly #bySource: Uint32Array
  readonly #byDestination: Uint32Array
  readonly #boxes: Uint32Array
  readonly #left: Uint32Array
  #used = 0

  constructor({ source, destination }: BoxFields, atoms: ServiceAtoms) {
    this.#atoms = atoms
    this.#destinations = destination.classes.count
    this.offsets = new Int32Array(source.classes.count * destination.classes.count).fill(-1)
    this.#bySource = boxesOfClasses(source)
    this.#byDestination = boxesOfClasses(destination)
    this.#boxes = new Uint32Array(wordsFor(countOf(source)))
    this.#left = new Uint32Array(atoms.words)
    this.pool = countOf(source) < 32768 ? new Int16Array(64 * atoms.count) : new Int32Array(64 * atoms.count)
  }

  /** Where the row of a cell begins in the pool. */
  fill(cell: number): number {
    const { words, ofBoxes, count, from, to } = this.#atoms
    const [boxes, left, start] = [this.#boxes, this.#left, this.#used]
    this.#used += count
    this.pool = grown(this.pool, this.#used)
    this.pool.fill(-1, start, this.#used)
    left.fill(0xffff_ffff)
    const source = Math.floor(cell / this.#destinations)
    const fromDestination = (cell % this.#destinations) * boxes.length
    intersect(this.#bySource, source * boxes.length, this.#byDestination, fromDestination, boxes)
    for (let block = 0; block < boxes.length; block++) {
      for (let rest = boxes[block] as number; rest !== 0; rest &= rest - 1) {
        const box = (block << 5) + lowestBit(rest)
        for (let word = from[box] as number; word < (to[box] as number); word++) {
          const mine = (left[word] as number) & (ofBoxes[box * words + word] as number)
          left[word] = (left[word] as number) & ~mine
          for (let bits = mine; bits !== 0; bits &= bits - 1)
            this.pool[start + (word << 5) + lowestBit(bits)] = box
        }
      }
    }
    this.offsets[cell] = start
    return start
  }
}

const countOf = ({ tokenOf }: BoxField): number => tokenOf.length
