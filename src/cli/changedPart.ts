// How a part of a change stands in lines: in the colour of what it does, with who is meant and what decides before and after.

import { styleText } from 'node:util'
import type { Why } from '../core/model/verdict.ts'
import { type CommandContext, printLine } from './context.ts'
import { whyText } from './explain.ts'

export type PartKind = 'opens' | 'closes'

const COLOURS = { opens: 'green', closes: 'red' } as const
const WORDS = {
  opens: { before: 'drop', after: 'accept' },
  closes: { before: 'accept', after: 'drop' },
} as const

export const printChanged = (context: CommandContext, kind: PartKind, line: string): void =>
  printLine(context, styleText(COLOURS[kind], `  ${line}`, { stream: context.stdout as NodeJS.WriteStream }))

/** Reasons as the API gives them. */
export function becauseText(
  context: CommandContext,
  kind: PartKind,
  { before, after }: { readonly before: unknown; readonly after: unknown },
): string {
  const words = WORDS[kind]
  return context.t('effect.because', {
    before: whyText(context, before as Why, words.before),
    after: whyText(context, after as Why, words.after),
  })
}

/** The first of them; `total` counts those that are not named as well. */
export function firstNames({ t }: CommandContext, names: readonly string[], total: number): string {
  const shown = names.slice(0, 3)
  const count = Math.max(total, names.length) - shown.length
  const who = shown.join(', ')
  return count > 0 ? t('effect.who.more', { who, count }) : who
}
