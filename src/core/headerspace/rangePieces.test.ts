// Pieces of ranges that come and go, against each address asked by itself, and against ranges that were there from the start.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AddressRange } from '../model/cidr.ts'
import { RangePieces } from './rangePieces.ts'
import { Signatures } from './signatureNodes.ts'

const MOST = 30
const ranges = fc
  .tuple(fc.nat(MOST), fc.nat(MOST))
  .map(([a, b]): AddressRange => ({ family: 4, first: BigInt(Math.min(a, b)), last: BigInt(Math.max(a, b)) }))
/** One range for each key, or none; so many keys that a step may be more than is exchanged border by border. */
const steps = fc.array(fc.dictionary(fc.nat(79).map(String), fc.option(ranges), { maxKeys: 80 }), {
  minLength: 1,
  maxLength: 6,
})

test('after every step the pieces are those of the ranges that are there', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const signatures = new Signatures()
      const followed = new RangePieces()
      const there = new Map<string, AddressRange>()
      for (const step of all) {
        const before = followed.pieces
        for (const [key, range] of Object.entries(step)) {
          const old = there.get(key)
          if (old !== undefined) followed.remove(key, old)
          if (range !== null) followed.add(key, range)
          if (range === null) there.delete(key)
          else there.set(key, range)
        }
        const changed = new Set(followed.settle(signatures))
        const fresh = new RangePieces()
        for (const [key, range] of there) fresh.add(key, range)
        fresh.settle(signatures)
        expect(followed.pieces).toEqual(fresh.pieces)
        for (let at = 0n; at <= BigInt(MOST) + 1n; at++) {
          const holding = [...there].filter(([, { first, last }]) => first <= at && at <= last)
          const piece = followed.pieces.find(({ first, last }) => first <= at && at <= last)
          expect(piece?.signature.keys ?? []).toEqual(holding.map(([key]) => key).sort())
        }
        const isTold = (piece: (typeof before)[number]): boolean => changed.has(piece)
        expect(before.filter((piece) => !followed.pieces.includes(piece)).every(isTold)).toBe(true)
        expect(followed.pieces.filter((piece) => !before.includes(piece)).every(isTold)).toBe(true)
      }
    }),
    { numRuns: 200 },
  )
})
