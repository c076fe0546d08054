// `menshen template ls|show|create|modify|rm`: parameter templates, where the account's cloud has them.

import type { ListItem } from '../answers.ts'
import { change } from '../changes.ts'
import { type CommandContext, printJson } from '../context.ts'
import { allPages } from '../pages.ts'
import { getJson } from '../serverClient.ts'
import { printTable } from '../table.ts'
import { tagsOf } from '../tags.ts'
import type { Asking, Changing } from '../verbs.ts'
import { entryOf } from './change.ts'
import type { ListPath } from './lists.ts'

/** What they are of, by the list that each is. */
const PATHS: Readonly<Record<string, ListPath>> = { addresses: 'prefix-lists', services: 'port-lists' }

/** Templates of services are `ppm-…` and `ppmg-…`. */
const pathOf = (id: string): string =>
  `${id.startsWith('ppm') ? 'port-lists' : 'prefix-lists'}/${encodeURIComponent(id)}`

export async function listTemplates(
  context: CommandContext,
  options: Asking & { readonly of?: string; readonly region?: string },
): Promise<void> {
  const { of, region } = options
  const paths = of === undefined ? Object.values(PATHS) : [PATHS[of] ?? 'prefix-lists']
  const all = await Promise.all(paths.map((path) => allPages<ListItem>(context, path, { region })))
  const templates = all.flat()
  if (options.json) return printJson(context, templates)
  printTable(
    context,
    ['column.id', 'column.name', 'column.members', 'column.usedBy', 'column.region'],
    templates.map((template) => [
      template.id,
      template.name,
      membersOf(template)
        .map(({ entry }) => entry)
        .join('\n'),
      template.groups.join('\n'),
      template.region,
    ]),
  )
}

export async function showTemplate(context: CommandContext, id: string, options: Asking): Promise<void> {
  const { list } = await getJson<{ list: ListItem }>(context, pathOf(id))
  if (options.json) return printJson(context, list)
  printTable(
    context,
    ['column.members', 'column.description'],
    membersOf(list).map(({ entry, description }) => [entry, description]),
  )
}

/** Members as they were written; of a template made of others the ids of these. */
function membersOf(list: ListItem): ListItem['entries'] {
  if (list.includes.length > 0) return list.includes.map((entry) => ({ entry, description: '' }))
  return [...new Map(list.entries.map((member) => [member.entry, member])).values()]
}

interface Members {
  readonly entry?: readonly string[]
  readonly include?: readonly string[]
}

interface Creation extends Changing, Members {
  readonly of: string
  readonly region?: string
  readonly tag?: readonly string[]
}

export async function createTemplate(
  context: CommandContext,
  name: string,
  options: Creation,
): Promise<void> {
  const { of, region, tag = [] } = options
  const body = { of, region, name, tags: tagsOf(context, tag), ...givenIn(options) }
  await change(context, 'templates', { method: 'POST', body }, options)
}

interface Modification extends Changing, Members {
  readonly name?: string
  readonly add?: readonly string[]
  readonly remove?: readonly string[]
}

export async function modifyTemplate(
  context: CommandContext,
  id: string,
  options: Modification,
): Promise<void> {
  const { name, add, remove } = options
  const body = { name, ...givenIn(options), add: add?.map(entryOf), remove }
  await change(context, `templates/${encodeURIComponent(id)}`, { method: 'PATCH', body }, options)
}

export async function removeTemplate(context: CommandContext, id: string, options: Changing): Promise<void> {
  await change(context, pathOf(id), { method: 'DELETE' }, options)
}

const givenIn = ({ entry, include }: Members) => ({ entries: entry?.map(entryOf), includes: include })
