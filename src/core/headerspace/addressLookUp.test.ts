// Classes looked up for many addresses at once, against membership looked up set by set.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addressSets, pointsAround } from '../../../test/random/addressSets.ts'
import type { Family } from '../model/address.ts'
import { type AddressSet, setContains } from '../model/addressSet.ts'
import { addressSide, CHUNK } from './addressLookUp.ts'
import { hasBit } from './bits.ts'
import { EVERYTHING } from './box.ts'
import { widthIn, writeWords } from './spans.ts'

const FACTOR = 7
const BEFORE = 3

/** For each address a text that says of each set whether it contains it, by the classes. */
function told(sets: readonly AddressSet[], family: Family, points: readonly bigint[]): readonly string[] {
  const boxes = sets.map((source) => ({ ...EVERYTHING, source }))
  const { classes, tokenOf, addClasses } = addressSide(boxes, 'source', family)
  const width = widthIn(family)
  // Not at the beginning, so that a place that is counted from the wrong end is noticed.
  const [from, count] = [5, points.length]
  const words = new Uint32Array((from + count) * width)
  for (const [at, point] of points.entries()) {
    if (family === 4) words[from + at] = Number(point)
    else writeWords(point, words, (from + at) * width)
  }
  const cells = new Int32Array(count).fill(BEFORE)
  addClasses?.(words, from, count, FACTOR, cells)
  return [...cells].map((cell) => {
    const code = (cell - BEFORE) / FACTOR
    expect(code >= 0 && code < classes.count && Number.isInteger(code)).toBe(true)
    return [...tokenOf].map((token) => hasBit(classes.classesOf[token] as Uint32Array, code)).join()
  })
}

const expected = (sets: readonly AddressSet[], family: Family, points: readonly bigint[]) =>
  points.map((value) => sets.map((set) => setContains(set, { family, value })).join())

for (const family of [4, 6] as const) {
  test(`IPv${family}: the class of an address says which sets contain it`, () => {
    const points = pointsAround(family)
    fc.assert(
      fc.property(addressSets(family), (sets) => {
        expect(told(sets, family, points)).toEqual(expected(sets, family, points))
      }),
      { numRuns: 1000 },
    )
  })
}

const host = (value: bigint) => ({ family: 6 as const, first: value, last: value })
const sorted = (values: readonly bigint[]): readonly bigint[] =>
  [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))

test('IPv6: hosts in a thousand networks, some of which are parted by blocks', () => {
  const networks = Array.from({ length: 1000 }, (_, at) => ((0x2001_0db8n << 32n) + BigInt(7 * at)) << 64n)
  const members = networks.flatMap((network, at) => [network + 1n, network + BigInt(at % 5 === 0 ? 9 : 2)])
  const blocks = networks.filter((_, at) => at % 3 === 0)
  const sets: readonly AddressSet[] = [
    sorted(members).map(host),
    sorted(members.filter((_, at) => at % 4 === 0)).map(host),
    blocks.map((network) => ({ family: 6, first: network, last: network + 7n })),
    networks.slice(0, 50).map((network) => ({ family: 6, first: network, last: network + (1n << 64n) - 1n })),
  ]
  const points = networks.flatMap((network) =>
    [0n, 1n, 2n, 7n, 8n, 9n, 10n, 1n << 64n].map((low) => network + low),
  )
  for (let from = 0; from < points.length; from += CHUNK) {
    const some = points.slice(from, from + CHUNK)
    expect(told(sets, 6, some)).toEqual(expected(sets, 6, some))
  }
})

test('IPv4: more blocks of the trie than 16 bits can number', () => {
  const set: AddressSet = Array.from({ length: 66_000 }, (_, at) => {
    const first = 0x0a00_0001n + 256n * BigInt(at)
    return { family: 4, first, last: first }
  })
  const points = set.slice(-200).flatMap(({ first }) => [first - 1n, first, first + 1n])
  expect(told([set], 4, points)).toEqual(expected([set], 4, points))
})
