// Spans as blocks, and which addresses the internet has.

import { describe, expect, test } from 'vitest'
import { type Address, parseAddress } from './address.ts'
import { blocksOfRange } from './addressBlocks.ts'
import { setContains } from './addressSet.ts'
import { formatCidr } from './cidr.ts'
import { INTERNET, NOT_INTERNET } from './internet.ts'

const address = (text: string): Address => {
  const parsed = parseAddress(text)
  if (parsed === undefined) throw new Error(`no address: \`${text}\``)
  return parsed
}

describe('blocksOfRange', () => {
  test.each([
    ['10.0.0.0', '10.0.0.255', '10.0.0.0/24'],
    ['10.0.0.5', '10.0.0.5', '10.0.0.5/32'],
    ['10.0.0.1', '10.0.0.6', '10.0.0.1/32 10.0.0.2/31 10.0.0.4/31 10.0.0.6/32'],
    ['0.0.0.0', '255.255.255.255', '0.0.0.0/0'],
    ['::', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '::/0'],
    ['::1', '::3', '::1/128 ::2/127'],
  ])('%s to %s', (first, last, blocks) => {
    const { family, value } = address(first)
    const range = { family, first: value, last: address(last).value }
    expect(blocksOfRange(range).map(formatCidr).join(' ')).toBe(blocks)
  })
})

describe('the internet', () => {
  test.each([
    ['8.8.8.8', true],
    ['203.0.113.1', true],
    ['2408:4000::1', true],
    ['10.1.2.3', false],
    ['100.64.0.1', false],
    ['240.0.0.1', false],
    ['::ffff:8.8.8.8', false],
    ['fe80::1', false],
  ])('%s: %s', (text, isPublic) => {
    expect(setContains(INTERNET, address(text))).toBe(isPublic)
    expect(setContains(NOT_INTERNET, address(text))).toBe(!isPublic)
  })
})
