// `menshen tests`: the policy tests that the server keeps and runs before every change.

import type { z } from 'zod'
import type { testSchema } from '../../server/api/testsView.ts'
import { change } from '../changes.ts'
import { type CommandContext, printJson, printLine } from '../context.ts'
import { getJson } from '../serverClient.ts'
import { printTable } from '../table.ts'
import type { Asking, Changing } from '../verbs.ts'
import { policyFilesAt } from './files.ts'

interface Kept {
  readonly items: readonly z.infer<typeof testSchema>[]
  readonly settings: { readonly mode: 'refuse' | 'warn'; readonly reason: string }
}

export async function listTests(context: CommandContext, options: Asking): Promise<void> {
  const kept = await getJson<Kept>(context, 'tests')
  if (options.json) return printJson(context, kept)
  printTable(
    context,
    ['column.policy', 'column.name', 'column.test', 'column.where'],
    kept.items.map(({ suite, name, claim, text, place }) => [
      ...[suite, name],
      ...[`${claim} ${text}`, `${place.file}:${place.line}`],
    ]),
  )
  const { mode, reason } = kept.settings
  if (mode === 'warn') printLine(context, context.t('tests.warnOnly', { reason }))
}

export async function installTests(
  context: CommandContext,
  paths: readonly string[],
  options: Changing,
): Promise<void> {
  await change(context, 'tests', { method: 'POST', body: { files: policyFilesAt(context, paths) } }, options)
}

export async function removeTests(context: CommandContext, suite: string, options: Changing): Promise<void> {
  await change(context, `tests/${encodeURIComponent(suite)}`, { method: 'DELETE' }, options)
}

export async function setMode(
  context: CommandContext,
  mode: string,
  options: Changing & { readonly reason: string },
): Promise<void> {
  await change(context, 'tests/mode', { method: 'PUT', body: { mode, reason: options.reason } }, options)
}
