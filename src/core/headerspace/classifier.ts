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

/** Undefined when the clauses part packets in too many ways: more than rules of one interface do. */
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
  const [source, destination] = [fields.source.classes, fields.destination.classes]
  if (source.count * destination.count > MOST_PAIRS) return undefined
  const services = serviceTables(fields)
  const rows = new Rows(fields, atoms)
  const lookUp = family === 4 ? lookUp4(source, destination) : lookUp6(source, destination)
  return {
    classify: (packets, decided) => {
      for (let from = 0; from < packets.count; from += CHUNK) {
        const count = Math.min(CHUNK, packets.count - from)
        lookUp(packets, from, count, rows.cells)
        findAtoms(packets, from, count, services, atoms, rows)
        rows.decide(from, count, decided)
      }
    },
  }
}

/** So many packets pass each stage together: their cells stay in the first-level cache. */
const CHUNK = 1024

interface ServiceTables {
  /** Class × number of service classes. */
  readonly protocol: Int32Array
  readonly service: Uint16Array
  readonly sourcePort: Uint16Array
  readonly sourcePorts: number
}

function serviceTables({ protocol, service, sourcePort }: BoxFields): ServiceTables {
  const services = service.classes.count
  return {
    protocol: Int32Array.from(valueTable(protocol.classes, 256), (each) => each * services),
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

/** Whole numbers of 32 bits throughout: anything else is calculated as floating point. */
function findAtoms(
  { protocol, service, sourcePort }: PacketColumns,
  from: number,
  count: number,
  tables: ServiceTables,
  { table }: ServiceAtoms,
  { atomOf }: Rows,
): void {
  const { protocol: byProtocol, service: byService, sourcePort: bySourcePort, sourcePorts } = tables
  for (let at = 0; at < count; at++) {
    const packet = from + at
    let triple =
      ((byProtocol[protocol[packet] as number] as number) +
        (byService[service[packet] as number] as number)) |
      0
    if (sourcePorts !== 1) {
      const port = bySourcePort[sourcePort[packet] as number] as number
      triple = (Math.imul(triple, sourcePorts) + port) | 0
    }
    atomOf[at] = table[triple] as number
  }
}

type LookUp = (packets: PacketColumns, from: number, count: number, cells: Int32Array) => void

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
  cells: Int32Array,
): void {
  for (let at = 0; at < count; at++) {
    const address = addresses[from + at] as number
    let entry = top[address >>> 16] as number
    if (entry < 0) {
      entry = blocks[(~entry << 8) + ((address >>> 8) & 255)] as number
      if (entry < 0) entry = blocks[(~entry << 8) + (address & 255)] as number
    }
    cells[at] = ((cells[at] as number) + Math.imul(entry, factor)) | 0
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

/** Entries that are kept in one array where all rows fit; memory that is never touched costs nothing. */
const MOST_ENTRIES = 1 << 25
/** Pairs of address classes, beyond which there is no classifier. */
const MOST_PAIRS = 1 << 24

/** What an entry holds beyond the place of the clause: 0 = its row is not made yet, 1 = no clause. */
const SHIFT = 2

/** For each pair of address classes the deciding clause of each service atom; made when first asked for. */
class Rows {
  /** Pair of address classes of each packet of a chunk, and its service atom. */
  readonly cells = new Int32Array(CHUNK)
  readonly atomOf = new Int32Array(CHUNK)
  readonly #atoms: ServiceAtoms
  readonly #destinations: number
  readonly #bySource: Uint32Array
  readonly #byDestination: Uint32Array
  readonly #boxes: Uint32Array
  readonly #left: Uint32Array
  /** Where the row of each pair begins, null where they all stand in order; 0 = a row without entries. */
  readonly #offsets: Int32Array | null
  #entries: Int16Array | Int32Array
  #used: number

  constructor({ source, destination }: BoxFields, atoms: ServiceAtoms) {
    this.#atoms = atoms
    this.#destinations = destination.classes.count
    this.#bySource = boxesOfClasses(source)
    this.#byDestination = boxesOfClasses(destination)
    this.#boxes = new Uint32Array(wordsFor(countOf(source)))
    this.#left = new Uint32Array(atoms.words)
    const pairs = source.classes.count * destination.classes.count
    const isInOrder = pairs * atoms.count <= MOST_ENTRIES
    this.#offsets = isInOrder ? null : new Int32Array(pairs)
    this.#used = atoms.count
    const room = isInOrder ? pairs * atoms.count : 64 * atoms.count
    this.#entries = countOf(source) < 32768 - SHIFT ? new Int16Array(room) : new Int32Array(room)
  }

  decide(from: number, count: number, decided: Int32Array): void {
    while (!this.#read(from, count, decided)) this.#fillMissing(count)
  }

  #read(from: number, count: number, decided: Int32Array): boolean {
    return this.#offsets === null
      ? readInOrder(this.#entries, this.#atoms.count, this.cells, this.atomOf, from, count, decided)
      : readByOffset(this.#entries, this.#offsets, this.cells, this.atomOf, from, count, decided)
  }

  #fillMissing(count: number): void {
    for (let at = 0; at < count; at++) {
      const pair = this.cells[at] as number
      const start = this.#offsets === null ? pair * this.#atoms.count : (this.#offsets[pair] as number)
      if (this.#entries[start + (this.atomOf[at] as number)] === 0) this.#fill(pair)
    }
  }

  /** Where the row of a pair is to stand; when there is no room left, all rows are made anew as they are asked for. */
  #place(pair: number): number {
    const { count } = this.#atoms
    if (this.#offsets === null) return pair * count
    if (this.#used + count > MOST_ENTRIES) {
      this.#offsets.fill(0)
      this.#used = count
    }
    const start = this.#used
    this.#used += count
    this.#entries = grown(this.#entries, this.#used)
    this.#offsets[pair] = start
    return start
  }

  #fill(pair: number): void {
    const { words, ofBoxes, count, from, to } = this.#atoms
    const start = this.#place(pair)
    const [boxes, left, entries] = [this.#boxes, this.#left, this.#entries]
    entries.fill(1, start, start + count)
    left.fill(0xffff_ffff)
    const source = Math.floor(pair / this.#destinations)
    const fromDestination = (pair % this.#destinations) * boxes.length
    intersect(this.#bySource, source * boxes.length, this.#byDestination, fromDestination, boxes)
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

function readByOffset(
  entries: Int16Array | Int32Array,
  offsets: Int32Array,
  cells: Int32Array,
  atomOf: Int32Array,
  from: number,
  count: number,
  decided: Int32Array,
): boolean {
  let isMissing = false
  for (let at = 0; at < count; at++) {
    const place = ((offsets[cells[at] as number] as number) + (atomOf[at] as number)) | 0
    const entry = entries[place] as number
    if (entry === 0) isMissing = true
    decided[from + at] = entry - SHIFT
  }
  return !isMissing
}

const countOf = ({ tokenOf }: BoxField): number => tokenOf.length
