// Random bytes from pages are all different, whole, and nobody's to change.

import { expect, test } from 'vitest'
import { pagedRandomBytes } from './randomBytes.ts'

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

test('no bytes are handed out twice, also across the ends of pages', () => {
  const random = pagedRandomBytes()
  const seen = new Set(Array.from({ length: 2000 }, () => text(random(17))))
  expect(seen.size).toBe(2000)
  expect([...seen].every((one) => one.length === 34)).toBe(true)
})

test('what was handed out stays as it is when the next page comes', () => {
  const random = pagedRandomBytes()
  const first = random(64)
  const before = text(first)
  for (let count = 0; count < 200; count++) random(64)
  expect(text(first)).toBe(before)
})

test('more than a page is possible', () => {
  expect(new Set(pagedRandomBytes()(10_000)).size).toBe(256)
})
