// `menshen prefix-list ls|show` and `menshen port-list ls|show`.

import type { ListItem } from '../answers.ts'
import { type CommandContext, printJson } from '../context.ts'
import { allPages } from '../pages.ts'
import { getJson } from '../serverClient.ts'
import { printTable } from '../table.ts'
import type { Asking } from '../verbs.ts'

export type ListPath = 'prefix-lists' | 'port-lists'

export async function listLists(
  context: CommandContext,
  path: ListPath,
  options: Asking & { readonly region?: string },
): Promise<void> {
  const lists = await allPages<ListItem>(context, path, { region: options.region })
  if (options.json) return printJson(context, lists)
  printTable(
    context,
    ['column.id', 'column.name', 'column.entries', 'column.groups', 'column.region'],
    lists.map((list) => [
      list.id,
      list.name,
      `${list.entries.length}/${list.maxEntries}`,
      list.groups.join('\n'),
      list.region,
    ]),
  )
}

export async function showList(
  context: CommandContext,
  path: ListPath,
  id: string,
  options: Asking,
): Promise<void> {
  const { list } = await getJson<{ list: ListItem }>(context, `${path}/${encodeURIComponent(id)}`)
  if (options.json) return printJson(context, list)
  printTable(
    context,
    ['column.entry', 'column.description'],
    list.entries.map(({ entry, description }) => [entry, description]),
  )
}
