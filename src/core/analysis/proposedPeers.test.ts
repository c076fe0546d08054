// Proposals hold everybody who was seen, stay within what they replace, and are few.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Address, parseAddress } from '../model/address.ts'
import { setOfTexts, subtractSet } from '../model/addressSet.ts'
import { type Cidr, cidrOf, formatCidr, parseCidr, rangeOf } from '../model/cidr.ts'
import { proposedPeers } from './proposedPeers.ts'

const propose = (seen: readonly string[], within = '0.0.0.0/0', most = 10) =>
  proposedPeers(seen.map(parseAddress) as Address[], parseCidr(within) as Cidr, most)?.map(formatCidr) ?? null

test.each([
  ['each by itself while they are few', ['10.0.0.5', '10.0.0.5', '10.1.0.9'], ['10.0.0.5/32', '10.1.0.9/32']],
  ['neighbours together', ['10.0.0.4', '10.0.0.5'], ['10.0.0.4/31']],
  ['nobody', [], null],
  ['of the other family', ['2001:db8::1'], null],
])('%s', (_, seen, peers) => expect(propose(seen)).toEqual(peers))

test('networks where there are too many: not so wide that strangers come in', () => {
  const office = Array.from({ length: 40 }, (_, host) => `10.0.${host % 2}.${host * 3}`)
  expect(propose(office)).toEqual(['10.0.0.0/23'])
  const world = Array.from({ length: 40 }, (_, part) => `${part + 20}.1.2.3`)
  expect(propose(world)).toBeNull()
})

test('never beyond, and always narrower than, what it replaces', () => {
  expect(propose(['10.0.0.5', '192.0.2.1'], '10.0.0.0/8')).toEqual(['10.0.0.5/32'])
  expect(propose(['10.0.0.5'], '10.0.0.5/32')).toBeNull()
  const all = Array.from({ length: 256 }, (_, host) => `10.0.0.${host}`)
  expect(propose(all, '10.0.0.0/24')).toBeNull()
})

test('everybody who was seen is in it, nobody outside of the old block is', () => {
  const value = fc.bigInt(0n, 0xffff_ffffn)
  fc.assert(
    fc.property(
      fc.array(value, { minLength: 1, maxLength: 60 }),
      fc.nat(24),
      fc.integer({ min: 1, max: 12 }),
      (values, length, most) => {
        const within: Cidr = { family: 4, base: values[0] as bigint, length }
        const seen = values.map((one): Address => ({ family: 4, value: one }))
        const found = proposedPeers(seen, within, most)
        if (found === null) return
        expect(found.length).toBeLessThanOrEqual(most)
        const texts = found.map(formatCidr)
        expect(subtractSet(setOfTexts(texts), [rangeOf(within)])).toEqual([])
        const missing = subtractSet(setOfTexts(seen.map((one) => formatCidr(cidrOf(one)))), setOfTexts(texts))
        expect(subtractSet(missing, subtractSet(missing, [rangeOf(within)]))).toEqual([])
      },
    ),
  )
})
