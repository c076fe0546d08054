// Text forms of protocols, ports and addresses.

import { describe, expect, test } from 'vitest'
import {
  formatPortText,
  formatProtocolText,
  parseIpv4Text,
  parseIpv6Text,
  parsePortText,
  parseProtocolText,
} from './ruleText.ts'

describe('protocols', () => {
  test.each([
    ['tcp', 'TCP'],
    ['Udp', 'UDP'],
    ['ICMP', 'ICMP'],
    ['icmpV6', 'ICMPv6'],
    ['gre', 'GRE'],
    ['All', 'ALL'],
    ['6', 'TCP'],
    ['58', 'ICMPv6'],
    ['132', '132'],
    ['0', '0'],
    ['255', '255'],
  ])('P5: `%s` is shown as `%s`', (text, shown) => {
    expect(formatProtocolText(parseProtocolText(text) ?? -1)).toBe(shown)
  })

  test.each(['', 'sctp', '256', '-1', 'tcp ', '1.0', '+6'])('P5: `%s` is refused', (text) => {
    expect(parseProtocolText(text)).toBeUndefined()
  })
})

describe('ports', () => {
  test.each(['1/1', '22/22', '1/65535', '8000/8100', '-1/-1'])('T1: `%s` comes back as it is', (text) => {
    expect(formatPortText(parsePortText(text) ?? { first: 0, last: 0 })).toBe(text)
  })

  test.each(['', '22', '0/0', '0/22', '22/21', '1/65536', '-1/22', '22-23', ' 22/22', 'a/b', '1/2/3'])(
    'T1: `%s` is refused',
    (text) => {
      expect(parsePortText(text)).toBeUndefined()
    },
  )
})

describe('addresses', () => {
  test.each(['1.2.3.4', '1.2.3.4/32', '10.1.2.3/8', '0.0.0.0/0'])('T2: `%s` stays as written', (text) => {
    expect(parseIpv4Text(text)).toBe(text)
  })

  test.each(['1.2.3', '1.2.3.4/33', '01.2.3.4', '::1', '1.2.3.4/', '1.2.3.4/08', ''])(
    'T2: `%s` is no IPv4 block',
    (text) => {
      expect(parseIpv4Text(text)).toBeUndefined()
    },
  )

  test.each([
    ['2001:0db8:3c4d:0015:0000:0000:1a2f:1a2b/0', '2001:db8:3c4d:15::1a2f:1a2b/0'],
    ['2001:DB8::', '2001:db8::'],
    ['::/0', '::/0'],
    ['::1/128', '::1/128'],
  ])('T2: `%s` is compressed to `%s`', (text, shown) => {
    expect(parseIpv6Text(text)).toBe(shown)
  })

  test.each(['1.2.3.4', '2001:db8::/129', '2001:db8', 'fe80::1%eth0'])(
    'T2: `%s` is no IPv6 block',
    (text) => {
      expect(parseIpv6Text(text)).toBeUndefined()
    },
  )
})
