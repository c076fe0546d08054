// `menshen explain`: the verdict in words, side by side with the rules that were overruled.

import type { Action } from '../core/model/rule.ts'
import type { PathVerdict, RuleRef, SideVerdict, Why } from '../core/model/verdict.ts'
import type { ExplainAnswer } from '../server/api/explain.ts'
import { type CommandContext, FINDING, printJson, printLine } from './context.ts'
import { getJson } from './serverClient.ts'

export async function explain(
  context: CommandContext,
  from: string,
  to: string,
  options: { json?: boolean },
): Promise<void> {
  const answer = await getJson<ExplainAnswer>(context, 'explain', { from, to })
  if (answer.verdict.action === 'drop' || answer.answer?.action === 'drop') process.exitCode = FINDING
  if (options.json) return printJson(context, answer)
  for (const line of describe(context, answer)) printLine(context, line)
}

function describe(context: CommandContext, { packet, verdict, answer }: ExplainAnswer): string[] {
  const { t } = context
  const lines = [`${t(`explain.${verdict.action}`)}  ${packet}`, ...wayLines(context, verdict)]
  return answer?.action === 'drop' ? [...lines, t('explain.answer'), ...wayLines(context, answer)] : lines
}

export function wayLines(context: CommandContext, { sides, noRoute }: PathVerdict): string[] {
  const way = noRoute === null ? [] : [`  ✗ ${whyText(context, noRoute, 'drop')}`]
  return [...sides.flatMap((side) => sideLines(context, side)), ...way]
}

function sideLines(context: CommandContext, side: SideVerdict): string[] {
  const { t } = context
  const mark = side.action === 'accept' ? '✓' : '✗'
  const line = `  ${mark} ${t(`explain.${side.direction}`)} ${side.eniId}  ${whyText(context, side.why, side.action)}`
  return [line, ...side.overruled.map((rule) => `      ${t('explain.overruled', ruleValues(context, rule))}`)]
}

const ruleValues = ({ t }: CommandContext, rule: RuleRef) => ({
  action: t(`explain.${rule.action}`),
  rule: rule.ruleId,
  group: rule.groupId,
  precedence: rule.rank[1],
})

export function whyText(context: CommandContext, why: Why, action: Action): string {
  const { t } = context
  switch (why.kind) {
    case 'rule':
      return t('why.rule', ruleValues(context, why.rule))
    case 'default':
      return t('why.default', { groups: why.groupIds.join(', ') })
    case 'innerAccess':
      return t('why.innerAccess', { group: why.groupId, order: why.order })
    case 'networkAcl':
      return why.entryId === null
        ? t('why.networkAclDefault', { acl: why.networkAclId })
        : t('why.networkAcl', { action: t(`explain.${action}`), entry: why.entryId, acl: why.networkAclId })
    case 'system':
      return t('why.system', { service: why.service })
    case 'noRoute':
      return t(`why.noRoute.${why.reason}`)
    default:
      return t(`why.${why.kind}`)
  }
}
