// `menshen quota ls` and `menshen quota set`.

import { change } from '../changes.ts'
import { type CommandContext, printJson } from '../context.ts'
import { getJson } from '../serverClient.ts'
import { printTable } from '../table.ts'
import { type Asking, type Changing, numberOr } from '../verbs.ts'

interface QuotaItem {
  readonly name: string
  readonly about: string
  readonly maximum: number
  readonly declared: number
  readonly adjustable: boolean
}

export async function listQuotas(context: CommandContext, options: Asking): Promise<void> {
  const { items } = await getJson<{ items: readonly QuotaItem[] }>(context, 'quotas')
  if (options.json) return printJson(context, items)
  printTable(
    context,
    ['column.limit', 'column.maximum', 'column.declared', 'column.about'],
    items.map(({ name, maximum, declared, adjustable, about }) => [
      name,
      String(maximum),
      adjustable ? String(declared) : context.t('quota.fixed', { declared }),
      about,
    ]),
  )
}

/** `default` returns to the documented number. */
export async function setQuota(
  context: CommandContext,
  name: string,
  number: string,
  options: Changing,
): Promise<void> {
  const path = `quotas/${encodeURIComponent(name)}`
  if (number === 'default') return void (await change(context, path, { method: 'DELETE' }, options))
  await change(context, path, { method: 'PUT', body: { maximum: numberOr(number) } }, options)
}
