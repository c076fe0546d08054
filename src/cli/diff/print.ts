// How differences are printed, and what they mean for the exit code.

import type { RuleItem } from '../answers.ts'
import { type CommandContext, FINDING, printLine, UNDECIDED } from '../context.ts'
import { type EffectItem, printEffect } from '../effect.ts'
import { ruleLine } from '../rule/rows.ts'
import type { Asking } from '../verbs.ts'

export interface DiffOptions extends Asking {
  readonly context: readonly string[]
  readonly within: number | string
}

export type Difference = Omit<EffectItem, 'cuts'>

export function printRules(
  context: CommandContext,
  { removed, added }: { readonly removed: readonly RuleItem[]; readonly added: readonly RuleItem[] },
): void {
  if (removed.length + added.length === 0) return
  printLine(context, context.t('diff.rules'))
  for (const rule of removed) printLine(context, `- ${ruleLine(context, rule)}`)
  for (const rule of added) printLine(context, `+ ${ruleLine(context, rule)}`)
}

/** A difference is a finding; what nobody could tell is none, and not clean either. */
export function finish({ opens, closes, undecided }: Difference, isKnown = true): void {
  if (opens.length + closes.length > 0) process.exitCode = FINDING
  else if (process.exitCode !== FINDING && (undecided !== 0 || !isKnown)) process.exitCode = UNDECIDED
}

export function printDifference(context: CommandContext, effect: Difference): void {
  const isSame = effect.opens.length + effect.closes.length === 0 && effect.undecided === 0
  if (isSame) printLine(context, context.t('diff.same'))
  else printEffect(context, { ...effect, cuts: [] })
  if (effect.closes.length > 0) printLine(context, `  ${context.t('diff.sessions')}`)
}
