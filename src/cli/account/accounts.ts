// `menshen account ls` and `menshen account create`.

import { dataDirOf, dataFiles } from '../../server/config.ts'
import { change } from '../changes.ts'
import { type CommandContext, printJson, printLine } from '../context.ts'
import { getJson } from '../serverClient.ts'
import { printTable } from '../table.ts'
import type { Asking, Changing } from '../verbs.ts'

interface AccountItem {
  readonly id: string
  readonly name: string
  readonly cloud: string
  readonly keys: readonly string[]
}

interface NewKey {
  readonly name: string
  readonly accountId: string
  readonly accessKeyId: string
  readonly accessKeySecret: string | null
}

export async function listAccounts(context: CommandContext, options: Asking): Promise<void> {
  const { items } = await getJson<{ items: readonly AccountItem[] }>(context, 'accounts')
  if (options.json) return printJson(context, items)
  printTable(
    context,
    ['column.id', 'column.name', 'column.cloud', 'column.keys'],
    items.map(({ id, name, cloud, keys }) => [id, name, cloud, keys.join('\n')]),
  )
}

export async function createAccount(
  context: CommandContext,
  name: string,
  options: Changing & { readonly cloud: string },
): Promise<void> {
  const body = { name, cloud: options.cloud }
  const key = await change<NewKey>(context, 'accounts', { method: 'POST', body }, options)
  if (options.json || key.accessKeySecret === null) return
  const { t } = context
  const file = dataFiles(dataDirOf(context.environment, context.data)).credentials
  printLine(context, t('account.key', { id: key.accessKeyId, secret: key.accessKeySecret }))
  printLine(context, t('account.kept', { file, name }))
}
