// Protocol names and numbers.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatProtocol, hasPorts, parseProtocol } from './protocol.ts'

describe('protocols', () => {
  test('P5: every IANA number reads back from what is written', () => {
    for (let number = 0; number <= 255; number++) {
      expect(parseProtocol(formatProtocol(number))).toBe(number)
      expect(parseProtocol(String(number))).toBe(number)
    }
    expect(parseProtocol(formatProtocol('all'))).toBe('all')
  })

  test('P5: names are read in any case', () => {
    fc.assert(
      fc.property(fc.constantFrom('tcp', 'udp', 'icmp', 'icmpv6', 'gre', 'all'), fc.nat(), (name, bits) => {
        const mixed = [...name].map((letter, index) => ((bits >> index) & 1 ? letter.toUpperCase() : letter))
        expect(parseProtocol(mixed.join(''))).toBe(parseProtocol(name))
        expect(parseProtocol(name)).toBeDefined()
      }),
    )
  })

  test.each(['256', '-1', '6.0', 'any', '', ' tcp', '0x6'])('refuses %j', (text) => {
    expect(parseProtocol(text)).toBeUndefined()
  })

  test('P5: only TCP and UDP carry ports', () => {
    const numbers = Array.from({ length: 256 }, (_, number) => number)
    expect(numbers.filter(hasPorts)).toEqual([6, 17])
    expect(hasPorts('all')).toBe(false)
  })
})
