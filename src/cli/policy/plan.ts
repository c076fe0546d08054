// `menshen plan`: what policy files would change, open, close and break; kept so that exactly that can be applied.

import type { Changed, ChangeItem, CutOffItem } from '../answers.ts'
import { printChangeList, printCutOff } from '../changes.ts'
import { type CommandContext, FINDING, printJson, printLine } from '../context.ts'
import { type EffectItem, printEffect } from '../effect.ts'
import { printRecorded, type RecordedItem } from '../replay/print.ts'
import { callApi } from '../serverClient.ts'
import type { Asking } from '../verbs.ts'
import { policyFilesAt } from './files.ts'
import { printTests, type TestsItem } from './results.ts'

interface Options extends Asking {
  readonly file: readonly string[]
  readonly save: boolean
}

interface Answer {
  readonly planId: string | null
  readonly policy: string
  readonly revision: number
  readonly changes: Changed['changes']
  readonly drift: readonly ChangeItem[]
  readonly kept: readonly { readonly eniId: string; readonly groupId: string }[]
  readonly effect: EffectItem
  readonly recorded?: RecordedItem
  readonly policyTests?: TestsItem
  readonly cutOff?: readonly CutOffItem[]
}

const PATIENCE_MS = 60_000

export async function plan(context: CommandContext, options: Options): Promise<void> {
  const body = { files: policyFilesAt(context, options.file), save: options.save }
  const answer = await callApi<Answer>(context, 'plan', { method: 'POST', body, patience: PATIENCE_MS })
  const {
    changes,
    drift,
    kept,
    effect,
    recorded,
    policyTests,
    cutOff = [],
    planId,
    policy,
    revision,
  } = answer
  if (changes.length > 0 || (policyTests?.failed ?? 0) > 0) process.exitCode = FINDING
  if (options.json) return printJson(context, answer)
  const { t } = context
  if (changes.length === 0) printLine(context, t('plan.nothing', { policy, revision }))
  printChangeList(context, changes)
  if (drift.length > 0) {
    printLine(context, t('plan.drift'))
    printChangeList(context, drift)
  }
  printKept(context, kept)
  if (changes.length > 0) printEffect(context, effect)
  if (recorded !== undefined) printRecorded(context, recorded)
  if (policyTests !== undefined) printTests(context, policyTests)
  printCutOff(context, cutOff)
  if (planId !== null) printLine(context, t('plan.saved', { plan: planId }))
}

export function printKept(context: CommandContext, kept: Answer['kept']): void {
  for (const { eniId, groupId } of kept) {
    printLine(context, `! ${context.t('plan.kept', { eni: eniId, group: groupId })}`)
  }
}
