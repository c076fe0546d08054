// Pairs of sets that have most in common, against comparing every two.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { alikePairs, type Needed, type Pair } from './alikeSets.ts'

const NEEDED: readonly Needed[] = [
  () => 1,
  (size) => Math.max(3, Math.ceil(0.8 * size)),
  (size) => Math.max(2, Math.ceil(0.5 * size)),
  (size) => Math.max(1, size),
]

test('the pairs are those that comparing every two finds, in the same order', () => {
  // Few members, so that many sets are alike; all kinds of sizes, the empty set among them.
  const sets = fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { maxLength: 9 }), { maxLength: 12 })
  fc.assert(
    fc.property(sets, fc.constantFrom(...NEEDED), (lists, needed) => {
      const all = lists.map((list) => new Set(list))
      expect(alikePairs(all, needed)).toEqual(everyTwo(all, needed))
    }),
    { numRuns: 2000 },
  )
})

test('a twin among ten thousand sets, all of which have three members in common', () => {
  const sets = Array.from(
    { length: 10_000 },
    (_, place) => new Set(['ssh', 'ping', 'metrics', ...[0, 1, 2, 3].map((each) => `own ${place} ${each}`)]),
  )
  const twin = new Set([...(sets[77] as Set<string>)].slice(1))
  expect(alikePairs([...sets, twin], NEEDED[1] as Needed)).toEqual([[77, 10_000]])
})

function everyTwo(sets: readonly ReadonlySet<number>[], needed: Needed): readonly Pair[] {
  return sets.flatMap((one, earlier) =>
    sets.flatMap((other, later): Pair[] => {
      const common = [...one].filter((each) => other.has(each)).length
      return later > earlier && common >= needed(Math.min(one.size, other.size)) ? [[earlier, later]] : []
    }),
  )
}
