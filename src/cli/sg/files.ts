// `menshen sg export` and `menshen sg import`.

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { GroupItem, RuleItem } from '../answers.ts'
import { change } from '../changes.ts'
import { type CommandContext, ExitError, FINDING, printLine, USAGE } from '../context.ts'
import { ruleLine } from '../rule/rows.ts'
import { fetchFile, getJson } from '../serverClient.ts'
import type { Changing } from '../verbs.ts'

export async function exportRules(
  context: CommandContext,
  id: string,
  options: { readonly format: string; readonly output?: string; readonly template?: true },
): Promise<void> {
  const { t } = context
  const { format, output } = options
  const query = { format, template: options.template ? 'true' : undefined }
  const file = await fetchFile(context, `groups/${encodeURIComponent(id)}/export`, query)
  if (output === '-') return void context.stdout.write(file.text)
  const path = output ?? file.name
  // Under its own name an export may meet an older one, which may be the only backup.
  if (output === undefined && existsSync(path)) throw new ExitError(USAGE, t('export.exists', { path }))
  writeText(context, path, file.text)
  printLine(context, t('export.done', { path }))
}

interface Row {
  readonly row: number
  readonly outcome: 'added' | 'present' | 'repeated' | 'ignored' | 'refused'
  readonly rule: RuleItem | null
  readonly reason: { readonly text: string } | null
}

interface Imported {
  readonly rows: readonly Row[]
  readonly counts: Readonly<Record<Row['outcome'] | 'rows', number>>
}

export async function importRules(
  context: CommandContext,
  id: string,
  file: string,
  options: Changing & { readonly keepGood?: true },
): Promise<void> {
  const query = { keepGood: options.keepGood ? 'true' : undefined, fileName: basename(file) }
  const path = `groups/${encodeURIComponent(id)}/import`
  const body = readFile(context, file)
  if (!options.dryRun) await keepRules(context, id)
  const answer = await change<Imported>(context, path, { method: 'POST', query, body }, options)
  if (answer.counts.refused > 0) process.exitCode = FINDING
  if (options.json) return
  printLine(context, context.t('import.counts', answer.counts))
  for (const row of answer.rows) {
    const { outcome } = row
    if (outcome !== 'added') printLine(context, rowLine(context, { ...row, outcome }))
  }
}

/** Where an import takes the place of all rules, these are first kept under a name that nothing has. */
async function keepRules(context: CommandContext, id: string): Promise<void> {
  const path = `groups/${encodeURIComponent(id)}`
  const { group } = await getJson<{ group: GroupItem }>(context, path)
  if (group.order !== 'inSequence' || group.rules === 0) return
  const { name, text } = await fetchFile(context, `${path}/export`, { format: 'json' })
  const stem = name.replace(/\.json$/, '')
  let kept = `${stem}.before-import.json`
  for (let count = 2; existsSync(kept); count++) kept = `${stem}.before-import-${count}.json`
  writeText(context, kept, text, 'wx')
  context.stderr.write(`${context.t('import.kept', { path: kept, count: group.rules })}\n`)
}

function writeText(context: CommandContext, path: string, text: string, flag: 'w' | 'wx' = 'w'): void {
  try {
    writeFileSync(path, text, { flag })
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? (error as Error).message
    throw new ExitError(USAGE, context.t('export.cannotWrite', { path, reason }))
  }
}

type LeftOut = Row & { readonly outcome: Exclude<Row['outcome'], 'added'> }

function rowLine(context: CommandContext, { row, outcome, rule, reason }: LeftOut): string {
  const what = rule === null ? '' : ` (${ruleLine(context, rule)})`
  return `! ${context.t('import.row', { row })} ${context.t(`import.${outcome}Row`)}: ${reason?.text ?? ''}${what}`
}

export function readFile(context: CommandContext, path: string): Uint8Array {
  try {
    return readFileSync(path)
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? (error as Error).message
    throw new ExitError(USAGE, context.t('import.cannotRead', { path, reason }))
  }
}
