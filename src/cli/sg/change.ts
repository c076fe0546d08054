// `menshen sg create`, `menshen sg modify` and `menshen sg rm`.

import { change } from '../changes.ts'
import type { CommandContext } from '../context.ts'
import { tagsOf } from '../tags.ts'
import type { Changing } from '../verbs.ts'

interface Creation extends Changing {
  readonly region?: string
  readonly vpc?: string
  readonly classic?: true
  readonly project?: string
  readonly kind: string
  readonly template: string
  readonly description?: string
  readonly tag?: readonly string[]
}

export async function createGroup(context: CommandContext, name: string, options: Creation): Promise<void> {
  const { region, vpc, classic, project, kind, template, description, tag = [] } = options
  const body = {
    name,
    region,
    vpcId: classic ? null : vpc,
    resourceGroupId: project,
    kind,
    template,
    description,
    tags: tagsOf(context, tag),
  }
  await change(context, 'groups', { method: 'POST', body }, options)
}

interface Modification extends Changing {
  readonly name?: string
  readonly description?: string
  readonly innerAccess?: string
  readonly sessions?: string
  readonly deletionProtection?: string
  readonly managed?: string
}

export async function modifyGroup(context: CommandContext, id: string, options: Modification): Promise<void> {
  const { name, description, innerAccess, sessions } = options
  const [deletionProtection, managed] = [options.deletionProtection, options.managed].map(switched)
  const body = { name, description, innerAccess, liveSessions: sessions, deletionProtection, managed }
  await change(context, `groups/${encodeURIComponent(id)}`, { method: 'PATCH', body }, options)
}

/** Anything else goes as it is: the server says what is wrong with it. */
const switched = (state: string | undefined): boolean | string | undefined =>
  state === 'on' ? true : state === 'off' ? false : state

export async function removeGroup(
  context: CommandContext,
  id: string,
  options: Changing & { readonly force?: true },
): Promise<void> {
  const query = { force: options.force ? 'true' : undefined }
  await change(context, `groups/${encodeURIComponent(id)}`, { method: 'DELETE', query }, options)
}
