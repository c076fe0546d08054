// What a preview does to packets, in lines.

import type { z } from 'zod'
import type { effectSchema } from '../server/api/effect.ts'
import { becauseText, firstNames, type PartKind, printChanged } from './changedPart.ts'
import { type CommandContext, printLine } from './context.ts'
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
  if (cuts === null) printLine(context, t('effect.cutsUnknown'))
  else if (cuts.length > 0) {
    printLine(context, t('effect.cuts', { count: cuts.length }))
    for (const { session } of cuts) printLine(context, `  ${session}`)
  }
}

function printPart(context: CommandContext, part: Part, kind: PartKind): void {
  const { t } = context
  const more = part.more > 0 ? ` ${t('diagnose.more', { count: part.more })}` : ''
  const text = `${packetText(context, part.text.join('; '))}${more}`
  const line = t(`effect.${kind}`, {
    direction: t(`explain.${part.direction}`),
    who: whoIn(context, part),
    text,
  })
  printChanged(context, kind, line)
  const witness = t('effect.witness', { witness: part.witness })
  printLine(context, `      ${becauseText(context, kind, part)}; ${witness}`)
}

function whoIn(context: CommandContext, { enis, eniCount, vSwitches }: Part): string {
  const names = eniCount === 0 ? vSwitches : enis
  // Of a comparison of groups: whoever is in them.
  return names.length === 0 ? context.t('effect.who.members') : firstNames(context, names, eniCount)
}
