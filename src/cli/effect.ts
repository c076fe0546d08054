// What a preview does to packets, in lines.

import { styleText } from 'node:util'
import type { z } from 'zod'
import type { Why } from '../core/model/verdict.ts'
import type { effectSchema } from '../server/api/effect.ts'
import { type CommandContext, printLine } from './context.ts'
import { whyText } from './explain.ts'
import { packetText } from './packetWords.ts'

export type EffectItem = z.infer<typeof effectSchema>
type Part = EffectItem['opens'][number]

export function printEffect(context: CommandContext, effect: EffectItem): void {
  const { t } = context
  const { opens, closes, left, undecided, cuts } = effect
  const isNone = opens.length + closes.length === 0 && undecided === 0
  printLine(context, t(isNone ? 'effect.none' : 'effect.title'))
  for (const part of opens) printPart(context, part, 'opens')
  for (const part of closes) printPart(context, part, 'closes')
  if (left > 0) printLine(context, `  ${t('effect.left', { count: left })}`)
  if (undecided === null) printLine(context, `  ${t('effect.unknown')}`)
  else if (undecided > 0) printLine(context, `  ${t('effect.undecided', { count: undecided })}`)
  if (cuts !== null && cuts.length > 0) {
    printLine(context, t('effect.cuts', { count: cuts.length }))
    for (const { session } of cuts) printLine(context, `  ${session}`)
  }
}

const COLOURS = { opens: 'green', closes: 'red' } as const
const WORDS = {
  opens: { before: 'drop', after: 'accept' },
  closes: { before: 'accept', after: 'drop' },
} as const

function printPart(context: CommandContext, part: Part, kind: 'opens' | 'closes'): void {
  const { t } = context
  const more = part.more > 0 ? ` ${t('diagnose.more', { count: part.more })}` : ''
  const text = `${packetText(context, part.text.join('; '))}${more}`
  const line = t(`effect.${kind}`, {
    direction: t(`explain.${part.direction}`),
    who: whoIn(context, part),
    text,
  })
  const { before, after } = WORDS[kind]
  printLine(context, styleText(COLOURS[kind], `  ${line}`, { stream: context.stdout as NodeJS.WriteStream }))
  const reasons = {
    before: whyText(context, part.before as unknown as Why, before),
    after: whyText(context, part.after as unknown as Why, after),
  }
  printLine(
    context,
    `      ${t('effect.because', reasons)}; ${t('effect.witness', { witness: part.witness })}`,
  )
}

function whoIn({ t }: CommandContext, { enis, eniCount, vSwitches }: Part): string {
  const names = eniCount === 0 ? vSwitches : enis
  // Of a comparison of groups: whoever is in them.
  if (names.length === 0) return t('effect.who.members')
  const shown = names.slice(0, 3)
  const count = Math.max(eniCount, names.length) - shown.length
  const who = shown.join(', ')
  return count > 0 ? t('effect.who.more', { who, count }) : who
}
