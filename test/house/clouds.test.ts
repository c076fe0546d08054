// The core serves every cloud: it never asks whose rule it is looking at, and knows none by name.
import { expect, test } from 'vitest'
import { files, read, withoutComments } from './repository.ts'

const CLOUDS = /aliyun|alibaba|tencent/i
/** Where a number comes from is data about it, and the documentation of a field is for people. */
const ABOUT =
  /\b(?:source|about|\w+_PAGE|MANUAL_\d+)\b|`\$\{\w+_PAGE\}|^\s*'(?:choice: |Alibaba|Tencent)[^']*',?$|limit\(/

const core = files('src/core/**/*.ts').filter((file) => !file.endsWith('.test.ts'))

test('no file of the core asks which cloud an account, a group or a rule is of', () => {
  const asking = core.filter((file) => /\.cloud\b|\bcloud\s*(?:===|!==)/.test(withoutComments(read(file))))
  expect(asking).toEqual([])
})

test('no code of the core names a cloud, but as the source of a number', () => {
  const naming = core.flatMap((file) =>
    withoutComments(read(file))
      .replace(/\/\/.*$/gm, '')
      .split('\n')
      .filter((line) => CLOUDS.test(line) && !ABOUT.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  )
  expect(naming).toEqual([])
})

test('operations are neutral too: none asks which cloud the caller is of', () => {
  const operations = files('src/service/**/*.ts').filter((file) => !file.endsWith('.test.ts'))
  const asking = operations.filter((file) => /\.cloud\s*(?:===|!==)/.test(withoutComments(read(file))))
  expect(asking).toEqual([])
})
