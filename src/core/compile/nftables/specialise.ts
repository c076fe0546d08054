// Parts an ENI's own addresses by the clauses that name them, so that rows need no column for the own side.

import type { Address } from '../../model/address.ts'
import { type AddressRange, rangeWithin } from '../../model/cidr.ts'
import type { Clause } from '../../policy/policy.ts'

export interface OwnPart {
  readonly ranges: readonly AddressRange[]
  /** Clauses that hold for these addresses, in order. */
  readonly clauses: readonly Clause[]
  /** Which of the named ranges these addresses are in: one name for the part, whatever else the list says. */
  readonly within: string
}

interface Draft {
  readonly ranges: AddressRange[]
  readonly clauses: readonly Clause[]
  readonly within: string
}

/** Lists that were made of a list for some own addresses: made once, so that plans share them. */
const partsMade = new WeakMap<readonly Clause[], Map<string, readonly Clause[]>>()

const ownNamed = new WeakMap<readonly Clause[], readonly AddressRange[]>()

export function ownRanges(clauses: readonly Clause[]): readonly AddressRange[] {
  const known = ownNamed.get(clauses)
  if (known !== undefined) return known
  const named = clauses.flatMap((clause) => (clause.own === null ? [] : [clause.own]))
  ownNamed.set(clauses, named)
  return named
}

/** One part, with the very list given, when no clause tells the addresses apart. */
export function specialise(clauses: readonly Clause[], own: readonly AddressRange[]): readonly OwnPart[] {
  const named = ownRanges(clauses)
  if (named.length === 0) return [{ ranges: own, clauses, within: '' }]
  const known = partsMade.get(clauses) ?? new Map<string, readonly Clause[]>()
  partsMade.set(clauses, known)
  const parts = new Map<string, Draft>()
  for (const range of own.flatMap((each) => cut(each, named))) {
    const kept = clauses.map((clause) => clause.own === null || rangeWithin(range, clause.own))
    const key = kept.map(Number).join('')
    const part = parts.get(key)
    if (part !== undefined) part.ranges.push(range)
    else {
      const list = known.get(key) ?? clauses.filter((_, place) => kept[place])
      known.set(key, list)
      parts.set(key, { ranges: [range], clauses: list, within: namesAround(range, named) })
    }
  }
  return [...parts.values()]
}

export const singleRange = ({ family, value }: Address): AddressRange => ({
  family,
  first: value,
  last: value,
})

const namesAround = (range: AddressRange, named: readonly AddressRange[]): string =>
  [...new Set(named.filter((each) => rangeWithin(range, each)).map((each) => `${each.first}-${each.last}`))]
    .sort()
    .join()

/** Pieces that lie wholly inside or wholly outside of each named range. */
function cut(range: AddressRange, named: readonly AddressRange[]): AddressRange[] {
  const starts = new Set([range.first])
  for (const each of named) {
    if (each.family !== range.family) continue
    for (const start of [each.first, each.last + 1n]) {
      if (range.first < start && start <= range.last) starts.add(start)
    }
  }
  const sorted = [...starts].sort((a, b) => (a < b ? -1 : 1))
  return sorted.map((first, index) => ({
    family: range.family,
    first,
    last: (sorted[index + 1] ?? range.last + 1n) - 1n,
  }))
}
