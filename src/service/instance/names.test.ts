// Names of instances made together.

import { expect, test } from 'vitest'
import { nthName } from './names.ts'

const names = (text: string, options: { uniqueSuffix?: boolean; amount?: number } = {}) => {
  const sequence = { text, uniqueSuffix: false, amount: 3, ...options }
  return Array.from({ length: sequence.amount }, (_, index) => nthName(sequence, index))
}

test.each([
  ['web', ['web', 'web', 'web']],
  ['web-[1,4]-cn', ['web-0001-cn', 'web-0002-cn', 'web-0003-cn']],
  ['web-[9,1]', ['web-9', 'web-10', 'web-11']],
  ['web[]', ['web000000', 'web000001', 'web000002']],
  ['web[,3]x', ['web000x', 'web001x', 'web002x']],
  ['web[5,]x', ['web000005x', 'web000006x', 'web000007x']],
  ['web[99,1]', ['web000099', 'web000100', 'web000101']],
])('%s gives %j', (text, expected) => {
  expect(names(text)).toEqual(expected)
})

test('unique suffixes are added in a batch, unless the pattern numbers at the end', () => {
  expect(names('web', { uniqueSuffix: true })).toEqual(['web001', 'web002', 'web003'])
  expect(names('web[1,2]x', { uniqueSuffix: true })).toEqual(['web01x001', 'web02x002', 'web03x003'])
  expect(names('web[1,2]', { uniqueSuffix: true })).toEqual(['web01', 'web02', 'web03'])
  expect(names('web', { uniqueSuffix: true, amount: 1 })).toEqual(['web'])
})
