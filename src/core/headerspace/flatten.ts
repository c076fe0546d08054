// First-match lists turned into disjoint rows: every packet meets at most one, so order no longer matters.

import type { PortRange } from '../model/ports.ts'
import type { Protocol } from '../model/protocol.ts'
import type { Classes } from './classes.ts'
import { Flattener } from './flattener.ts'
import type { Row } from './partition.ts'

/** What a clause asks of a packet; null = anything. */
export interface FlatClause {
  readonly protocol: Protocol
  readonly ports: readonly PortRange[] | null
  readonly sourcePorts: readonly PortRange[] | null
  readonly peer: { readonly key: string } | null
}

/** A row that knows its winner and not only the winner's place. */
export interface FlatRow<C extends FlatClause> extends Omit<Row, 'clause'> {
  readonly clause: C
}

export interface ClassRows<C extends FlatClause> {
  readonly classId: number
  readonly rows: readonly FlatRow<C>[]
}

export interface FlatPolicy<C extends FlatClause> {
  /** Only where the winner differs from that of `any` in the class's family; look here first. */
  readonly special: readonly ClassRows<C>[]
  /** What holds for a peer in no special set, by family; without what `fallback` wins. */
  readonly any: { readonly 4: readonly FlatRow<C>[]; readonly 6: readonly FlatRow<C>[] }
  /** The clause at the end that takes everything; null = there is none. */
  readonly fallback: C | null
  /** Whether any clause looks at source ports; else all rows span them all. */
  readonly usesSourcePorts: boolean
}

/** Disjoint rows for all packets of one direction; `row.clause` is the first clause that matches. */
export const flatten = <C extends FlatClause>(clauses: readonly C[], classes: Classes): FlatPolicy<C> =>
  new Flattener(clauses).flatten(classes)
