// Core, operations and hosts serve every cloud: they never ask whose rule they are looking at, and verdicts know none by name.
import { expect, test } from 'vitest'
import { files, read, withoutComments } from './repository.ts'

const CLOUDS = /aliyun|alibaba|tencent/i
/** Where a number comes from is data about it, and the documentation of a field is for people. */
const ABOUT =
  /\b(?:source|about|\w+_PAGE|MANUAL_\d+)\b|`\$\{\w+_PAGE\}|^\s*'(?:choice: |Alibaba|Tencent)[^']*',?$|limit\(/

const sources = (folder: string): readonly string[] =>
  files(`src/${folder}/**/*.ts`).filter((file) => !file.endsWith('.test.ts'))

/** Code alone: what is said about a line, above it or behind it, is for people. */
const codeOf = (file: string): string => withoutComments(read(file)).replace(/\/\/.*$/gm, '')

/** Whoever compiles, loads, sends and stores rules, and the operations that make them. */
const NEUTRAL = ['core', 'service', 'store', 'feed', 'agent'] as const
/** Operations spell what users of one cloud know by its name, such as its ready-made policies. */
const NAMELESS = ['core', 'store', 'feed', 'agent'] as const

test.each(NEUTRAL)('no file of src/%s asks which cloud an account, a group or a rule is of', (folder) => {
  expect(sources(folder).length).toBeGreaterThan(0)
  const asking = sources(folder).filter((file) => /\.cloud\b|\bcloud\s*(?:===|!==)/.test(codeOf(file)))
  expect(asking).toEqual([])
})

test.each(NAMELESS)('no code of src/%s names a cloud, but as the source of a number', (folder) => {
  const naming = sources(folder).flatMap((file) =>
    codeOf(file)
      .split('\n')
      .filter((line) => CLOUDS.test(line) && !ABOUT.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  )
  expect(naming).toEqual([])
})
