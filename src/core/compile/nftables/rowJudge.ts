// What a profile says about a box of packets at once, read from its maps.

import { FAMILIES, type Family } from '../../model/address.ts'
import type { PortRange } from '../../model/ports.ts'
import { type Element, isSpan, type NamedSet, type Part, type Table } from './ast.ts'
import { CHAINS, exactMap, profileChain, profileMap, type RowKind } from './names.ts'

/** Protocols, destination ports, source ports. */
export type Box = readonly [PortRange, PortRange, PortRange]

const ALL: PortRange = { first: 0, last: 65535 }

export interface RowSets {
  readonly special: readonly NamedSet[]
  readonly any: { readonly [family in Family]: readonly NamedSet[] }
  /** What holds where no row does. */
  readonly end: boolean
}

const rowSetsMade = new WeakMap<Table['chains'][number], RowSets>()

/** The same object as long as the sets and the end are: what is worked out about it may be kept. */
export function rowSetsOf(
  profile: string,
  sets: ReadonlyMap<string, NamedSet>,
  chains: ReadonlyMap<string, Table['chains'][number]>,
): RowSets {
  const both = (kind: RowKind): readonly NamedSet[] =>
    [exactMap(profile, kind), profileMap(profile, kind)].flatMap((name) => sets.get(name) ?? [])
  const chain = chains.get(profileChain(profile, 'original'))
  const last = chain?.rules.at(-1)?.statements.at(-1)
  const shared = both('any')
  const made: RowSets = {
    special: both('special'),
    any: { 4: [...shared, ...both('any4')], 6: [...shared, ...both('any6')] },
    end: last !== undefined && 'do' in last && last.do === 'goto' && last.chain !== CHAINS.drop,
  }
  const known = chain === undefined ? undefined : rowSetsMade.get(chain)
  if (known !== undefined && areSame(known, made)) return known
  if (chain !== undefined) rowSetsMade.set(chain, made)
  return made
}

const areSame = (a: RowSets, b: RowSets): boolean =>
  a.end === b.end &&
  sameSets(a.special, b.special) &&
  FAMILIES.every((family) => sameSets(a.any[family], b.any[family]))

const sameSets = (a: readonly NamedSet[], b: readonly NamedSet[]): boolean =>
  a.length === b.length && a.every((set, at) => set === b[at])

export const accepts = ({ value }: Element): boolean =>
  typeof value === 'object' && value.do === 'goto' && value.chain !== CHAINS.drop

/** `special`: its key begins with a class. */
export function boxOf({ key }: Element, special: boolean): Box {
  const [protocols, ports, sourcePorts] = (special ? key.slice(1) : key).map(rangeOf)
  return [protocols ?? ALL, ports ?? ALL, sourcePorts ?? ALL]
}

/** Whether all packets of the box, to or from a peer of that class, fare like this. */
export function allFare(
  sets: RowSets,
  classId: number | null,
  family: Family,
  box: Box,
  accepted: boolean,
): boolean {
  let left: readonly Box[] = [box]
  const layers: readonly (readonly [rows: readonly Element[], special: boolean])[] = [
    ...sets.special.map(
      (set) => [classId === null ? [] : (rowsByClass(set).get(classId) ?? []), true] as const,
    ),
    ...sets.any[family].map((set) => [set.elements, false] as const),
  ]
  for (const [rows, special] of layers) {
    for (const row of rows) {
      const taken = boxOf(row, special)
      const rest = left.flatMap((each) => without(each, taken))
      if (rest.length === left.length && rest.every((each, index) => each === left[index])) continue
      if (accepts(row) !== accepted) return false
      if (rest.length === 0) return true
      left = rest
    }
  }
  return sets.end === accepted
}

const indexes = new WeakMap<NamedSet, ReadonlyMap<number, readonly Element[]>>()

export function rowsByClass(set: NamedSet): ReadonlyMap<number, readonly Element[]> {
  const known = indexes.get(set)
  if (known !== undefined) return known
  const index = new Map<number, Element[]>()
  for (const element of set.elements) {
    const list = index.get(element.key[0] as number)
    if (list === undefined) index.set(element.key[0] as number, [element])
    else list.push(element)
  }
  indexes.set(set, index)
  return index
}

const rangeOf = (part: Part): PortRange =>
  isSpan(part)
    ? { first: Number(part.first), last: Number(part.last) }
    : { first: Number(part), last: Number(part) }

/** The box itself where the other one does not touch it. */
function without(box: Box, taken: Box): readonly Box[] {
  const misses = box.some((side, at) => {
    const other = taken[at] as PortRange
    return other.last < side.first || side.last < other.first
  })
  if (misses) return [box]
  const pieces: Box[] = []
  let core = box
  for (const at of [0, 1, 2] as const) {
    const side = core[at]
    const { first, last } = taken[at]
    if (side.first < first) pieces.push(withSide(core, at, { first: side.first, last: first - 1 }))
    if (last < side.last) pieces.push(withSide(core, at, { first: last + 1, last: side.last }))
    core = withSide(core, at, { first: Math.max(first, side.first), last: Math.min(last, side.last) })
  }
  return pieces
}

function withSide(box: Box, at: 0 | 1 | 2, side: PortRange): Box {
  const [a, b, c] = box
  return at === 0 ? [side, b, c] : at === 1 ? [a, side, c] : [a, b, side]
}
