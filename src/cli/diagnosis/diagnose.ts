// `menshen diagnose`: why a packet passes or not, what would mend it, and whether the kernel agrees.

import { createInterface } from 'node:readline/promises'
import { change } from '../changes.ts'
import { type CommandContext, ExitError, FINDING, printJson, printLine, USAGE } from '../context.ts'
import { getJson } from '../serverClient.ts'
import type { Asking } from '../verbs.ts'
import type { DiagnoseAnswer, DiagnosisItem, FixItem } from './answers.ts'
import { fixLines, wayLines } from './lines.ts'
import { type Probed, probeItem, probeLine } from './probe.ts'

interface Options extends Asking {
  readonly probe?: true
  readonly apply?: string
  readonly yes?: true
}

export async function diagnose(
  context: CommandContext,
  from: string,
  to: string,
  options: Options,
): Promise<void> {
  const answer = await getJson<DiagnoseAnswer>(context, 'diagnose', { from, to })
  if (options.apply !== undefined) return applyFix(context, from, to, answer, options.apply, options)
  const probed: Probed[] = []
  if (options.probe)
    for (const item of answer.items) probed.push(await probeItem(context, item, answer.revision))
  finish(answer.items, probed)
  if (options.json) return printJson(context, options.probe ? { ...answer, probes: probed } : answer)
  print(context, answer, probed)
  const isMendable = answer.items.some(({ fixes }) => fixes.length > 0)
  if (isMendable) printLine(context, context.t('diagnose.applyHint', { from, to }))
}

function finish(items: readonly DiagnosisItem[], probed: readonly Probed[]): void {
  const isFinding =
    items.some(({ action }) => action === 'drop') || probed.some(({ result }) => result === 'disagrees')
  if (isFinding) process.exitCode = FINDING
}

function print(context: CommandContext, { items, left }: DiagnoseAnswer, probed: readonly Probed[]): void {
  let number = 1
  for (const [place, item] of items.entries()) {
    for (const line of wayLines(context, item)) printLine(context, line)
    const probe = probed[place]
    if (probe !== undefined) printLine(context, `  ${probeLine(context, item, probe)}`)
    for (const line of fixLines(context, item, number)) printLine(context, line)
    number += item.fixes.length
  }
  if (left > 0) printLine(context, context.t('diagnose.left', { count: left }))
}

async function applyFix(
  context: CommandContext,
  from: string,
  to: string,
  answer: DiagnoseAnswer,
  wanted: string,
  { json, yes }: Options,
): Promise<void> {
  const fix = fixNumbered(context, answer, wanted)
  const call = { method: 'POST', body: { from, to, fix: fix.id } } as const
  if (json && !yes) throw new ExitError(USAGE, context.t('diagnose.needsYes'))
  if (!json) {
    await change(context, 'diagnose/fix', call, { dryRun: true })
    if (!yes) await confirm(context)
  }
  const done = await change<{ diagnosis: DiagnosisItem }>(context, 'diagnose/fix', call, json ? { json } : {})
  finish([done.diagnosis], [])
  if (json) return
  printLine(context, context.t('diagnose.after'))
  for (const line of wayLines(context, done.diagnosis)) printLine(context, line)
}

function fixNumbered(context: CommandContext, { items }: DiagnoseAnswer, wanted: string): FixItem {
  const all = items.flatMap(({ fixes }) => fixes)
  const fix = /^\d+$/.test(wanted) ? all[Number(wanted) - 1] : undefined
  if (fix !== undefined) return fix
  throw new ExitError(USAGE, context.t('diagnose.noSuchFix', { number: wanted, count: all.length }))
}

/** Who is not at a terminal cannot be asked. */
async function confirm(context: CommandContext): Promise<void> {
  if (!process.stdin.isTTY) throw new ExitError(USAGE, context.t('diagnose.needsYes'))
  const asking = createInterface({ input: process.stdin, output: context.stderr })
  const said = await asking.question(context.t('diagnose.confirm')).finally(() => asking.close())
  if (!/^(y|yes|是)$/i.test(said.trim())) throw new ExitError(FINDING, context.t('diagnose.notApplied'))
}
