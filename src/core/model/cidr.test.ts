// CIDR blocks: masked for matching, host bits kept as written (T2), against ipaddr.js.

import fc from 'fast-check'
import ipaddr from 'ipaddr.js'
import { describe, expect, test } from 'vitest'
import { type Address, type Family, formatAddress, maxOf, widthOf } from './address.ts'
import {
  type AddressRange,
  type Cidr,
  formatCidr,
  parseCidr,
  rangeContains,
  rangeOf,
  rangesOverlap,
  rangeWithin,
} from './cidr.ts'

const family = fc.constantFrom<Family>(4, 6)
const addressOf = (each: Family): fc.Arbitrary<Address> =>
  fc.bigInt({ min: 0n, max: maxOf(each) }).map((value) => ({ family: each, value }))
const cidrIn = (each: Family): fc.Arbitrary<Cidr> =>
  fc
    .tuple(addressOf(each), fc.nat(widthOf(each)))
    .map(([{ value }, length]) => ({ family: each, base: value, length }))
const anyCidr = family.chain(cidrIn)

const textOf = ({ base, length, ...rest }: Cidr): string =>
  `${formatAddress({ family: rest.family, value: base })}/${length}`

describe('CIDR blocks', () => {
  test('T2: read back with their host bits, printed with the masked base', () => {
    fc.assert(
      fc.property(anyCidr, (cidr) => {
        expect(parseCidr(textOf(cidr))).toEqual(cidr)
        const canonical = parseCidr(formatCidr(cidr)) as Cidr
        expect(rangeOf(canonical)).toEqual(rangeOf(cidr))
        expect(formatCidr(canonical)).toBe(formatCidr(cidr))
      }),
    )
  })

  test('T2: contain what ipaddr.js says they contain', () => {
    const nearby = fc.tuple(family, fc.boolean()).chain(([each, near]) =>
      fc.tuple(cidrIn(each), addressOf(each)).map(([cidr, address]) => {
        const flipped = address.value & (maxOf(each) >> BigInt(Math.max(0, cidr.length - 1)))
        return { cidr, address: near ? { family: each, value: cidr.base ^ flipped } : address }
      }),
    )
    fc.assert(
      fc.property(nearby, ({ cidr, address }) => {
        const expected = ipaddr.parse(formatAddress(address)).match(ipaddr.parseCIDR(textOf(cidr)))
        expect(rangeContains(rangeOf(cidr), address)).toBe(expected)
      }),
      { numRuns: 500 },
    )
  })

  test('P6: a block holds no address of the other family', () => {
    expect(rangeContains(rangeOf(parseCidr('0.0.0.0/0') as Cidr), { family: 6, value: 1n })).toBe(false)
    expect(rangeContains(rangeOf(parseCidr('::/0') as Cidr), { family: 4, value: 1n })).toBe(false)
  })

  test('two blocks overlap exactly when one holds the other', () => {
    fc.assert(
      fc.property(anyCidr, anyCidr, (a, b) => {
        const [x, y]: [AddressRange, AddressRange] = [rangeOf(a), rangeOf(b)]
        expect(rangesOverlap(x, y)).toBe(rangeWithin(x, y) || rangeWithin(y, x))
      }),
    )
  })

  test('a single address is a whole-length block', () => {
    expect(parseCidr('10.0.0.1')).toEqual(parseCidr('10.0.0.1/32'))
    expect(parseCidr('2001:db8::1')).toEqual(parseCidr('2001:db8::1/128'))
  })

  test.each([
    '10.0.0.0/33',
    '::/129',
    '10.0.0.0/',
    '10.0.0.0/08',
    '10.0.0.0/-1',
    '10.0.0.0/8/8',
    '/8',
    '10.0.0.0/+8',
  ])('refuses %j', (text) => expect(parseCidr(text)).toBeUndefined())
})
