// What a call changed, or would change: one line for each resource, with a sign in front.

import { styleText } from 'node:util'
import type { AclEntryItem, Changed, ChangeItem, CutOffItem, Left, ListItem, RuleItem } from './answers.ts'
import { printDeadline, secondsIn } from './confirm/deadline.ts'
import { type CommandContext, printJson, printLine } from './context.ts'
import { printEffect } from './effect.ts'
import { aclEntryLine } from './nacl/rows.ts'
import { oneLine } from './plain.ts'
import { printTests } from './policy/results.ts'
import { printRecorded } from './replay/print.ts'
import { ruleLine } from './rule/rows.ts'
import { type ApiCall, callApi } from './serverClient.ts'
import type { Changing } from './verbs.ts'

/** Makes the call, or previews it, and prints what changes, or the answer as JSON. */
export async function change<T extends object>(
  context: CommandContext,
  path: string,
  call: ApiCall,
  options: Changing,
): Promise<T & Changed> {
  const { dryRun, confirmWithin, allowCutOff, overrideTests } = options
  const query = {
    ...call.query,
    ...(dryRun ? { dryRun: 'true' } : {}),
    ...(allowCutOff ? { allowCutOff: 'true' } : {}),
    ...(confirmWithin === undefined ? {} : { confirmWithin: secondsIn(confirmWithin) }),
  }
  const answer = await callApi<T & Changed>(context, path, { ...call, query, override: overrideTests })
  if (options.json) {
    printJson(context, answer)
    return answer
  }
  printChanges(context, answer)
  if (answer.confirmation !== undefined && !answer.dryRun) printDeadline(context, answer.confirmation)
  return answer
}

function printChanges(
  context: CommandContext,
  { dryRun, revision, changes, effect, recorded, policyTests, cutOff = [] }: Changed,
): void {
  const { t } = context
  if (dryRun) printLine(context, t('change.preview'))
  else if (changes.length > 0) printLine(context, t('change.done', { revision }))
  if (changes.length === 0) printLine(context, t('change.nothing'))
  printChangeList(context, changes)
  if (effect !== undefined && changes.length > 0) printEffect(context, effect)
  if (recorded !== undefined) printRecorded(context, recorded)
  if (policyTests !== undefined) printTests(context, policyTests)
  printCutOff(context, cutOff)
}

/** The change itself is refused for this. */
export function printCutOff(context: CommandContext, cutOff: readonly CutOffItem[]): void {
  const { t } = context
  for (const each of cutOff) printLine(context, `! ${t('fault.channelCut', each)}`)
  if (cutOff.length > 0) printLine(context, `  → ${t('api.allowCutOff')}`)
}

export function printChangeList(context: CommandContext, changes: readonly ChangeItem[]): void {
  for (const one of changes) printLine(context, changeLine(context, one))
}

const SIGNS = { added: '+', changed: '~', removed: '-' } as const
const COLOURS = { added: 'green', changed: 'yellow', removed: 'red' } as const

function changeLine(context: CommandContext, one: ChangeItem): string {
  return styleText(COLOURS[one.change], `${SIGNS[one.change]} ${oneLine(describe(context, one))}`, {
    stream: context.stdout as NodeJS.WriteStream,
  })
}

function describe(context: CommandContext, { kind, id, before, after }: ChangeItem): string {
  if (kind === 'rule') return ruleChange(context, before as RuleItem | null, after as RuleItem | null)
  const name = String((after ?? before)?.name ?? '')
  const title = `${kind} ${id}${name === '' ? '' : ` ${name}`}`
  if (before === null || after === null) return title
  return `${title}  ${differences(context, before, after)}`
}

function ruleChange(context: CommandContext, before: RuleItem | null, after: RuleItem | null): string {
  const line = ruleLine(context, (after ?? before) as RuleItem)
  return before === null || after === null ? line : `${line}  ${differences(context, before, after)}`
}

type Values = Readonly<Record<string, unknown>>

const differences = (context: CommandContext, before: Values, after: Values): string =>
  Object.keys({ ...before, ...after })
    .filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
    .map((key) => `${key}: ${shown(context, before[key])} → ${shown(context, after[key])}`)
    .join(', ')

function shown(context: CommandContext, value: unknown): string {
  if (value === undefined) return '-'
  if (Array.isArray(value)) return `[${value.map((item) => itemText(context, item)).join('; ')}]`
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** Entries of network ACLs and of lists as people write them. */
function itemText(
  context: CommandContext,
  item: string | AclEntryItem | ListItem['entries'][number],
): string {
  if (typeof item !== 'object') return String(item)
  if ('action' in item) return aclEntryLine(context, item)
  return 'entry' in item ? item.entry : JSON.stringify(item)
}

/** Rules that could not follow, each with the reason. */
export function printLeft(context: CommandContext, left: readonly Left[]): void {
  if (left.length === 0) return
  printLine(context, context.t('change.left', { count: left.length }))
  for (const { rule, reason } of left) {
    printLine(context, `! ${ruleLine(context, rule)}`)
    printLine(context, `    ${reason.text}`)
  }
}
