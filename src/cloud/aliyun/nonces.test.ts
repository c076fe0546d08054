// Nonces are remembered per key, as long as asked, and not longer.

import { expect, test } from 'vitest'
import { createNonces } from './nonces.ts'

const MINUTE = 60_000

test('a nonce is taken once per key, also when its time differs', () => {
  const nonces = createNonces()
  expect(nonces.take('a', 'n', 15 * MINUTE, 0)).toBe(true)
  expect(nonces.take('a', 'n', 15 * MINUTE, 0)).toBe(false)
  expect(nonces.take('a', 'n', 20 * MINUTE, MINUTE)).toBe(false)
  expect(nonces.take('b', 'n', 15 * MINUTE, 0)).toBe(true)
})

test('it is remembered until its time and forgotten soon after', () => {
  const nonces = createNonces()
  nonces.take('a', 'n', 15 * MINUTE, 0)
  expect(nonces.take('a', 'n', 30 * MINUTE, 15 * MINUTE)).toBe(false)
  expect(nonces.take('a', 'other', 32 * MINUTE, 17 * MINUTE)).toBe(true)
  expect(nonces.size).toBe(1)
  expect(nonces.take('a', 'n', 32 * MINUTE, 17 * MINUTE)).toBe(true)
})
