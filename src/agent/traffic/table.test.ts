// The counters of public addresses as text, and what a listing of them says.

import { expect, test } from 'vitest'
import { freshTable, readTable, tableChange } from './table.ts'

const counted = (all: readonly string[], watched: readonly string[] = []) => ({
  all: new Set(all),
  watched: new Set(watched),
})

test('addresses that stay count on: only what comes and goes is said', () => {
  const before = counted(['198.51.100.1', '198.51.100.2'], ['198.51.100.1'])
  expect(tableChange(before, before)).toBe('')
  const lines = tableChange(before, counted(['198.51.100.2', '198.51.100.3'])).split('\n')
  expect(lines).toContain('delete element ip menshen_traffic in { 198.51.100.1 }')
  expect(lines).toContain('add element ip menshen_traffic out { 198.51.100.3 }')
  expect(lines).toContain('delete element ip menshen_traffic out_rst { 198.51.100.1 }')
  expect(lines.join()).not.toContain('198.51.100.2')
})

test('a set without addresses has no elements', () => {
  const text = freshTable(counted(['198.51.100.1']))
  expect(text).toContain('set in { type ipv4_addr; counter; elements = { 198.51.100.1 }; }')
  expect(text).toContain('set in_syn { type ipv4_addr; counter; }')
})

test('a listing is read set by set', () => {
  const elem = { elem: { val: '198.51.100.1', counter: { packets: 3, bytes: 180 } } }
  const listing = {
    nftables: [{ metainfo: {} }, { set: { name: 'in', elem: [elem] } }, { set: { name: 'out' } }],
  }
  const read = readTable(JSON.stringify(listing))
  expect(read.get('in')?.get('198.51.100.1')).toEqual([3, 180])
  expect(read.get('out')?.size).toBe(0)
})
