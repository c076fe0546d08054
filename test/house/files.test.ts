// A file says in its first line what it is for, and stays short enough to be read in one go.
import { expect, test } from 'vitest'
import { files, read } from './repository.ts'

const MAX_LINES = 300
const ours = files(
  'src/**/*.ts',
  'test/**/*.ts',
  'scripts/**/*.{ts,cjs}',
  'bench/**/*.ts',
  '*.config.ts',
  'web/src/**/*.{ts,tsx}',
  'web/*.config.ts',
)
  .filter((file) => !file.endsWith('.test.ts') || file.startsWith('test/house/'))
  // Derived, and checked where they are made.
  .filter((file) => !/^web\/src\/(client\/generated|text\/zhTW)\.ts$/.test(file))

test('each source file begins with a comment of one sentence', () => {
  const begins = (file: string) => /^(#!.*\n)?(\/\/ \S|\/\*\* \S)/.test(read(file))
  expect(ours.filter((file) => !begins(file))).toEqual([])
})

test(`no source file is longer than ${MAX_LINES} lines: look for the second idea in it`, () => {
  const isLong = (file: string) => read(file).split('\n').length - 1 > MAX_LINES
  expect(ours.filter(isLong)).toEqual([])
})
