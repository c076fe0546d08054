// `menshen diff`: two revisions, two groups, files, live against file, a Terraform plan; packets first, rules beside.

import { existsSync } from 'node:fs'
import type { ChangeItem, RuleItem } from '../answers.ts'
import { printChangeList } from '../changes.ts'
import { type CommandContext, ExitError, printJson, printLine, USAGE } from '../context.ts'
import { callApi } from '../serverClient.ts'
import { diffFiles } from './files.ts'
import { type Difference, type DiffOptions, finish, printDifference, printRules } from './print.ts'

const REVISION = /^(?:r|v)?(\d+)$|^now$/
const GROUP = /^sg-[\w-]+$/

export async function diff(
  context: CommandContext,
  left: string,
  right: string | undefined,
  options: DiffOptions,
): Promise<void> {
  const isFile = (text: string): boolean => existsSync(text.split(',')[0] ?? '')
  const other = right ?? (REVISION.test(left) && !isFile(left) ? 'now' : undefined)
  if (other === undefined || isFile(left) || isFile(other)) return diffFiles(context, left, other, options)
  if (REVISION.test(left) && REVISION.test(other)) return diffRevisions(context, left, other, options)
  if (GROUP.test(left) && GROUP.test(other)) return diffGroups(context, left, other, options)
  throw new ExitError(USAGE, context.t('diff.kinds', { left, right: other }))
}

const revisionOf = (text: string): string => REVISION.exec(text)?.[1] ?? 'now'
const patienceOf = ({ within }: DiffOptions): number => 1000 * (Number(within) + 10)

async function diffRevisions(
  context: CommandContext,
  left: string,
  right: string,
  options: DiffOptions,
): Promise<void> {
  const query = { from: revisionOf(left), to: revisionOf(right), within: String(options.within) }
  const answer = await callApi<{
    readonly from: number
    readonly to: number
    readonly changes: readonly ChangeItem[]
    readonly effect: Difference
  }>(context, 'diff', { query, patience: patienceOf(options) })
  finish(answer.effect)
  if (options.json) return printJson(context, answer)
  const { from, to, changes, effect } = answer
  printLine(context, context.t('diff.revisions', { from, to }))
  printDifference(context, effect)
  printChangeList(context, changes)
}

async function diffGroups(
  context: CommandContext,
  left: string,
  right: string,
  options: DiffOptions,
): Promise<void> {
  const query = { left, right, within: String(options.within) }
  const answer = await callApi<{
    readonly effect: Difference
    readonly removed: readonly RuleItem[]
    readonly added: readonly RuleItem[]
  }>(context, 'diff/groups', { query, patience: patienceOf(options) })
  finish(answer.effect)
  if (options.json) return printJson(context, answer)
  printLine(context, context.t('diff.groups', { left, right }))
  printDifference(context, answer.effect)
  printRules(context, answer)
}
