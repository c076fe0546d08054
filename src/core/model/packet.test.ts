// Packets in one line: what is written reads back, what is malformed is refused, replies turn round.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Address, type Family, maxOf } from './address.ts'
import { formatPacket, type Packet, parseEndpoint, parsePacket, reply } from './packet.ts'
import { hasPorts, ICMP, ICMPV6, TCP } from './protocol.ts'

const byte = fc.nat(255)
const packet: fc.Arbitrary<Packet> = fc.constantFrom<Family>(4, 6).chain((family) =>
  fc
    .record({
      protocol: fc.oneof(fc.constantFrom(TCP, 17, ICMP, ICMPV6, 47), byte),
      source: addressIn(family),
      destination: addressIn(family),
      sourcePort: fc.nat(65535),
      destinationPort: fc.nat(65535),
      type: byte,
      code: byte,
    })
    .map(({ type, code, ...each }) => ({
      ...each,
      ...(hasPorts(each.protocol) ? {} : { sourcePort: 0, destinationPort: 0 }),
      ...(each.protocol === ICMP || each.protocol === ICMPV6 ? { icmp: { type, code } } : {}),
    })),
)

function addressIn(family: Family): fc.Arbitrary<Address> {
  return fc.bigInt({ min: 0n, max: maxOf(family) }).map((value) => ({ family, value }))
}

describe('packets', () => {
  test('P5: read back what is written', () => {
    fc.assert(
      fc.property(packet, (each) => {
        expect(parsePacket(formatPacket(each))).toEqual(each)
      }),
    )
  })

  test('C1: the reply to a reply is the packet itself', () => {
    fc.assert(
      fc.property(packet, (each) => {
        expect(reply(reply(each))).toEqual(each)
      }),
    )
  })

  test('C1: an echo request is answered by an echo reply', () => {
    expect(formatPacket(reply(parsePacket('icmp 10.0.0.1 > 10.0.0.2') as Packet))).toBe(
      'icmp/0/0 10.0.0.2 > 10.0.0.1',
    )
    expect(formatPacket(reply(parsePacket('icmpv6 ::1 > ::2') as Packet))).toBe('icmpv6/129/0 ::2 > ::1')
  })

  test.each([
    ['udp [2001:db8::1]:53 > [2001:db8::2]:5353', 'udp [2001:db8::1]:53 > [2001:db8::2]:5353'],
    ['TCP 10.0.0.1 > 10.0.0.2:22', 'tcp 10.0.0.1:40000 > 10.0.0.2:22'],
    ['tcp 10.0.0.1:5>10.0.0.2:22', 'tcp 10.0.0.1:5 > 10.0.0.2:22'],
    ['icmp/3 10.0.0.1 > 10.0.0.2', 'icmp/3/0 10.0.0.1 > 10.0.0.2'],
    ['47 10.0.0.1 > 10.0.0.2', 'gre 10.0.0.1 > 10.0.0.2'],
  ])('reads %s', (text, canonical) => {
    expect(formatPacket(parsePacket(text) as Packet)).toBe(canonical)
  })

  test.each([
    'tcp 10.0.0.1:5 > [::1]:6',
    'all 10.0.0.1 > 10.0.0.2',
    'tcp 10.0.0.1:65536 > 10.0.0.2:1',
    'tcp/1 10.0.0.1 > 10.0.0.2',
    'icmp/256 10.0.0.1 > 10.0.0.2',
    'icmp/1/2/3 10.0.0.1 > 10.0.0.2',
    'tcp 10.0.0.1:5 10.0.0.2:6',
    '256 10.0.0.1 > 10.0.0.2',
    'tcp web:5 > 10.0.0.2:6',
  ])('refuses %s', (text) => expect(parsePacket(text)).toBeUndefined())

  test('an IPv6 address with a port needs brackets', () => {
    expect(parseEndpoint('[::1]:80')).toEqual({ address: { family: 6, value: 1n }, port: 80 })
    expect(parseEndpoint('::1')).toEqual({ address: { family: 6, value: 1n } })
    expect(parseEndpoint('::1:80')).toEqual({ address: { family: 6, value: 0x1_0080n } })
  })
})
