// Addresses: strict reading, canonical printing, against ipaddr.js where it is as strict.

import fc from 'fast-check'
import ipaddr from 'ipaddr.js'
import { describe, expect, test } from 'vitest'
import { type Address, formatAddress, maxOf, parseAddress, sameAddress } from './address.ts'

const v4 = fc.bigInt({ min: 0n, max: maxOf(4) }).map((value): Address => ({ family: 4, value }))
/** Groups are often zero, so that runs of zeros are tried. */
const v6 = fc
  .array(fc.oneof(fc.constant(0), fc.constant(1), fc.nat(0xffff)), { minLength: 8, maxLength: 8 })
  .map(
    (groups): Address => ({
      family: 6,
      value: groups.reduce((all, group) => (all << 16n) | BigInt(group), 0n),
    }),
  )

describe('parseAddress', () => {
  test('reads back what formatAddress writes', () => {
    fc.assert(
      fc.property(fc.oneof(v4, v6), (address) => {
        const again = parseAddress(formatAddress(address))
        expect(again).toEqual(address)
        expect(again !== undefined && sameAddress(again, address)).toBe(true)
      }),
    )
  })

  test('agrees with ipaddr.js on every full form of an IPv6 address', () => {
    fc.assert(
      fc.property(v6, fc.boolean(), ({ value }, upper) => {
        const hex = value
          .toString(16)
          .padStart(32, '0')
          .replace(/(.{4})(?=.)/g, '$1:')
        const text = upper ? hex.toUpperCase() : hex
        expect(bytesOf(parseAddress(text))).toEqual(ipaddr.parse(text).toByteArray())
      }),
    )
  })

  test.each([
    '10.0.0.256',
    '10.0.0',
    '10.0.0.0.1',
    '010.0.0.1',
    '10.0.0.01',
    '0x0a.0.0.1',
    '167772161',
    '10.0.0.1 ',
  ])('refuses the IPv4 text %j', (text) => expect(parseAddress(text)).toBeUndefined())

  test.each([
    '',
    ':',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7:8::',
    '12345::',
    'g::',
  ])('refuses the IPv6 text %j', (text) => expect(parseAddress(text)).toBeUndefined())

  test.each(['fe80::1%eth0', '::1.2.3', '::1.2.3.4.5', '1.2.3.4::', '::1.2.3.04', ':1::2'])(
    'refuses the IPv6 text %j, which other parsers take',
    (text) => expect(parseAddress(text)).toBeUndefined(),
  )

  test.each([
    ['::', 0n],
    ['::1', 1n],
    ['::ffff:1.2.3.4', 0xffff_0102_0304n],
    ['1::', 1n << 112n],
    ['FE80::A', (0xfe80n << 112n) | 10n],
  ])('reads %s', (text, value) => expect(parseAddress(text)).toEqual({ family: 6, value }))
})

describe('formatAddress', () => {
  test('writes IPv6 as ipaddr.js does: RFC 5952', () => {
    fc.assert(
      fc.property(v6, (address) => {
        const bytes = bytesOf(address) ?? []
        expect(formatAddress(address)).toBe(ipaddr.fromByteArray(bytes).toString())
      }),
      { numRuns: 500 },
    )
  })

  test('writes IPv4 as ipaddr.js does', () => {
    fc.assert(
      fc.property(v4, (address) => {
        expect(formatAddress(address)).toBe(ipaddr.fromByteArray(bytesOf(address) ?? []).toString())
      }),
    )
  })

  test.each([
    ['1:0:0:2:0:0:0:3', '1:0:0:2::3'],
    ['1:0:0:2:3:0:0:4', '1::2:3:0:0:4'],
    ['1:0:2:3:4:5:6:7', '1:0:2:3:4:5:6:7'],
  ])('writes %s as %s', (text, canonical) => {
    expect(formatAddress(parseAddress(text) as Address)).toBe(canonical)
  })
})

function bytesOf(address: Address | undefined): number[] | undefined {
  if (address === undefined) return undefined
  const hex = address.value.toString(16).padStart(address.family === 4 ? 8 : 32, '0')
  return (hex.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16))
}
