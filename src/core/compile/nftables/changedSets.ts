// What becomes of each set between two plans: which of it packets can notice, and which is about classes that nobody has.

import { madeOnce } from '../../model/madeOnce.ts'
import type { Element, NamedSet, Table } from './ast.ts'
import { headerOf } from './digest.ts'
import { elementChanges, elementKey } from './elements.ts'
import type { Move } from './moves.ts'
import { baseClasses } from './moves.ts'
import { HOSTS, RANGES, SETS } from './names.ts'
import { otherSets } from './tableIndex.ts'

export interface ElementChange {
  /** Rows of classes that no address had before. */
  readonly early: readonly Element[]
  readonly removed: readonly Element[]
  readonly added: readonly Element[]
  /** Rows of classes that no address has any more, and what nobody but a packet already let out asks for. */
  readonly late: readonly Element[]
}

export interface SetChange {
  readonly before: NamedSet
  readonly after: NamedSet
  /** Null: another kind of set. */
  readonly elements: ElementChange | null
}

export interface SetChanges {
  /** Of the sets that are in both tables and differ, by name. */
  readonly changes: ReadonlyMap<string, SetChange>
  /** Sets that come or go, all of whose rows are early or late, and the ports of such. */
  readonly passing: ReadonlySet<string>
}

export function setChanges(before: Table, after: Table, moves: readonly Move[]): SetChanges {
  const others = otherSets(before, after)
  const come = new Lazy(() =>
    lacking(
      before,
      moves.map(({ to }) => to),
    ),
  )
  const gone = new Lazy(() =>
    lacking(
      after,
      moves.map(({ from }) => from),
    ),
  )
  const changes = new Map<string, SetChange>()
  const passing = new Set<string>()
  const isAll = (set: NamedSet, classes: Lazy<ReadonlySet<number>>): boolean =>
    isRow(set) && moves.length > 0 && set.elements.every(({ key }) => classes.value.has(key[0] as number))
  for (const set of others.come) if (isPorts(set) || isAll(set, come)) passing.add(set.name)
  for (const { was, is: set } of others.changed) {
    if (headerOf(was) !== headerOf(set)) {
      changes.set(set.name, { before: was, after: set, elements: null })
      continue
    }
    const { removed, added } = elementChanges(was, set)
    if (removed.length + added.length === 0) continue
    const isEarly = (row: Element): boolean => isRow(set) && come.value.has(row.key[0] as number)
    const again = set.name === SETS.snat ? new Set(added.map(elementKey)) : null
    const isLate = (row: Element): boolean =>
      again === null ? isRow(set) && gone.value.has(row.key[0] as number) : !again.has(elementKey(row))
    changes.set(set.name, {
      ...{ before: was, after: set },
      elements: {
        early: added.filter(isEarly),
        removed: removed.filter((row) => !isLate(row)),
        added: added.filter((row) => !isEarly(row)),
        late: removed.filter(isLate),
      },
    })
  }
  for (const set of others.gone) if (isPorts(set) || isAll(set, gone)) passing.add(set.name)
  return { changes, passing }
}

export const isVisible = ({ elements }: SetChange): boolean =>
  elements === null || elements.removed.length + elements.added.length > 0

/** Whether something may be left in it for a while. */
export const mayHoldMore = (set: NamedSet): boolean => isRow(set) || set.name === SETS.snat

/** Who asks there first meets what would be met without it: a port is there as long as a row is about it. */
const isPorts = ({ name }: NamedSet): boolean => /^a?[ei]_[a-z2-7]+_ports$/.test(name)

/** About the peers of one class. */
const isRow = ({ key, value }: NamedSet): boolean => key[0] === 'mark' && value === 'verdict'

/** Which of these classes no address has. */
function lacking(table: Table, classes: readonly number[]): ReadonlySet<number> {
  const left = new Set(classes)
  for (const each of baseClasses(table)) left.delete(each)
  for (const { name, elements } of table.sets) {
    if (left.size === 0 || (!HOSTS.includes(name) && !RANGES.includes(name))) continue
    const there = classesIn(elements)
    for (const each of left) if (there.has(each)) left.delete(each)
  }
  return left
}

/** Once for a list: whose rules change, the hosts of a thousand rules do not. */
const classesIn = madeOnce(
  (elements: readonly Element[]): ReadonlySet<number> =>
    new Set(elements.map(({ value }) => value as number)),
)

class Lazy<T> {
  readonly #make: () => T
  #made: { readonly value: T } | null = null

  constructor(make: () => T) {
    this.#make = make
  }

  get value(): T {
    this.#made ??= { value: this.#make() }
    return this.#made.value
  }
}
