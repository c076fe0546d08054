// Which names are near a misspelled one.

import { expect, test } from 'vitest'
import { nearNames } from './nearNames.ts'

test.each([
  ['lab-wbe-1', ['lab-web-1', 'lab-db-1', 'lab-web-2']],
  ['lab-web1', ['lab-web-1', 'lab-web-2']],
  ['LAB-DB-1', ['lab-db-1', 'lab-web-1']],
  ['db', ['lab-db-1']],
  ['前端服务', ['前端服务器']],
  ['quite-another', []],
  ['', []],
] as const)('%s: %j', (wanted, near) => {
  expect(nearNames(wanted, ['lab-web-1', 'lab-web-2', 'lab-db-1', '前端服务器', 'x', 'x'])).toEqual(near)
})

test('three at most, the nearest first', () => {
  expect(nearNames('web', ['web-9', 'web1', 'wab', 'webs', 'web-10'])).toEqual(['wab', 'web1', 'webs'])
})
