// `menshen vpc ls`.

import type { z } from 'zod'
import type { vpcSchema } from '../../server/api/operations/vpcs.ts'
import { type CommandContext, printJson } from '../context.ts'
import { getJson } from '../serverClient.ts'
import { printTable } from '../table.ts'
import type { Asking } from '../verbs.ts'

type VpcItem = z.infer<typeof vpcSchema>

export async function listVpcs(
  context: CommandContext,
  { region, json }: Asking & { readonly region?: string },
): Promise<void> {
  const { items } = await getJson<{ items: readonly VpcItem[] }>(context, 'vpcs', { region })
  if (json) return printJson(context, items)
  printTable(
    context,
    [
      ...(['column.id', 'column.name', 'column.region', 'column.blocks', 'column.groups'] as const),
      ...(['column.classicLink', 'column.vSwitches'] as const),
    ],
    items.map((vpc) => [
      vpc.id,
      vpc.name,
      vpc.region,
      vpc.cidrs.join('\n'),
      String(vpc.groups),
      vpc.classicLink ? context.t('classicLink.on', { count: vpc.linked }) : context.t('classicLink.off'),
      vpc.vSwitches.map(({ id, cidr, zone }) => `${id} ${cidr} ${zone}`).join('\n'),
    ]),
  )
}
