// `menshen prefix-list create|modify|rm` and the same of `menshen port-list`.

import { change } from '../changes.ts'
import type { CommandContext } from '../context.ts'
import { tagsOf } from '../tags.ts'
import { type Changing, numberOr } from '../verbs.ts'
import type { ListPath } from './lists.ts'

interface Creation extends Changing {
  readonly region?: string
  readonly family?: string
  readonly maxEntries: string
  readonly entry?: readonly string[]
  readonly description?: string
  readonly tag?: readonly string[]
}

export async function createList(
  context: CommandContext,
  path: ListPath,
  name: string,
  options: Creation,
): Promise<void> {
  const { region, family, maxEntries, entry = [], description, tag = [] } = options
  const body = {
    name,
    region,
    family,
    maxEntries: numberOr(maxEntries),
    entries: entry.map(entryOf),
    description,
    tags: tagsOf(context, tag),
  }
  await change(context, path, { method: 'POST', body }, options)
}

interface Modification extends Changing {
  readonly name?: string
  readonly description?: string
  readonly add?: readonly string[]
  readonly remove?: readonly string[]
}

export async function modifyList(
  context: CommandContext,
  path: ListPath,
  id: string,
  options: Modification,
): Promise<void> {
  const { name, description, add = [], remove } = options
  const body = { name, description, add: add.map(entryOf), remove }
  await change(context, `${path}/${encodeURIComponent(id)}`, { method: 'PATCH', body }, options)
}

export async function removeList(
  context: CommandContext,
  path: ListPath,
  id: string,
  options: Changing,
): Promise<void> {
  await change(context, `${path}/${encodeURIComponent(id)}`, { method: 'DELETE' }, options)
}

/** `10.0.0.0/8=office`. */
export function entryOf(text: string): { readonly entry: string; readonly description: string } {
  const [entry = '', ...description] = text.split('=')
  return { entry, description: description.join('=') }
}
