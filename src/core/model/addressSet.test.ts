// Address sets against plain sets of numbers, in a space small enough to look at every address.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Family } from './address.ts'
import {
  type AddressSet,
  normaliseRanges,
  setContains,
  setOfTexts,
  setsMeet,
  setWithin,
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

const single = (value: bigint): AddressRange => ({ family: 4, first: value, last: value })

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
  test('what is in both is found by search too, and whether anything is', () => {
    const many = fc.array(range, { maxLength: 12 })
    fc.assert(
      fc.property(many, ranges, (a, b) => {
        const [from, within] = [normaliseRanges(a), normaliseRanges(b)]
        const both = [...members(from)].filter((each) => members(within).has(each))
        expect(members(setWithin(from, within))).toEqual(new Set(both))
        expect([setsMeet(from, within), setsMeet(within, from)]).toEqual(Array(2).fill(both.length > 0))
        const crowd = normaliseRanges(Array.from({ length: 40 }, (_, n) => single(BigInt(2 * n))))
        expect(setsMeet(crowd, within)).toBe([...members(crowd)].some((each) => members(within).has(each)))
      }),
    )
    const crowd = normaliseRanges(Array.from({ length: 40 }, (_, n) => single(BigInt(2 * n))))
    expect(setWithin(crowd, [wholeFamily(4)])).toBe(crowd)
    expect(setWithin(crowd, [wholeFamily(6)])).toEqual([])
  })

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
