// Commands that the console shows are commands that there are: every verb and every option of them is declared.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { expect, test } from 'vitest'
import { buildProgram } from '../../src/cli/program.ts'
import { translator } from '../../src/text/index.ts'
import { ROOT } from './repository.ts'

const program = buildProgram('en', translator('en'))
const WEB = join(ROOT, 'web/src')

interface Shown {
  readonly file: string
  readonly words: string
  readonly options: readonly string[]
}

/** In these files the one verb's options are put together beside the command itself. */
const APART = new Set(['requests.ts', 'ListForm.tsx'])

const shown = readdirSync(WEB, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('text/'))
  .flatMap((file) => commandsIn(file, readFileSync(join(WEB, file), 'utf8')))

/** `menshen sg ls` with what follows on the line. */
function commandsIn(file: string, text: string): readonly Shown[] {
  return [...text.matchAll(/[`'>]menshen ([a-z-]+(?: [a-z-]+)?)([^\n]*)/g)].map(
    ([, words = '', rest = '']) => ({
      file,
      words,
      options: [...(APART.has(file.split('/').at(-1) ?? '') ? '' : rest).matchAll(/--[a-z][a-z0-9-]+/g)].map(
        ([one]) => one,
      ),
    }),
  )
}

function verbOf(words: string): Command | undefined {
  const [first, second] = words.split(' ')
  const top = program.commands.find((command) => command.name() === first)
  if (top === undefined || top.commands.length === 0) return top
  return top.commands.find((command) => command.name() === second)
}

test('there are commands to look at', () => expect(shown.length).toBeGreaterThan(30))

test.each(shown)('$file: menshen $words', ({ words, options }) => {
  const verb = verbOf(words)
  expect(verb, `there is no \`menshen ${words}\``).toBeDefined()
  const known = verb?.options.map(({ long }) => long) ?? []
  expect(options.filter((option) => !known.includes(option))).toEqual([])
})
