// `menshen nacl create`, `update`, `bind`, `unbind`, `copy` and `rm`.

import { change } from '../changes.ts'
import { type CommandContext, ExitError, USAGE } from '../context.ts'
import { tagsOf } from '../tags.ts'
import type { Changing } from '../verbs.ts'

interface Creation extends Changing {
  readonly region?: string
  readonly vpc: string
  readonly description?: string
  readonly tag?: readonly string[]
}

export async function createAcl(context: CommandContext, name: string, options: Creation): Promise<void> {
  const { region, vpc: vpcId, description, tag = [] } = options
  const body = { name, region, vpcId, description, tags: tagsOf(context, tag) }
  await change(context, 'network-acls', { method: 'POST', body }, options)
}

interface Update extends Changing {
  readonly name?: string
  readonly description?: string
  readonly ingress?: readonly string[]
  readonly egress?: readonly string[]
}

export async function updateAcl(context: CommandContext, id: string, options: Update): Promise<void> {
  const { name, description, ingress, egress } = options
  const body = {
    name,
    description,
    ingress: entriesOf(context, ingress),
    egress: entriesOf(context, egress),
  }
  await change(context, pathOf(id), { method: 'PATCH', body }, options)
}

export async function bindAcl(
  context: CommandContext,
  id: string,
  vSwitches: readonly string[],
  options: Changing,
): Promise<void> {
  await change(context, `${pathOf(id)}/vswitches`, { method: 'POST', body: { vSwitches } }, options)
}

export async function unbindAcl(
  context: CommandContext,
  id: string,
  vSwitches: readonly string[],
  options: Changing,
): Promise<void> {
  const query = { ids: vSwitches.join(',') }
  await change(context, `${pathOf(id)}/vswitches`, { method: 'DELETE', query }, options)
}

export async function copyEntries(
  context: CommandContext,
  id: string,
  options: Changing & { readonly from: string },
): Promise<void> {
  await change(context, `${pathOf(id)}/copy`, { method: 'POST', body: { from: options.from } }, options)
}

export async function removeAcl(context: CommandContext, id: string, options: Changing): Promise<void> {
  await change(context, pathOf(id), { method: 'DELETE' }, options)
}

const pathOf = (id: string): string => `network-acls/${encodeURIComponent(id)}`

/** `accept tcp/22 10.0.0.0/8`, each option one entry in its place; `none` alone empties the direction. */
function entriesOf({ t }: CommandContext, texts: readonly string[] | undefined) {
  if (texts?.length === 1 && texts[0] === 'none') return []
  return texts?.map((text) => {
    const [action, service, peer, ...more] = text.trim().split(/\s+/)
    if (peer === undefined || more.length > 0) throw new ExitError(USAGE, t('nacl.badEntry', { text }))
    return { action, service, peer }
  })
}
