// `menshen rule seen`: who really came by a rule; `menshen rule narrow`: fewer peers in its place.

import { change } from '../changes.ts'
import { type CommandContext, printJson, printLine } from '../context.ts'
import { getJson } from '../serverClient.ts'
import { printTable } from '../table.ts'
import type { Asking, Changing } from '../verbs.ts'

interface Seen {
  readonly items: readonly { readonly address: string; readonly sessions: number; readonly flows: number }[]
  readonly more: number
  readonly proposal: readonly string[] | null
  readonly flowsSince: string | null
  readonly hits: number
  readonly hitsSince: string
  readonly silent: readonly string[]
}

export async function showSeen(
  context: CommandContext,
  groupId: string,
  ruleId: string,
  options: Asking,
): Promise<void> {
  const seen = await getJson<Seen>(context, `${pathOf(groupId, ruleId)}/seen`)
  if (options.json) return printJson(context, seen)
  const { t } = context
  const { items, more, proposal, flowsSince, hits, hitsSince, silent } = seen
  printTable(
    context,
    ['column.address', 'column.liveSessions', 'column.loggedFlows'],
    items.map(({ address, sessions, flows }) => [address, String(sessions), String(flows)]),
  )
  if (more > 0) printLine(context, t('changes.more', { count: more }))
  printLine(context, t('seen.hits', { hits, since: hitsSince }))
  printLine(context, flowsSince === null ? t('seen.noFlows') : t('seen.flows', { since: flowsSince }))
  if (silent.length > 0) printLine(context, t('seen.silent', { hosts: silent.join(', ') }))
  printLine(
    context,
    proposal === null
      ? t('seen.noProposal')
      : t('seen.proposal', { group: groupId, rule: ruleId, blocks: proposal.join(' ') }),
  )
}

export async function narrowRule(
  context: CommandContext,
  groupId: string,
  ruleId: string,
  peers: readonly string[],
  options: Changing,
): Promise<void> {
  await change(context, `${pathOf(groupId, ruleId)}/narrow`, { method: 'POST', body: { peers } }, options)
}

const pathOf = (groupId: string, ruleId: string): string =>
  `groups/${encodeURIComponent(groupId)}/rules/${encodeURIComponent(ruleId)}`
