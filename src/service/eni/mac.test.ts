// MAC addresses that follow from ids.

import { expect, test } from 'vitest'
import { macOf } from './mac.ts'

test('the same id gives the same unicast address of the cloud', () => {
  const mac = macOf('eni-bp1abc', () => false)
  expect(mac).toMatch(/^00:16:3e(:[0-9a-f]{2}){3}$/)
  expect(macOf('eni-bp1abc', () => false)).toBe(mac)
  expect(macOf('eni-bp1abd', () => false)).not.toBe(mac)
})

test('an address that is taken is stepped over', () => {
  const mac = macOf('eni-1', () => false)
  const next = macOf('eni-1', (one) => one === mac)
  expect(next).not.toBe(mac)
  expect(macOf('eni-1', (one) => one === mac || one === next)).not.toBe(next)
})
