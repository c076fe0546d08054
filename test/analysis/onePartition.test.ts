// Compiler and analysis part addresses alike: the one keeps its classes up to date, the other sweeps once per question.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { classFinder, classify } from '../../src/core/headerspace/classes.ts'
import { ClassMemory } from '../../src/core/headerspace/classMemory.ts'
import { fieldClasses, tokensOf } from '../../src/core/headerspace/fieldClasses.ts'
import { addressSpans, widthIn, writeWords } from '../../src/core/headerspace/spans.ts'
import { type Family, maxOf } from '../../src/core/model/address.ts'
import { type AddressSet, normaliseRanges } from '../../src/core/model/addressSet.ts'

const FAMILIES = [4, 6] as const
const NEAR = { 4: 0x0a00_0000n, 6: 0x2001_0db8n << 96n } as const

const rangeIn = (family: Family) =>
  fc
    .tuple(
      fc.oneof(fc.bigInt({ min: NEAR[family], max: NEAR[family] + 64n }), fc.bigInt(0n, maxOf(family))),
      fc.oneof(fc.constant(0n), fc.bigInt(0n, 40n), fc.bigInt(0n, maxOf(family))),
    )
    .map(([first, size]) => {
      const last = first + size
      return { family, first, last: last > maxOf(family) ? maxOf(family) : last }
    })

const sets: fc.Arbitrary<readonly AddressSet[]> = fc.array(
  fc.array(fc.oneof(rangeIn(4), rangeIn(6)), { maxLength: 6 }).map(normaliseRanges),
  { minLength: 1, maxLength: 7 },
)

/** Borders of all sets and what lies beside them: no class has an address that is like none of these. */
const probes = (given: readonly AddressSet[], family: Family): readonly bigint[] =>
  [
    0n,
    maxOf(family),
    ...given
      .flat()
      .filter((range) => range.family === family)
      .flatMap(({ first, last }) => [first - 1n, first, last, last + 1n]),
  ].filter((value) => value >= 0n && value <= maxOf(family))

test('two addresses are of one class for the compiler exactly when they are for the analysis', () => {
  fc.assert(
    fc.property(sets, sets, (first, given) => {
      const memory = new ClassMemory()
      const keyed = (list: readonly AddressSet[]) =>
        list.map((ranges, place) => ({ key: `set-${place}`, ranges }))
      // The compiler's classes come from other ones, as they do when rules change.
      classify(keyed(first), memory)
      const find = classFinder(classify(keyed(given), memory))
      for (const family of FAMILIES) {
        const { sets: tokens } = tokensOf(given.map((set) => addressSpans(set, family)))
        const field = fieldClasses(tokens, widthIn(family), 0xffff_ffff)
        const compiled = new Map<number, string>()
        const swept = new Map<string, number>()
        for (const value of probes(given, family)) {
          const words = new Uint32Array(widthIn(family))
          if (family === 4) words[0] = Number(value)
          else writeWords(value, words, 0)
          const sweptClass = field.classAt(words)
          const keys = find({ family, value }).keys.join()
          expect(compiled.get(sweptClass) ?? keys).toBe(keys)
          expect(swept.get(keys) ?? sweptClass).toBe(sweptClass)
          compiled.set(sweptClass, keys)
          swept.set(keys, sweptClass)
        }
      }
    }),
    { numRuns: 300 },
  )
})
