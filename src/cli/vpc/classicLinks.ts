// `menshen classic-link …`: classic instances linked to VPCs.

import type { z } from 'zod'
import type { classicLinkSchema } from '../../server/api/operations/classicLinks.ts'
import { change } from '../changes.ts'
import { type CommandContext, printJson } from '../context.ts'
import { allPages } from '../pages.ts'
import { printTable } from '../table.ts'
import type { Asking, Changing } from '../verbs.ts'

interface Filter extends Asking {
  readonly region?: string
  readonly vpc?: string
  readonly instance?: string
}

export async function listLinks(context: CommandContext, options: Filter): Promise<void> {
  const { region, vpc: vpcId, instance: instanceId } = options
  const links = await allPages<z.infer<typeof classicLinkSchema>>(context, 'classic-links', {
    ...{ region, vpcId, instanceId },
  })
  if (options.json) return printJson(context, links)
  printTable(
    context,
    ['column.instance', 'column.addresses', 'column.groups', 'column.vpc', 'column.region'],
    links.map((link) => [link.instanceId, link.address, link.groups.join('\n'), link.vpcId, link.region]),
  )
}

export async function link(context: CommandContext, ends: Ends, options: Changing): Promise<void> {
  await change(context, pathOf(ends), { method: 'PUT' }, options)
}

export async function unlink(context: CommandContext, ends: Ends, options: Changing): Promise<void> {
  await change(context, pathOf(ends), { method: 'DELETE' }, options)
}

export async function setLinks(
  context: CommandContext,
  { vpc, enabled }: { readonly vpc: string; readonly enabled: boolean },
  options: Changing,
): Promise<void> {
  const path = `vpcs/${encodeURIComponent(vpc)}/classic-link`
  await change(context, path, { method: 'PUT', body: { enabled } }, options)
}

interface Ends {
  readonly vpc: string
  readonly instance: string
}

const pathOf = ({ vpc, instance }: Ends): string =>
  `vpcs/${encodeURIComponent(vpc)}/classic-links/${encodeURIComponent(instance)}`
