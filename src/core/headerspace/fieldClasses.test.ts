// Classes of a field against membership looked up set by set, and against the classes that the compiler names.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Family, maxOf } from '../model/address.ts'
import { type AddressSet, normaliseRanges, setContains } from '../model/addressSet.ts'
import { hasBit } from './bits.ts'
import { classFinder, classify } from './classes.ts'
import { classWeights, fieldClasses, intervalAt, tokensOf } from './fieldClasses.ts'
import { addressSpans, readWords, widthIn, writeWords } from './spans.ts'

// At the low end, at the high end, and across each border between two words.
const BASES: { readonly [family in Family]: readonly bigint[] } = {
  4: [0n, 0x0a00_0000n, 0xffff_ff00n],
  6: [0n, (1n << 32n) - 8n, (1n << 64n) - 8n, (0x2001_0db8n << 96n) - 8n, (1n << 128n) - 256n],
}

const value = (family: Family) =>
  fc.tuple(fc.constantFrom(...BASES[family]), fc.bigInt(0n, 15n)).map(([base, offset]) => base + offset)

const range = (family: Family) =>
  fc
    .oneof(
      { weight: 5, arbitrary: fc.tuple(value(family), value(family)) },
      { weight: 3, arbitrary: value(family).map((one) => [one, one] as const) },
      { weight: 1, arbitrary: fc.constant([0n, maxOf(family)] as const) },
      { weight: 1, arbitrary: value(family).map((one) => [one, maxOf(family)] as const) },
    )
    .map(([a, b]) => ({ family, first: a < b ? a : b, last: a < b ? b : a }))

const sets = (family: Family): fc.Arbitrary<AddressSet[]> =>
  fc.array(fc.array(range(family), { maxLength: 4 }).map(normaliseRanges), { minLength: 1, maxLength: 6 })

const points = (family: Family): bigint[] =>
  [...BASES[family], maxOf(family)]
    .flatMap((base) => Array.from({ length: 18 }, (_, offset) => base + BigInt(offset) - 1n))
    .filter((point) => point >= 0n && point <= maxOf(family))

for (const family of [4, 6] as const) {
  test(`IPv${family}: two addresses are of one class exactly when the same sets contain them`, () => {
    fc.assert(
      fc.property(sets(family), (given) => {
        const { sets: distinct, of } = tokensOf(given.map((set) => addressSpans(set, family)))
        const field = fieldClasses(distinct, widthIn(family), 0xffff_ffff)
        const signatures = new Map<number, string>()
        const words = new Uint32Array(widthIn(family))
        for (const point of points(family)) {
          if (family === 4) words[0] = Number(point)
          else writeWords(point, words, 0)
          const code = field.classes[intervalAt(field, words)] as number
          const signature = given.map((set) => setContains(set, { family, value: point })).join()
          const told = [...of].map((token) => hasBit(field.classesOf[token] as Uint32Array, code)).join()
          expect(told).toBe(signature)
          expect(signatures.get(code) ?? signature).toBe(signature)
          signatures.set(code, signature)
        }
        expect(new Set(signatures.values()).size).toBe(signatures.size)
      }),
      { numRuns: 300 },
    )
  })

  test(`IPv${family}: the weights of the classes are the numbers of their addresses`, () => {
    fc.assert(
      fc.property(sets(family), (given) => {
        const { sets: distinct, of } = tokensOf(given.map((set) => addressSpans(set, family)))
        const field = fieldClasses(distinct, widthIn(family), 0xffff_ffff)
        const weights = classWeights(field, maxOf(family) + 1n)
        expect(weights.reduce((sum, weight) => sum + weight, 0n)).toBe(maxOf(family) + 1n)
        for (const [place, set] of given.entries()) {
          const size = set.reduce((sum, { first, last }) => sum + last - first + 1n, 0n)
          const members = field.classesOf[of[place] as number] as Uint32Array
          expect(
            weights.reduce((sum, weight, code) => (hasBit(members, code) ? sum + weight : sum), 0n),
          ).toBe(size)
        }
      }),
      { numRuns: 200 },
    )
  })

  test(`IPv${family}: the compiler's classes part the addresses in the same way`, () => {
    fc.assert(
      fc.property(sets(family), (given) => {
        const { sets: distinct } = tokensOf(given.map((set) => addressSpans(set, family)))
        const field = fieldClasses(distinct, widthIn(family), 0xffff_ffff)
        const find = classFinder(classify(given.map((ranges, place) => ({ key: `set:${place}`, ranges }))))
        const pairs = new Map<number, string>()
        for (let place = 0; place < field.classes.length; place++) {
          const start = readWords(field.starts, place * field.width, field.width)
          const named = find({ family, value: start }).keys.join()
          const code = field.classes[place] as number
          expect(pairs.get(code) ?? named).toBe(named)
          pairs.set(code, named)
        }
        expect(new Set(pairs.values()).size).toBe(pairs.size)
      }),
      { numRuns: 200 },
    )
  })
}
