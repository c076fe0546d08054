// `menshen eni ls`, `show` and `groups`.

import type { EniItem } from '../answers.ts'
import { change } from '../changes.ts'
import { type CommandContext, printJson } from '../context.ts'
import { allPages } from '../pages.ts'
import { getJson } from '../serverClient.ts'
import { printTable } from '../table.ts'
import type { Asking, Changing } from '../verbs.ts'

interface Filter extends Asking {
  readonly region?: string
  readonly group?: string
  readonly instance?: string
}

export async function listEnis(context: CommandContext, options: Filter): Promise<void> {
  const { region, group: groupId, instance: instanceId } = options
  const enis = await allPages<EniItem>(context, 'enis', { region, groupId, instanceId })
  if (options.json) return printJson(context, enis)
  printEnis(context, enis)
}

export async function showEni(context: CommandContext, id: string, options: Asking): Promise<void> {
  const { eni } = await getJson<{ eni: EniItem }>(context, `enis/${encodeURIComponent(id)}`)
  if (options.json) return printJson(context, eni)
  printEnis(context, [eni])
}

export async function replaceGroups(
  context: CommandContext,
  id: string,
  groups: readonly string[],
  options: Changing,
): Promise<void> {
  const body = { groups: groups.flatMap((text) => text.split(',')) }
  await change(context, `enis/${encodeURIComponent(id)}/groups`, { method: 'PUT', body }, options)
}

const printEnis = (context: CommandContext, enis: readonly EniItem[]): void =>
  printTable(
    context,
    ['column.id', 'column.instance', 'column.addresses', 'column.groups', 'column.network', 'column.region'],
    enis.map((eni) => [
      eni.id,
      eni.instanceId ?? '-',
      eni.addresses.join('\n'),
      eni.groups.join('\n'),
      eni.classicLink ? `${eni.vpcId} (ClassicLink)` : eni.vpcId,
      eni.region,
    ]),
  )
