// Sets of addresses as sorted, disjoint ranges: merge, look up, unite, subtract.

import { type Address, type Family, parseAddress } from './address.ts'
import { type AddressRange, cidrOf, parseCidr, rangeOf } from './cidr.ts'

/** Sorted by family and first address; no two ranges overlap or touch. */
export type AddressSet = readonly AddressRange[]

export const normaliseRanges = (ranges: Iterable<AddressRange>): AddressSet => merged(ranges, 1n)

/** Sorted and disjoint; those that touch stay two, so that one that comes or goes leaves the others alone. */
export function disjointRanges(ranges: readonly AddressRange[]): readonly AddressRange[] {
  return ranges.every((range, place) => place === 0 || standsBefore(ranges[place - 1] as AddressRange, range))
    ? ranges
    : merged(ranges, 0n)
}

const standsBefore = (a: AddressRange, b: AddressRange): boolean =>
  a.family === b.family ? a.last < b.first : a.family < b.family

function merged(ranges: Iterable<AddressRange>, gap: bigint): AddressRange[] {
  const sorted = [...ranges].sort(compareRanges)
  const list: AddressRange[] = []
  for (const range of sorted) {
    const before = list.at(-1)
    if (before === undefined || before.family !== range.family || before.last + gap < range.first) {
      list.push(range)
    } else if (before.last < range.last) {
      list[list.length - 1] = { ...before, last: range.last }
    }
  }
  return list
}

/** Binary search; `set` must be normalised. */
export function setContains(set: AddressSet, address: Address): boolean {
  let low = 0
  let high = set.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const range = set[middle] as AddressRange
    if (isBefore(range, address)) low = middle + 1
    else if (range.family === address.family && range.first <= address.value) return true
    else high = middle - 1
  }
  return false
}

export const uniteSets = (...sets: readonly AddressSet[]): AddressSet => normaliseRanges(sets.flat())

/** What is in `from` and not in `taken`; both sorted and disjoint. */
export function subtractSet(from: AddressSet, taken: AddressSet): AddressSet {
  const left: AddressRange[] = []
  let next = 0
  for (const range of from) {
    next = skipTo(taken, next, range)
    const { family, last } = range
    let first = range.first
    for (let at = next; first <= last; at++) {
      const hole = taken[at]
      if (hole?.family !== family || hole.first > last) break
      if (hole.first > first) left.push({ family, first, last: hole.first - 1n })
      first = hole.last + 1n
    }
    if (first <= last) left.push({ family, first, last })
  }
  return left
}

/** What is in both; both sorted and disjoint. */
export function intersectSets(a: AddressSet, b: AddressSet): AddressSet {
  const both: AddressRange[] = []
  let next = 0
  for (const range of a) {
    next = skipTo(b, next, range)
    for (let at = next; at < b.length; at++) {
      const other = b[at] as AddressRange
      if (other.family !== range.family || other.first > range.last) break
      const first = other.first > range.first ? other.first : range.first
      both.push({ family: range.family, first, last: other.last < range.last ? other.last : range.last })
    }
  }
  return both
}

/** The same, found by search: quicker where the second set has much fewer ranges; `from` itself where that is all of it. */
export function setWithin(from: AddressSet, within: AddressSet): AddressSet {
  if (isIn(from, within)) return from
  const both: AddressRange[] = []
  for (const range of within) {
    const first = placeOfMet(from, range)
    let end = first
    for (let each = from[end]; each?.family === range.family && each.first <= range.last; each = from[++end]);
    both.push(...intersectSets(from.slice(first, end), [range]))
  }
  return both
}

/** Whether one range holds all of a set. */
function isIn(set: AddressSet, within: AddressSet): boolean {
  const [first, last] = [set[0], set.at(-1)]
  if (first === undefined || last === undefined) return true
  const around = within[placeOfMet(within, first)]
  return (
    around !== undefined &&
    [first.family, last.family].every((family) => family === around.family) &&
    around.first <= first.first &&
    last.last <= around.last
  )
}

/** Whether any address is in both. */
export function setsMeet(a: AddressSet, b: AddressSet): boolean {
  const [few, many] = a.length < b.length ? [a, b] : [b, a]
  const isSearched = few.length * 8 < many.length
  let at = 0
  for (const range of few) {
    at = isSearched ? placeOfMet(many, range) : skipTo(many, at, range)
    const other = many[at]
    if (other === undefined) return false
    if (other.family === range.family && other.first <= range.last) return true
  }
  return false
}

/** Place of the first range that does not lie wholly before the given one. */
function placeOfMet(set: AddressSet, { family, first }: AddressRange): number {
  let low = 0
  let high = set.length
  while (low < high) {
    const middle = (low + high) >> 1
    const each = set[middle] as AddressRange
    if (each.family < family || (each.family === family && each.last < first)) low = middle + 1
    else high = middle
  }
  return low
}

/** Place, from `next` on, of the first range that does not lie wholly before the given one. */
function skipTo(set: AddressSet, next: number, { family, first }: AddressRange): number {
  let at = next
  for (let each = set[at]; each !== undefined; each = set[++at]) {
    if (each.family > family || (each.family === family && each.last >= first)) break
  }
  return at
}

/** From blocks, single addresses and spans as text; texts that are none of these name nothing. */
export const setOfTexts = (texts: Iterable<string>): AddressSet =>
  normaliseRanges([...texts].flatMap((text) => parseSpan(text) ?? []))

/** A block, an address, or `10.0.0.1-10.0.0.9`. */
export function parseSpan(text: string): AddressRange | undefined {
  const cidr = parseCidr(text)
  if (cidr !== undefined) return rangeOf(cidr)
  const [first, last, ...more] = text.split('-').map((each) => parseAddress(each.trim()))
  if (first === undefined || last === undefined || more.length > 0) return undefined
  if (first.family !== last.family || first.value > last.value) return undefined
  return { family: first.family, first: first.value, last: last.value }
}

export const wholeFamily = (family: Family): AddressRange =>
  rangeOf({ ...cidrOf({ family, value: 0n }), length: 0 })

/** By family, then by first address. */
export const compareRanges = (a: AddressRange, b: AddressRange): number =>
  a.family - b.family || (a.first < b.first ? -1 : a.first > b.first ? 1 : 0)

const isBefore = (range: AddressRange, address: Address): boolean =>
  range.family === address.family ? range.last < address.value : range.family < address.family
