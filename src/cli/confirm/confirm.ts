// `menshen confirm`: keeps a change that would be undone, or undoes it at once; without an id, what waits.

import type { Changed, ConfirmationItem } from '../answers.ts'
import { type CommandContext, printJson, printLine } from '../context.ts'
import { callApi, getJson } from '../serverClient.ts'
import { printTable } from '../table.ts'

interface Options {
  readonly undo?: true
  readonly json?: true
}

export async function confirm(
  context: CommandContext,
  id: string | undefined,
  options: Options,
): Promise<void> {
  if (id === undefined) return list(context, options)
  const { t } = context
  const path = `confirmations/${encodeURIComponent(id)}/${options.undo ? 'undo' : 'confirm'}`
  const answer = await callApi<Changed & { kept?: readonly { kind: string; id: string }[] }>(context, path, {
    method: 'POST',
  })
  if (options.json) return printJson(context, answer)
  printLine(context, t(options.undo ? 'confirm.undone' : 'confirm.done', { id, revision: answer.revision }))
  for (const kept of answer.kept ?? []) printLine(context, t('confirm.kept', kept))
}

async function list(context: CommandContext, { json }: Options): Promise<void> {
  const { items } = await getJson<{ items: readonly ConfirmationItem[] }>(context, 'confirmations')
  if (json) return printJson(context, items)
  if (items.length === 0) return printLine(context, context.t('confirm.nothing'))
  printTable(
    context,
    ['column.id', 'column.operation', 'column.undoneAt', 'column.resources'],
    items.map(({ id, operation, undoneAt, resources }) => [id, operation, undoneAt, resources.join(', ')]),
  )
}
