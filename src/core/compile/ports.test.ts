// Interface names of ENIs: short enough for the kernel, plain, and different from each other.

import { expect, test } from 'vitest'
import { fnv31, fnv64 } from '../model/fnv.ts'
import { asId, type EniId } from '../model/ids.ts'
import { portName, UPLINK } from './ports.ts'

test('names fit into IFNAMSIZ and are never the uplink', () => {
  const names = Array.from({ length: 5000 }, (_, index) => portName(asId<EniId>(`eni-bp1${index}`)))
  expect(new Set(names).size).toBe(5000)
  for (const name of names) expect(name).toMatch(/^mn[a-z2-7]{12}$/)
  expect(names).not.toContain(UPLINK)
})

test('hashes are FNV-1a as published (draft-eastlake-fnv, test vectors)', () => {
  // "a" → 0xe40c292c and 0xaf63dc4c8601ec8c.
  expect(fnv31('a')).toBe((0xe40c292c ^ (0xe40c292c >>> 31)) & 0x7fffffff)
  expect(fnv64('a')).toBe(base32(0xaf63dc4c8601ec8cn))
  expect(fnv64('')).toBe(base32(0xcbf29ce484222325n))
  expect(fnv64('foobar')).toBe(base32(0x85944171f73967e8n))
})

function base32(value: bigint): string {
  const digits = [...value.toString(2).padStart(65, '0').matchAll(/.{5}/g)]
  return digits.map(([bits]) => 'abcdefghijklmnopqrstuvwxyz234567'[Number.parseInt(bits, 2)]).join('')
}
