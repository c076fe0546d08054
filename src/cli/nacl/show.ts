// `menshen nacl ls` and `menshen nacl show`.

import type { NetworkAclItem } from '../answers.ts'
import { type CommandContext, printJson, printLine } from '../context.ts'
import { allPages } from '../pages.ts'
import { getJson } from '../serverClient.ts'
import { printTable } from '../table.ts'
import type { Asking } from '../verbs.ts'
import { ENTRY_HEAD, entryRows } from './rows.ts'

interface Filter extends Asking {
  readonly region?: string
  readonly vpc?: string
  readonly name?: string
}

export async function listNetworkAcls(context: CommandContext, options: Filter): Promise<void> {
  const { region, vpc: vpcId, name } = options
  const acls = await allPages<NetworkAclItem>(context, 'network-acls', { region, vpcId, name })
  if (options.json) return printJson(context, acls)
  printTable(
    context,
    ['column.id', 'column.name', 'column.network', 'column.entries', 'column.vSwitches', 'column.region'],
    acls.map((acl) => [
      acl.id,
      acl.name,
      acl.vpcId,
      String(acl.ingress.length + acl.egress.length),
      acl.vSwitches.join('\n'),
      acl.region,
    ]),
  )
}

export async function showNetworkAcl(context: CommandContext, id: string, options: Asking): Promise<void> {
  const path = `network-acls/${encodeURIComponent(id)}`
  const { networkAcl: acl } = await getJson<{ networkAcl: NetworkAclItem }>(context, path)
  if (options.json) return printJson(context, acl)
  const { t } = context
  const line = (key: Parameters<typeof t>[0], value: string) => printLine(context, `${t(key)}: ${value}`)
  line('column.id', acl.id)
  if (acl.name !== '') line('column.name', acl.name)
  if (acl.description !== '') line('column.description', acl.description)
  line('column.network', `${acl.vpcId} (${acl.region})`)
  const tags = Object.entries(acl.tags).map(([key, value]) => `${key}=${value}`)
  if (tags.length > 0) line('column.tags', tags.join(', '))
  line('column.vSwitches', acl.vSwitches.length === 0 ? '-' : acl.vSwitches.join(', '))
  printTable(context, ENTRY_HEAD, entryRows(context, acl))
  printLine(context, t('nacl.rest'))
}
