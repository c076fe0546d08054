// `menshen sg ls` and `menshen sg show`.

import type { GroupItem, HitsAnswer, RuleItem } from '../answers.ts'
import type { CommandContext } from '../context.ts'
import { printJson, printLine } from '../context.ts'
import { type Difference, printDifference } from '../diff/print.ts'
import { HIT_HEAD, hitCells, hitsOf, printOtherHits } from '../hits/hits.ts'
import { allPages } from '../pages.ts'
import { ruleHead, ruleRow } from '../rule/rows.ts'
import { getJson } from '../serverClient.ts'
import { printTable } from '../table.ts'
import type { Asking } from '../verbs.ts'

interface Filter extends Asking {
  readonly region?: string
  readonly vpc?: string
  readonly name?: string
  readonly kind?: string
}

export async function listGroups(context: CommandContext, options: Filter): Promise<void> {
  const { region, vpc: vpcId, name, kind } = options
  const groups = await allPages<GroupItem>(context, 'groups', { region, vpcId, name, kind })
  if (options.json) return printJson(context, groups)
  printTable(
    context,
    [
      'column.id',
      'column.name',
      'column.network',
      'column.kind',
      'column.rules',
      'column.members',
      'column.region',
    ],
    groups.map((group) => [
      group.id,
      group.name,
      networkOf(context, group),
      context.t(`group.${group.kind}`),
      String(group.rules),
      String(group.members),
      group.region,
    ]),
  )
}

interface Showing extends Asking {
  readonly hits?: true
  readonly asOf?: string
}

interface Shown {
  readonly group: GroupItem
  readonly rules: readonly RuleItem[]
  readonly members: readonly string[]
  readonly referrers?: readonly string[]
}

export async function showGroup(context: CommandContext, id: string, options: Showing): Promise<void> {
  if (options.asOf !== undefined) return showGroupAsOf(context, id, options.asOf, options)
  const shown = await getJson<Shown>(context, `groups/${encodeURIComponent(id)}`)
  const hits = options.hits ? await hitsOf(context, { group: id }) : null
  if (options.json) return printJson(context, hits === null ? shown : { ...shown, hits })
  printGroup(context, shown, hits)
}

/** Rules and members of then, and in packets what has become of them since. */
async function showGroupAsOf(
  context: CommandContext,
  id: string,
  asOf: string,
  { json }: Showing,
): Promise<void> {
  const path = `groups/${encodeURIComponent(id)}/as-of/${encodeURIComponent(asOf)}`
  const past = await getJson<
    Shown & { readonly revision: number; readonly at: string | null; readonly effect?: Difference }
  >(context, path)
  if (json) return printJson(context, past)
  const { t } = context
  printLine(context, t('group.asOf', { revision: past.revision, at: past.at ?? '-' }))
  printGroup(context, past, null)
  printLine(context, t(past.effect === undefined ? 'group.goneSince' : 'group.since'))
  if (past.effect !== undefined) printDifference(context, past.effect)
}

function printGroup(context: CommandContext, shown: Shown, hits: HitsAnswer | null): void {
  const { t } = context
  const { group, rules, members, referrers = [] } = shown
  const line = (key: Parameters<typeof t>[0], value: string) => printLine(context, `${t(key)}: ${value}`)
  line('column.id', group.id)
  line('column.name', group.name)
  if (group.description !== '') line('column.description', group.description)
  line('column.network', `${networkOf(context, group)} (${group.region})`)
  line('column.kind', t(`group.${group.kind}`))
  line('group.innerAccess', t(`explain.${group.innerAccess}`))
  if (group.liveSessions === 'keep') printLine(context, t('group.keepsSessions'))
  if (group.managed) printLine(context, t('group.managed'))
  if (group.deletionProtection) printLine(context, t('group.protected'))
  const tags = Object.entries(group.tags).map(([key, value]) => `${key}=${value}`)
  if (tags.length > 0) line('column.tags', tags.join(', '))
  if (members.length > 0) line('column.members', members.join(', '))
  if (referrers.length > 0) line('group.referrers', referrers.join(', '))
  if (rules.length === 0) {
    printLine(context, t('group.noRules'))
    if (hits !== null) printOtherHits(context, hits)
    return
  }
  const isClassic = group.network === 'classic'
  printTable(
    context,
    [...(hits === null ? [] : HIT_HEAD), ...ruleHead(isClassic)],
    rules.map((rule) => [
      ...(hits === null ? [] : hitCells(context, hits, rule.id)),
      ...ruleRow(context, rule, isClassic),
    ]),
  )
  if (hits !== null) printOtherHits(context, hits)
}

const networkOf = ({ t }: CommandContext, group: GroupItem): string =>
  group.network === 'region' ? t('group.region') : (group.vpcId ?? t('group.classic'))
