// `menshen template create` and `modify`: parameter templates, where the account's cloud has them.

import { change } from '../changes.ts'
import type { CommandContext } from '../context.ts'
import { tagsOf } from '../tags.ts'
import type { Changing } from '../verbs.ts'

interface Members {
  readonly entry?: readonly string[]
  readonly include?: readonly string[]
}

interface Creation extends Changing, Members {
  readonly of: string
  readonly region: string
  readonly tag?: readonly string[]
}

export async function createTemplate(
  context: CommandContext,
  name: string,
  options: Creation,
): Promise<void> {
  const { of, region, tag = [] } = options
  const body = { of, region, name, tags: tagsOf(tag), ...membersOf(options) }
  await change(context, 'templates', { method: 'POST', body }, options)
}

export async function modifyTemplate(
  context: CommandContext,
  id: string,
  options: Changing & Members & { readonly name?: string },
): Promise<void> {
  const body = { name: options.name, ...membersOf(options) }
  await change(context, `templates/${encodeURIComponent(id)}`, { method: 'PATCH', body }, options)
}

const membersOf = ({ entry, include }: Members) => ({ entries: entry?.map(entryOf), includes: include })

/** `10.0.0.0/8=office`. */
function entryOf(text: string): { readonly entry: string; readonly description: string } {
  const [entry = '', ...description] = text.split('=')
  return { entry, description: description.join('=') }
}
