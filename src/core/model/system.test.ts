// System traffic as data: gateways, and which addresses are never public.

import { describe, expect, test } from 'vitest'
import { type Address, formatAddress, parseAddress } from './address.ts'
import { setContains } from './addressSet.ts'
import { type Cidr, parseCidr } from './cidr.ts'
import { gatewayOf, NEVER_PUBLIC } from './system.ts'

describe('system traffic', () => {
  test.each([
    ['10.0.0.0/24', '10.0.0.253'],
    ['10.0.0.77/24', '10.0.0.253'],
    ['192.168.1.16/29', '192.168.1.21'],
    ['10.0.0.0/16', '10.0.255.253'],
  ])('S1: the gateway of %s is %s', (cidr, gateway) => {
    expect(formatAddress(gatewayOf(parseCidr(cidr) as Cidr))).toBe(gateway)
  })

  test.each([
    ['10.255.255.255', true],
    ['11.0.0.0', false],
    ['172.15.255.255', false],
    ['172.31.255.255', true],
    ['172.32.0.0', false],
    ['192.168.0.1', true],
    ['100.64.0.0', true],
    ['100.128.0.0', false],
    ['169.254.0.23', true],
    ['127.0.0.1', true],
    ['223.255.255.255', false],
    ['224.0.0.1', true],
    ['203.0.113.1', false],
    ['fd00::1', true],
    ['fe80::1', true],
    ['ff02::1', true],
    ['2001:db8::1', false],
  ])('S3: %s is never public: %s', (text, expected) => {
    expect(setContains(NEVER_PUBLIC, parseAddress(text) as Address)).toBe(expected)
  })
})
