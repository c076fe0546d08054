// Classes of a field against membership looked up set by set, and against the classes that the compiler names.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addressSets, pointsAround } from '../../../test/random/addressSets.ts'
import { type Family, maxOf } from '../model/address.ts'
import { setContains } from '../model/addressSet.ts'
import { addressClasses } from './addressClasses.ts'
import { hasBit } from './bits.ts'
import { classFinder, classify } from './classes.ts'
import { type FieldClasses, fieldClasses, tokensOf } from './fieldClasses.ts'
import { HostedClasses, hosted } from './hostedClasses.ts'
import { Hosts4 } from './hosts4.ts'
import { Hosts6 } from './hosts6.ts'
import { addressSpans, readWords, type Spans, widthIn, writeWords } from './spans.ts'

/** Whatever `addressClasses` would choose. */
const WAYS: { readonly [name: string]: (sets: readonly Spans[], family: Family) => FieldClasses } = {
  'swept throughout': (sets, family) => fieldClasses(sets, widthIn(family), 0xffff_ffff),
  'hosts apart': (sets, family) =>
    family === 4
      ? new HostedClasses(hosted(sets, 1, Hosts4), 1)
      : new HostedClasses(hosted(sets, 4, Hosts6), 4),
}

function wordsOf(value: bigint, family: Family): Uint32Array {
  const words = new Uint32Array(widthIn(family))
  if (family === 4) words[0] = Number(value)
  else writeWords(value, words, 0)
  return words
}

for (const family of [4, 6] as const) {
  for (const [way, classesFor] of Object.entries(WAYS)) {
    test(`IPv${family}, ${way}: two addresses are of one class exactly when the same sets contain them`, () => {
      fc.assert(
        fc.property(addressSets(family), (given) => {
          const { sets: distinct, of } = tokensOf(given.map((set) => addressSpans(set, family)))
          const field = classesFor(distinct, family)
          const signatures = new Map<number, string>()
          for (const point of pointsAround(family)) {
            const code = field.classAt(wordsOf(point, family))
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

    test(`IPv${family}, ${way}: the weights of the classes are the numbers of their addresses`, () => {
      fc.assert(
        fc.property(addressSets(family), (given) => {
          const { sets: distinct, of } = tokensOf(given.map((set) => addressSpans(set, family)))
          const field = classesFor(distinct, family)
          const weights = field.weights(maxOf(family) + 1n)
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

    test(`IPv${family}, ${way}: the compiler's classes part the addresses in the same way`, () => {
      fc.assert(
        fc.property(addressSets(family), (given) => {
          const { sets: distinct } = tokensOf(given.map((set) => addressSpans(set, family)))
          const field = classesFor(distinct, family)
          const { starts, classes } = field.intervals
          const find = classFinder(classify(given.map((ranges, place) => ({ key: `set:${place}`, ranges }))))
          const pairs = new Map<number, string>()
          for (let place = 0; place < classes.length; place++) {
            const start = readWords(starts, place * field.width, field.width)
            const named = find({ family, value: start }).keys.join()
            const code = classes[place] as number
            expect(field.classAt(wordsOf(start, family))).toBe(code)
            expect(pairs.get(code) ?? named).toBe(named)
            expect(classes[place - 1]).not.toBe(code)
            pairs.set(code, named)
          }
          expect(new Set(pairs.values()).size).toBe(pairs.size)
        }),
        { numRuns: 200 },
      )
    })
  }

  test(`IPv${family}: both ways find the same intervals, and of each class the same first address`, () => {
    fc.assert(
      fc.property(addressSets(family), (given) => {
        const { sets } = tokensOf(given.map((set) => addressSpans(set, family)))
        const [swept, apart] = Object.values(WAYS).map((classesFor) => classesFor(sets, family)) as [
          FieldClasses,
          FieldClasses,
        ]
        expect(apart.intervals.starts).toEqual(swept.intervals.starts)
        for (const code of new Set(swept.intervals.classes)) {
          const told = swept.firstOf(code)
          expect(apart.firstOf(apart.classAt(wordsOf(told.first, family)))).toEqual(told)
        }
      }),
      { numRuns: 500 },
    )
  })
}

test.each([4, 6] as const)('IPv%i: many hosts are noted apart, and are where they should be', (family) => {
  const base = family === 4 ? 0x0a00_0000n : 0x2001_0db8n << 96n
  const hosts = (step: bigint) =>
    Array.from({ length: 3000 }, (_, at) => base + step * BigInt(at)).map((first) => ({
      family,
      first,
      last: first,
    }))
  const given = [hosts(1n), hosts(2n), [{ family, first: base, last: base + 4095n }]]
  const field = addressClasses(
    given.map((set) => addressSpans(set, family)),
    family,
  )
  expect(field).toBeInstanceOf(HostedClasses)
  for (let at = -2n; at < 6010n; at++) {
    const code = field.classAt(wordsOf(base + at, family))
    const told = given.map((_, token) => hasBit(field.classesOf[token] as Uint32Array, code))
    expect(told).toEqual(given.map((set) => setContains(set, { family, value: base + at })))
  }
})

test('IPv4: hosts that stand far apart are sorted after all', () => {
  const first = (at: number) => BigInt(at) * 65_521n
  const given = [0, 1].map((part) =>
    Array.from({ length: 20_000 }, (_, at) => first(2 * at + part)).map((value) => ({
      family: 4 as const,
      first: value,
      last: value,
    })),
  )
  const field = addressClasses(
    given.map((set) => addressSpans(set, 4)),
    4,
  )
  expect(field).not.toBeInstanceOf(HostedClasses)
  expect(field.weights(1n << 32n)).toEqual([20_000n, (1n << 32n) - 40_000n, 20_000n])
})
