// `menshen sg restore`: from another group, from the group's own past, from a file.

import { basename } from 'node:path'
import type { Left, RuleItem } from '../answers.ts'
import { change, printLeft } from '../changes.ts'
import { type CommandContext, ExitError, printLine, USAGE } from '../context.ts'
import { ruleLine } from '../rule/rows.ts'
import type { ApiCall } from '../serverClient.ts'
import { type Changing, numberOr } from '../verbs.ts'
import { readFile } from './files.ts'

interface Restoring extends Changing {
  readonly from?: string
  readonly revision?: string
  readonly file?: string
  readonly keepGood?: true
  readonly partial?: true
  readonly systemAt100?: true
}

interface Restored {
  readonly surplus: readonly RuleItem[]
  readonly left: readonly Left[]
  /** Of a file. */
  readonly refused?: readonly { readonly row: number; readonly reason: { readonly text: string } }[]
}

export async function restoreGroup(context: CommandContext, id: string, options: Restoring): Promise<void> {
  const { t } = context
  const [path, call] = callFor(context, options)
  const answer = await change<Restored>(
    context,
    `groups/${encodeURIComponent(id)}/${path}`,
    { method: 'POST', ...call },
    options,
  )
  if (options.json) return
  // A full restore has listed them among the changes.
  if (options.partial && answer.surplus.length > 0) {
    printLine(context, t('restore.surplus', { count: answer.surplus.length }))
    for (const rule of answer.surplus) printLine(context, `  ${ruleLine(context, rule)}`)
  }
  printLeft(context, answer.left)
  if (answer.left.some(({ reason }) => reason.code === 'systemRuleNotCopied')) {
    printLine(context, t('restore.systemHint'))
  }
  const { refused = [] } = answer
  if (refused.length > 0) printLine(context, t('restore.refused', { count: refused.length }))
  for (const { row, reason } of refused) printLine(context, `! ${t('import.row', { row })}: ${reason.text}`)
}

function callFor(context: CommandContext, options: Restoring): readonly [string, ApiCall] {
  const { from, revision, file } = options
  const mode = options.partial ? 'partial' : 'full'
  if ([from, revision, file].filter((one) => one !== undefined).length !== 1)
    throw new ExitError(USAGE, context.t('restore.oneSource'))
  if (file === undefined) {
    const source = from === undefined ? { revision: numberOr(revision ?? '') } : { from }
    return ['restore', { body: { ...source, mode, systemRulesAt100: options.systemAt100 === true } }]
  }
  const query = {
    ...{ mode, fileName: basename(file) },
    systemRulesAt100: options.systemAt100 ? 'true' : undefined,
    keepGood: options.keepGood ? 'true' : undefined,
  }
  return ['restore-from-file', { query, body: readFile(context, file) }]
}
