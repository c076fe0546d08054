// What a preview says in lines.

import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import type { CommandContext } from '../../src/cli/context.ts'
import { type EffectItem, printEffect } from '../../src/cli/effect.ts'
import { translator } from '../../src/text/index.ts'

const NOTHING = {
  ...{ opens: [], closes: [], opened: '0', closed: '0' },
  ...{ left: 0, compared: 0, undecided: 0 },
} satisfies Omit<EffectItem, 'cuts'>

const printed = (cuts: EffectItem['cuts']): string => {
  const stdout = new PassThrough()
  const context = { t: translator('en'), language: 'en', stdout } as unknown as CommandContext
  printEffect(context, { ...NOTHING, cuts })
  return stdout.read().toString()
}

test('C3: sessions that nobody could be asked about are not taken for none', () => {
  expect(printed([])).not.toContain('sessions')
  expect(printed(null)).toContain('sessions that would be cut: not known')
})
