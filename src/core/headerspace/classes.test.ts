// Identity classes against brute force in a small corner of both address spaces.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Address } from '../model/address.ts'
import { normaliseRanges, setContains, wholeFamily } from '../model/addressSet.ts'
import type { AddressRange } from '../model/cidr.ts'
import { classFinder, classify, type KeyedSet } from './classes.ts'
import { ClassMemory } from './classMemory.ts'

const BASE = { 4: 0x0a00_0000n, 6: 0x2001_0db8n << 96n } as const
const SPAN = 80

const family = fc.constantFrom(4 as const, 6 as const)
const range: fc.Arbitrary<AddressRange> = fc.oneof(
  { weight: 1, arbitrary: family.map(wholeFamily) },
  {
    weight: 6,
    arbitrary: fc
      .tuple(family, fc.nat(SPAN), fc.oneof(fc.constant(0), fc.nat(40)))
      .map(([which, start, size]) => ({
        family: which,
        first: BASE[which] + BigInt(start),
        last: BASE[which] + BigInt(start + size),
      })),
  },
)
const sets: fc.Arbitrary<readonly KeyedSet[]> = fc
  .array(fc.array(range, { maxLength: 5 }), { maxLength: 6 })
  .map((lists) => lists.map((ranges, index) => ({ key: `set-${index}`, ranges: normaliseRanges(ranges) })))

const probes: readonly Address[] = ([4, 6] as const).flatMap((which) => [
  { family: which, value: 0n },
  { family: which, value: wholeFamily(which).last },
  ...Array.from({ length: SPAN + 45 }, (_, at) => ({ family: which, value: BASE[which] + BigInt(at) - 2n })),
])

test('the class of every address holds the keys of exactly the sets that contain it', () => {
  fc.assert(
    fc.property(sets, (given) => {
      const find = classFinder(classify(given))
      for (const address of probes) {
        const expected = given.filter((set) => setContains(set.ranges, address)).map((set) => set.key)
        expect(find(address).keys).toEqual(expected)
      }
    }),
  )
})

test('pieces are sorted, disjoint and differ from their neighbours; hosts differ from what is around them', () => {
  fc.assert(
    fc.property(sets, (given) => {
      const classes = classify(given)
      const ranges = [...classes.ranges[4], ...classes.ranges[6]]
      for (const [index, { range, id }] of ranges.entries()) {
        const before = ranges[index - 1]
        expect(id).not.toBe(classes.base[range.family].id)
        if (before === undefined || before.range.family !== range.family) continue
        expect(before.range.last).toBeLessThan(range.first)
        if (before.range.last + 1n === range.first) expect(before.id).not.toBe(id)
      }
      for (const { address, id } of [...classes.hosts[4], ...classes.hosts[6]]) {
        const around = ranges.find(
          ({ range }) =>
            range.family === address.family && range.first <= address.value && address.value <= range.last,
        )
        expect(id).not.toBe(around?.id ?? classes.base[address.family].id)
      }
    }),
  )
})

test('a class keeps its number when other sets come and go', () => {
  fc.assert(
    fc.property(sets, fc.nat(5), (given, dropped) => {
      const before = new Map(
        [...classify(given).byId.values()]
          .filter((each) => each.family !== 6)
          .map((each) => [each.keys.join(), each.id]),
      )
      const after = classify(given.filter((_, index) => index !== dropped))
      for (const each of after.byId.values()) {
        // Where families are kept apart, those of IPv6 are numbered apart as well.
        if (each.family !== 6 && before.has(each.keys.join()))
          expect(each.id).toBe(before.get(each.keys.join()))
      }
    }),
  )
})

test('neither the order of the sets nor a set given twice makes a difference', () => {
  fc.assert(
    fc.property(sets, (given) => {
      expect(classify([...given, ...given].reverse())).toEqual(classify(given))
    }),
  )
})

test('what is remembered changes nothing but the time it takes', () => {
  fc.assert(
    fc.property(fc.array(sets, { minLength: 2, maxLength: 5 }), (states) => {
      const memory = new ClassMemory()
      for (const given of states) expect(classify(given, memory)).toEqual(classify(given))
    }),
    { numRuns: 300 },
  )
})

test('a member that joins a known signature touches one host, and the classes stay the same object', () => {
  const memory = new ClassMemory()
  const members = Array.from({ length: 200 }, (_, at) => single(at * 2))
  const before = classify(
    [
      { key: 'g', ranges: members },
      { key: 'h', ranges: members.slice(5, 50) },
    ],
    memory,
  )
  const more = [...members.slice(0, 100), single(199), ...members.slice(100)]
  const after = classify(
    [
      { key: 'g', ranges: more },
      { key: 'h', ranges: more.slice(5, 50) },
    ],
    memory,
  )
  expect(after.byId).toBe(before.byId)
  expect(after.holding).toBe(before.holding)
  const known = new Set(before.hosts[4])
  expect(after.hosts[4].filter((each) => !known.has(each))).toEqual([
    { address: { family: 4, value: BASE[4] + 199n }, id: before.hosts[4][0]?.id },
  ])
})

test('sets that cover a whole family, or hold nobody else, leave the numbers of others alone', () => {
  const given = [{ key: 'g', ranges: [single(1)] }]
  const number = (...more: readonly KeyedSet[]): number | undefined =>
    classify([...given, ...more]).hosts[4].find((each) => each.address.value === BASE[4] + 1n)?.id
  const everybody = { key: '0.0.0.0/0', ranges: [wholeFamily(4)] }
  const stranger = { key: 'h', ranges: [single(9)] }
  expect([number(everybody), number(stranger), number(everybody, stranger)]).toEqual(Array(3).fill(number()))
})

const single = (at: number): AddressRange => ({
  family: 4,
  first: BASE[4] + BigInt(at),
  last: BASE[4] + BigInt(at),
})
