// Address sets against plain sets of numbers, in a space small enough to look at every address.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Family } from './address.ts'
import {
  type AddressSet,
  normaliseRanges,
  setContains,
  setOfTexts,
  subtractSet,
  uniteSets,
  wholeFamily,
} from './addressSet.ts'
import type { AddressRange } from './cidr.ts'

const SIZE = 16
const range = fc.tuple(fc.constantFrom<Family>(4, 6), fc.nat(SIZE - 1), fc.nat(SIZE - 1)).map(
  ([family, a, b]): AddressRange => ({
    family,
    first: BigInt(Math.min(a, b)),
    last: BigInt(Math.max(a, b)),
  }),
)
const ranges = fc.array(range, { maxLength: 6 })

const members = (all: readonly AddressRange[]): ReadonlySet<string> =>
  new Set(
    all.flatMap(({ family, first, last }) =>
      Array.from({ length: Number(last - first) + 1 }, (_, index) => `${family} ${first + BigInt(index)}`),
    ),
  )

const isNormal = (set: AddressSet): boolean =>
  set.every((each, index) => {
    const before = set[index - 1]
    if (before === undefined || before.family < each.family) return true
    return before.family === each.family && before.last + 1n < each.first
  })

describe('address sets', () => {
  test('normalising keeps the members and leaves sorted ranges that do not touch', () => {
    fc.assert(
      fc.property(ranges, (all) => {
        const set = normaliseRanges(all)
        expect(isNormal(set)).toBe(true)
        expect(members(set)).toEqual(members(all))
      }),
    )
  })

  test('equal sets are written alike, whatever they were made from', () => {
    fc.assert(
      fc.property(ranges, ranges, (a, b) => {
        expect(uniteSets(normaliseRanges(a), normaliseRanges(b))).toEqual(normaliseRanges([...b, ...a]))
      }),
    )
  })

  test('binary search finds members and nothing else', () => {
    fc.assert(
      fc.property(ranges, fc.constantFrom<Family>(4, 6), fc.nat(SIZE), (all, family, number) => {
        const value = BigInt(number)
        expect(setContains(normaliseRanges(all), { family, value })).toBe(
          members(all).has(`${family} ${value}`),
        )
      }),
      { numRuns: 500 },
    )
  })

  test('subtracting leaves exactly what only the first has', () => {
    fc.assert(
      fc.property(ranges, ranges, (a, b) => {
        const left = subtractSet(normaliseRanges(a), normaliseRanges(b))
        const taken = members(b)
        expect(isNormal(left)).toBe(true)
        expect(members(left)).toEqual(new Set([...members(a)].filter((each) => !taken.has(each))))
      }),
      { numRuns: 500 },
    )
  })

  test('a whole family ends at its last address', () => {
    expect(subtractSet([wholeFamily(4)], [wholeFamily(4)])).toEqual([])
    expect(wholeFamily(4).last).toBe(0xffff_ffffn)
    expect(subtractSet([wholeFamily(4)], setOfTexts(['0.0.0.0/1', '255.255.255.255']))).toEqual([
      { family: 4, first: 0x8000_0000n, last: 0xffff_fffen },
    ])
  })
})
