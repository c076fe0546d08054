// A list of clauses compiled for millions of packets: which clause decides, in a handful of table loads each.

import type { Family } from '../model/address.ts'
import type { Direction } from '../model/packet.ts'
import { addressSide, CHUNK } from './addressLookUp.ts'
import { boxOf, type MatchClause } from './box.ts'
import { type BoxFields, type ServiceField, serviceFields } from './boxFields.ts'
import { ClauseRows } from './clauseRows.ts'
import type { PacketColumns } from './columns.ts'
import type { FieldClasses } from './fieldClasses.ts'
import { type ServiceAtoms, serviceAtoms } from './serviceAtoms.ts'

export interface Classifier {
  /** Writes for each packet the place of the first clause that matches, -1 where none does. */
  classify(packets: PacketColumns, decided: Int32Array): void
}

/** Pairs of address classes, beyond which there is no classifier. */
const MOST_PAIRS = 1 << 24
/** Verdicts of pairs of address classes on one service each that are kept at once. */
const MOST_ENTRIES = 1 << 25

/** Undefined when the clauses part packets in too many ways: more than rules of one interface do. */
export function compileClassifier(
  clauses: readonly MatchClause[],
  direction: Direction,
  family: Family,
  mostEntries = MOST_ENTRIES,
): Classifier | undefined {
  const boxes = clauses.map((clause) => boxOf(clause, direction))
  const services = serviceFields(boxes)
  const atoms = serviceAtoms(services)
  // The packets of one chunk must find room, each in a row of its own.
  if (atoms === undefined || (CHUNK + 2) * atoms.count > mostEntries) return undefined
  const [source, destination] = [
    addressSide(boxes, 'source', family),
    addressSide(boxes, 'destination', family),
  ]
  if (source.classes.count * destination.classes.count > MOST_PAIRS) return undefined
  const tables = serviceTables(services, atoms)
  const rows = new ClauseRows(source, destination, atoms, CHUNK, mostEntries)
  return {
    classify: (packets, decided) => {
      for (let from = 0; from < packets.count; from += CHUNK) {
        const count = Math.min(CHUNK, packets.count - from)
        rows.cells.fill(0, 0, count)
        source.addClasses?.(packets.source, from, count, destination.classes.count, rows.cells)
        destination.addClasses?.(packets.destination, from, count, 1, rows.cells)
        findAtoms(packets, from, count, tables, rows.atomOf)
        rows.decide(from, count, decided)
      }
    },
  }
}

interface ServiceTables {
  /** Class × number of service classes. */
  readonly protocol: Int32Array
  readonly service: Uint16Array
  readonly sourcePort: Uint16Array
  readonly sourcePorts: number
  /** Atom of each triple of classes. */
  readonly atoms: Uint16Array | Int32Array
}

function serviceTables(
  { protocol, service, sourcePort }: Pick<BoxFields, ServiceField>,
  { table, count }: ServiceAtoms,
): ServiceTables {
  const services = service.classes.count
  return {
    protocol: Int32Array.from(valueTable(protocol.classes, 256), (each) => each * services),
    service: valueTable(service.classes, 65536),
    sourcePort: valueTable(sourcePort.classes, 65536),
    sourcePorts: sourcePort.classes.count,
    atoms: count <= 1 << 16 ? Uint16Array.from(table) : table,
  }
}

function valueTable({ intervals: { starts, classes } }: FieldClasses, size: number): Uint16Array {
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
  atomOf: Int32Array,
): void {
  const { protocol: byProtocol, service: byService, sourcePort: bySourcePort, sourcePorts, atoms } = tables
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
    atomOf[at] = atoms[triple] as number
  }
}
