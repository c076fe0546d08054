// One list being flattened again and again: for other classes, or as the successor of a list that was a little different.

import { FAMILIES, type Family } from '../model/address.ts'
import { ALL_PORTS, type PortRange } from '../model/ports.ts'
import { sharedEnds } from '../model/sharedEnds.ts'
import type { AddressClass, Classes } from './classes.ts'
import type { ClassRows, FlatClause, FlatPolicy, FlatRow } from './flatten.ts'
import { Partition, type Row } from './partition.ts'
import { PlainPartition } from './plainPartition.ts'

/** What the two kinds of partition have in common; cells are their own affair. */
interface Cutter<Cells> {
  cellsOf(subset: readonly number[]): readonly Cells[]
  rowsOf(cells: readonly Cells[]): readonly Row[]
  rowsBeyond(cells: readonly Cells[], extra: readonly number[]): readonly Row[]
}

/** Clauses about anybody, and about those whom a whole family's sets contain. */
interface Base<C extends FlatClause> {
  readonly keys: ReadonlySet<string>
  readonly places: readonly number[]
  readonly clauses: readonly C[]
  readonly cells: readonly unknown[]
  readonly any: readonly FlatRow<C>[]
  /** Rows by the keys that a class has beyond these. */
  readonly beyond: Map<string, Beyond<C>>
}

interface Beyond<C extends FlatClause> {
  readonly keys: readonly string[]
  readonly clauses: readonly C[]
  /** How many of the base's clauses stand before each. */
  readonly ranks: readonly number[]
  readonly rows: readonly FlatRow<C>[]
}

/** What may be other than before: clauses about these, and so all classes that are in them, or were. */
interface Touched {
  readonly keys: ReadonlySet<string | null>
  readonly classes: ReadonlySet<AddressClass>
  readonly before: ReadonlySet<number>
}

export class Flattener<C extends FlatClause> {
  readonly #clauses: readonly C[]
  readonly #places: ReadonlyMap<string | null, readonly number[]>
  readonly #usesSourcePorts: boolean
  readonly #cutter: Cutter<unknown>
  readonly #fallback: C | null
  readonly #bases = new Map<string, Base<C>>()
  #before: Flattener<C> | null
  /** By family what all rows of special classes were compared with. */
  #around: { readonly [family in Family]: Base<C> } | null = null
  #holding: ReadonlyMap<string | null, readonly AddressClass[] | undefined> = new Map()
  #all: Classes['holding'] | null = null
  #family: Classes['base'] | null = null
  #last: FlatPolicy<C> | null = null
  #rowsOfClass: ReadonlyMap<number, ClassRows<C>> = new Map()

