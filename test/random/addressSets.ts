// Sets of addresses around the places where numbers of several words go wrong.

import fc from 'fast-check'
import { type Family, maxOf } from '../../src/core/model/address.ts'
import { type AddressSet, normaliseRanges } from '../../src/core/model/addressSet.ts'

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

/** Many of them have borders or members in common. */
export const addressSets = (family: Family): fc.Arbitrary<AddressSet[]> =>
  fc.array(fc.array(range(family), { maxLength: 4 }).map(normaliseRanges), { minLength: 1, maxLength: 6 })

/** Each place where something may begin or end, and its neighbours. */
export const pointsAround = (family: Family): readonly bigint[] =>
  [...BASES[family], maxOf(family)]
    .flatMap((base) => Array.from({ length: 18 }, (_, offset) => base + BigInt(offset) - 1n))
    .filter((point) => point >= 0n && point <= maxOf(family))
