// Sets in words: what is written means exactly the set, and is short.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type AddressSet,
  normaliseRanges,
  setOfTexts,
  subtractSet,
  uniteSets,
  wholeFamily,
} from '../model/addressSet.ts'
import { formatAddresses, formatFactor, formatServices } from './text.ts'

describe('addresses', () => {
  test.each([
    [['10.8.0.0/16'], ['10.8.3.0/24'], '10.8.0.0/16 except 10.8.3.0/24'],
    [['0.0.0.0/0'], [], 'any IPv4 address'],
    [['0.0.0.0/0', '::/0'], ['10.0.0.0/8'], 'any IPv4 address except 10.0.0.0/8 and any IPv6 address'],
    [
      ['10.0.0.0/24', '10.2.0.7'],
      ['10.0.0.3', '10.0.0.9'],
      '10.0.0.0/24 except (10.0.0.3 and 10.0.0.9) and 10.2.0.7',
    ],
    [['2001:db8::/32'], ['2001:db8:1::/48'], '2001:db8::/32 except 2001:db8:1::/48'],
    [['10.0.0.0/31', '10.0.0.4'], [], '10.0.0.0/31 and 10.0.0.4'],
    [[], [], 'nobody'],
  ])('%j without %j', (from, taken, text) => {
    expect(formatAddresses(subtractSet(setOfTexts(from), setOfTexts(taken)))).toBe(text)
  })

  test('the words mean the set', () => {
    const address = fc.bigInt(0n, 40n).map((offset) => 0x0a00_0000n + offset)
    const range = fc.tuple(address, address).map(([a, b]) => ({
      family: 4 as const,
      first: a < b ? a : b,
      last: a < b ? b : a,
    }))
    fc.assert(
      fc.property(fc.array(range, { maxLength: 8 }), fc.boolean(), (ranges, isTurned) => {
        const drawn = normaliseRanges(ranges)
        const set = isTurned ? subtractSet([wholeFamily(4)], drawn) : drawn
        expect(meant(formatAddresses(set))).toEqual(set)
      }),
    )
  })

  test('a set of more ranges than anybody reads ends in their number', () => {
    const hosts = setOfTexts(
      Array.from({ length: 300 }, (_, host) => `10.0.${Math.floor(host / 100)}.${2 * (host % 100)}`),
    )
    expect(formatAddresses(hosts)).toMatch(/ and 44 more ranges up to 10\.0\.2\.198$/)
  })
})

/** Reads the words back: blocks, each with what is taken out of it. */
function meant(text: string): AddressSet {
  if (text === 'nobody') return []
  const parts = text.matchAll(/(any IPv4 address|[\d./]+)(?: except (?:\(([^)]*)\)|([\d./]+)))?/g)
  const block = (word: string): string => (word === 'any IPv4 address' ? '0.0.0.0/0' : word)
  return [...parts].reduce<AddressSet>((set, [, base = '', many, one]) => {
    const holes = (many ?? one ?? '').split(/, | and /).filter((word) => word !== '')
    return uniteSets(set, subtractSet(setOfTexts([block(base)]), setOfTexts(holes)))
  }, [])
}

describe('services', () => {
  const one = (first: number, last = first) => [{ first, last }]

  test('the words of the manual', () => {
    const services = [{ protocols: one(6), service: [...one(22), ...one(80, 90)], sourcePorts: null }]
    const factor = { source: setOfTexts(['10.8.0.0/16']), destination: [], services }
    expect(formatFactor(factor, 'source')).toBe('10.8.0.0/16, tcp 22 and 80-90')
  })

  test('several protocols, source ports, types of ICMP', () => {
    expect(
      formatServices([
        { protocols: one(0, 255), service: null, sourcePorts: null },
        { protocols: [...one(6), ...one(17)], service: one(53), sourcePorts: one(1024, 65535) },
        { protocols: one(1), service: [...one(2048, 2303), ...one(769)], sourcePorts: null },
        { protocols: one(18, 255), service: null, sourcePorts: null },
      ]),
    ).toBe('all; tcp and udp 53 from 1024-65535; icmp type 8 and type 3/1; protocols 18-255')
  })
})
