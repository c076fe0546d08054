// How list calls pick.

import { expect, test } from 'vitest'
import { meets, meetsAny, meetsPattern } from './filters.ts'

test('what is left out picks nothing', () => {
  expect(meets(undefined, 'a')).toBe(true)
  expect(meets('a', 'b')).toBe(false)
  expect(meetsAny([], ['a'])).toBe(true)
  expect(meetsAny(['b', 'c'], ['a', 'c'])).toBe(true)
  expect(meetsAny(['b'], ['a'])).toBe(false)
})

test.each([
  ['web', 'web', true],
  ['web', 'web1', false],
  ['web*', 'web1', true],
  ['*1', 'web1', true],
  ['w*b*1', 'web1', true],
  ['*', '', true],
  ['a*a', 'a', false],
  ['*eb*x*', 'web1', false],
  ['.eb*', 'web', false],
])('pattern `%s` and `%s`: %s', (pattern, name, expected) => {
  expect(meetsPattern(pattern, name)).toBe(expected)
})