  /** What `before` has worked out is taken over where it still holds; it must not be used any more. */
  constructor(clauses: readonly C[], before: Flattener<C> | null = null) {
    this.#clauses = clauses
    this.#places = placesByPeer(clauses)
    this.#usesSourcePorts = clauses.some((clause) => clause.sourcePorts !== null)
    this.#cutter = (
      this.#usesSourcePorts ? new Partition(clauses) : new PlainPartition(clauses)
    ) as Cutter<unknown>
    this.#fallback = fallbackOf(clauses)
    this.#before = before
    this.#rowsOfClass = before === null ? new Map() : before.#rowsOfClass
  }

  /** The very same object as the last time where nothing that matters here has changed. */
  flatten(classes: Classes): FlatPolicy<C> {
    const { holding: all, base } = classes
    if (this.#last !== null && this.#all === all && this.#family === base) return this.#last
    const holding = new Map([...this.#places.keys()].map((key) => [key, classes.holding.get(key ?? '')]))
    const isSame =
      this.#last !== null &&
      this.#family?.[4] === classes.base[4] &&
      this.#family[6] === classes.base[6] &&
      [...holding].every(([key, each]) => each === this.#holding.get(key))
    this.#all = all
    if (isSame && this.#last !== null) {
      this.#family = base
      return this.#last
    }
    const bases = { 4: this.#baseOf(classes, 4), 6: this.#baseOf(classes, 6) }
    const touched = this.#touchedSince(this.#before, classes, holding, bases)
    const special = touched === null ? [] : this.#untouched(touched, bases)
    for (const each of touched?.classes ?? new Set([...holding.values()].flatMap((list) => list ?? []))) {
      const rows = this.#rowsFor(each, bases[each.family ?? 4])
      if (rows.length > 0) special.push(this.#classRows(each.id, rows))
    }
    special.sort((a, b) => a.classId - b.classId)
    this.#around = bases
    this.#holding = holding
    this.#family = classes.base
    this.#before = null
    this.#rowsOfClass = new Map(special.map((each) => [each.classId, each]))
    this.#last = {
      special,
      any: { 4: bases[4].any, 6: bases[6].any },
      fallback: this.#fallback,
      usesSourcePorts: this.#usesSourcePorts,
    }
    return this.#last
  }

  /**
   * Whom the edit of the list, or another class, is about; null where everybody may be. Clauses that stay stay in their
   * order: as long as none of those about anybody is another one, the rows of all other classes are what they were.
   */
  #touchedSince(
    before: Flattener<C> | null,
    classes: Classes,
    holding: ReadonlyMap<string | null, readonly AddressClass[] | undefined>,
    bases: { readonly [family in Family]: Base<C> },
  ): Touched | null {
    if (before === null || before.#around === null || before.#usesSourcePorts !== this.#usesSourcePorts)
      return null
    const isAround = (family: Family): boolean =>
      sameList(before.#around?.[family].clauses ?? [], bases[family].clauses)
    if (!FAMILIES.every(isAround)) return null
    const { head, tail } = sharedEnds(before.#clauses, this.#clauses)
    const edited = [before.#clauses, this.#clauses].flatMap((list) => list.slice(head, list.length - tail))
    const keys = new Set<string | null>(edited.map(({ peer }) => peer?.key ?? null))
    for (const [key, list] of holding) if (list !== before.#holding.get(key)) keys.add(key)
    const of = (find: (key: string | null) => readonly AddressClass[] | undefined) =>
      new Set([...keys].flatMap((key) => find(key) ?? []))
    return {
      keys,
      classes: of((key) => classes.holding.get(key ?? '')),
      before: new Set([...of((key) => before.#holding.get(key))].map(({ id }) => id)),
    }
  }

  /** What the flattener before has made of all others, taken over. */
  #untouched(touched: Touched, bases: { readonly [family in Family]: Base<C> }): ClassRows<C>[] {
    for (const base of new Set(Object.values(bases))) {
      for (const [text, beyond] of this.#oldBase([...base.keys].join('\n'))?.beyond ?? [])
        if (!beyond.keys.some((key) => touched.keys.has(key))) base.beyond.set(text, beyond)
    }
    const ids = new Set([...touched.classes].map(({ id }) => id))
    const last = this.#before === null ? null : this.#before.#last
    return (last?.special ?? []).filter(({ classId }) => !ids.has(classId) && !touched.before.has(classId))
  }

  /** Whether cells and rows of the same clauses are the same ones. */
  cutsLike(other: Flattener<C>): boolean {
    return this.#usesSourcePorts === other.#usesSourcePorts && this.#fallback === other.#fallback
  }

  #classRows(classId: number, rows: readonly FlatRow<C>[]): ClassRows<C> {
    const known = this.#rowsOfClass.get(classId)
    return known?.rows === rows ? known : { classId, rows }
  }

  #baseOf(classes: Classes, family: Family): Base<C> {
    const keys = classes.base[family].keys.filter((key) => this.#places.has(key))
    const text = keys.join('\n')
    const known = this.#bases.get(text)
    if (known !== undefined) return known
    const places = this.#placesOf([null, ...keys])
    const clauses = places.map((place) => this.#clauses[place] as C)
    const old = this.#oldBase(text)
    const isCutAlike = this.#before?.cutsLike(this) === true
    if (old !== undefined && isCutAlike && sameList(old.places, places) && sameList(old.clauses, clauses)) {
      const { cells, any } = old
      const same: Base<C> = { keys: new Set(keys), places, clauses, cells, any, beyond: new Map() }
      this.#bases.set(text, same)
      return same
    }
    const cells = this.#cutter.cellsOf(places)
    const rows = this.#cutter.rowsOf(cells).map((row) => this.#named(row))
    const any = sharedRows(
      old?.any ?? [],
      rows.filter((row) => row.clause !== this.#fallback),
    )
    const base: Base<C> = { keys: new Set(keys), places, clauses, cells, any, beyond: new Map() }
    this.#bases.set(text, base)
    return base
  }

  #rowsFor(each: AddressClass, base: Base<C>): readonly FlatRow<C>[] {
    const keys = each.keys.filter((key) => this.#places.has(key) && !base.keys.has(key))
    if (keys.length === 0) return []
    const text = keys.join('\n')
    const known = base.beyond.get(text)
    if (known !== undefined) return known.rows
    const places = this.#placesOf(keys)
    const clauses = places.map((place) => this.#clauses[place] as C)
    const ranks = ranksIn(base.places, places)
    const old = this.#oldOf(base, text)
    const isSame = old?.isBaseSame === true && sameList(old.clauses, clauses) && sameList(old.ranks, ranks)
    const rows = isSame
      ? old.rows
      : sharedRows(
          old?.rows ?? [],
          this.#cutter.rowsBeyond(base.cells, places).map((row) => this.#named(row)),
        )
    base.beyond.set(text, { keys, clauses, ranks, rows })
    return rows
  }

  #oldOf(base: Base<C>, text: string): (Beyond<C> & { readonly isBaseSame: boolean }) | undefined {
    const old = this.#oldBase([...base.keys].join('\n'))
    const beyond = old?.beyond.get(text)
    if (old === undefined || beyond === undefined) return undefined
    return { ...beyond, isBaseSame: sameList(old.clauses, base.clauses) }
  }

  #oldBase(text: string): Base<C> | undefined {
    return this.#before === null ? undefined : this.#before.#bases.get(text)
  }

  #placesOf(keys: readonly (string | null)[]): readonly number[] {
    if (keys.length === 1) return this.#places.get(keys[0] as string | null) ?? []
    return keys.flatMap((key) => this.#places.get(key) ?? []).sort((a, b) => a - b)
  }

  #named({ clause, ...row }: Row): FlatRow<C> {
    return { ...row, clause: this.#clauses[clause] as C }
  }
}

/** Null stands for clauses about anybody. */
function placesByPeer(clauses: readonly FlatClause[]): ReadonlyMap<string | null, readonly number[]> {
  const places = new Map<string | null, number[]>()
  for (const [place, { peer }] of clauses.entries()) {
    const key = peer?.key ?? null
    const list = places.get(key)
    if (list === undefined) places.set(key, [place])
    else list.push(place)
  }
  return places
}

function ranksIn(base: readonly number[], places: readonly number[]): readonly number[] {
  let rank = 0
  return places.map((place) => {
    while (rank < base.length && (base[rank] as number) < place) rank++
    return rank
  })
}

/** The old list where both are equal, else the new one with the old one's equal rows in it. */
function sharedRows<C extends FlatClause>(
  old: readonly FlatRow<C>[],
  rows: readonly FlatRow<C>[],
): readonly FlatRow<C>[] {
  if (old.length === 0) return rows
  const known = new Map(old.map((row) => [keyOf(row), row]))
  const shared = rows.map((row) => {
    const like = known.get(keyOf(row))
    return like?.clause === row.clause ? like : row
  })
  return sameList(old, shared) ? old : shared
}

const keyOf = ({ protocols, ports, sourcePorts }: Omit<FlatRow<FlatClause>, 'clause'>): string =>
  `${protocols.first}-${protocols.last} ${ports.first}-${ports.last} ${sourcePorts.first}-${sourcePorts.last}`

const sameList = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a === b || (a.length === b.length && a.every((each, index) => each === b[index]))

function fallbackOf<C extends FlatClause>(clauses: readonly C[]): C | null {
  const last = clauses.at(-1)
  if (last === undefined || last.peer !== null || last.protocol !== 'all') return null
  return isEverything(last.ports) && isEverything(last.sourcePorts) ? last : null
}

const isEverything = (ranges: readonly PortRange[] | null): boolean =>
  ranges === null || ranges.some((range) => range.first === ALL_PORTS.first && range.last === ALL_PORTS.last)
