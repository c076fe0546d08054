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

test('what a journal kept is taken, and what is no longer needed is dropped from it', () => {
  const dropped: number[] = []
  const appended: string[] = []
  const journal = {
    kept: [] as { minute: number; marks: string[] }[],
    unsureBefore: null,
    append: (minute: number, mark: string) => appended.push(`${minute} ${mark}`),
    drop: (minute: number) => dropped.push(minute),
  }
  createNonces(journal).take('a', 'n', 15 * MINUTE, 0)
  const [minute = '', mark = ''] = (appended[0] ?? '').split(' ')
  const later = createNonces({ ...journal, kept: [{ minute: Number(minute), marks: [mark] }] })
  expect(later.take('a', 'n', 15 * MINUTE, 0)).toBe(false)
  expect(later.take('a', 'm', 31 * MINUTE, 16 * MINUTE)).toBe(true)
  expect(dropped).toEqual([15])
})

test('a journal that cannot keep a nonce lets nothing pass', () => {
  const full = () => {
    throw new Error('no space left')
  }
  const nonces = createNonces({ kept: [], unsureBefore: null, append: full, drop: () => {} })
  expect(() => nonces.take('a', 'n', MINUTE, 0)).toThrow('no space left')
})
