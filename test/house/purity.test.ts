// Time, chance and the environment are handed in from outside: what is pure can be tested, repeated and run in a browser.
import { expect, test } from 'vitest'
import { files, read, sources, withoutComments } from './repository.ts'

// Where the outside world comes in.
const RIM = /^src\/(server|cli)\/|^src\/agent\/main\.ts$/

function filesWith(pattern: RegExp, among: readonly string[]): string[] {
  return among.filter((file) => pattern.test(withoutComments(read(file))))
}

test('nothing below the rim reads the clock: the time arrives in a context', () => {
  const inner = sources().filter((file) => !RIM.test(file))
  expect(filesWith(/\bDate\.now\(|\bnew Date\(\)|\bperformance\.now\(/, inner)).toEqual([])
})

test('nothing below the rim draws lots with Math.random: ids and samples come from a source handed in', () => {
  const inner = sources().filter((file) => !RIM.test(file))
  expect(filesWith(/\bMath\.random\b/, inner)).toEqual([])
})

test('nothing below the rim reads the environment: settings arrive as arguments', () => {
  const inner = sources().filter((file) => !RIM.test(file))
  expect(filesWith(/\bprocess\.env\b/, inner)).toEqual([])
})

test('tests and benches use seeds, so that a failure can be repeated', () => {
  expect(
    filesWith(/\bMath\.random\(/, files('src/**/*.test.ts', 'test/!(house)/**/*.ts', 'bench/**/*.ts')),
  ).toEqual([])
})
