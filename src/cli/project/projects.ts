// `menshen project ls`, `menshen project create` and `menshen project modify`.

import type { ProjectItem } from '../answers.ts'
import { change } from '../changes.ts'
import { type CommandContext, printJson } from '../context.ts'
import { allPages } from '../pages.ts'
import { printTable } from '../table.ts'
import type { Asking, Changing } from '../verbs.ts'

export async function listProjects(context: CommandContext, options: Asking): Promise<void> {
  const projects = await allPages<ProjectItem>(context, 'projects')
  if (options.json) return printJson(context, projects)
  printTable(
    context,
    ['column.id', 'column.name', 'column.description'],
    projects.map(({ id, name, description }) => [id, name, description]),
  )
}

export async function createProject(
  context: CommandContext,
  name: string,
  options: Changing & { readonly description?: string },
): Promise<void> {
  const body = { name, description: options.description }
  await change(context, 'projects', { method: 'POST', body }, options)
}

interface Modification extends Changing {
  readonly name?: string
  readonly description?: string
  readonly hide?: true
  readonly show?: true
}

export async function modifyProject(
  context: CommandContext,
  id: string,
  { name, description, hide, show, ...options }: Modification,
): Promise<void> {
  const body = { name, description, hidden: hide ? true : show ? false : undefined }
  await change(context, `projects/${encodeURIComponent(id)}`, { method: 'PATCH', body }, options)
}
