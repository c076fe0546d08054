// Rules in tables and in one line.

import type { TextKey } from '../../text/index.ts'
import type { RuleItem } from '../answers.ts'
import type { CommandContext } from '../context.ts'
import { oneLine } from '../plain.ts'

const RULE_HEAD: readonly TextKey[] = [
  'column.direction',
  'column.action',
  'column.priority',
  'column.protocol',
  'column.ports',
  'column.peer',
  'column.description',
  'column.id',
]

/** `withNic`: a classic group has a list for each network interface (K1). */
export const ruleHead = (withNic: boolean): readonly TextKey[] =>
  withNic ? ['column.nic', ...RULE_HEAD] : RULE_HEAD

export const ruleRow = (context: CommandContext, rule: RuleItem, withNic: boolean): readonly string[] => [
  ...(withNic ? [nicText(context, rule)] : []),
  context.t(`explain.${rule.direction}`),
  context.t(`explain.${rule.action}`),
  String(rule.priority),
  rule.protocol,
  portsText(context, rule),
  peerText(rule),
  oneLine(rule.description),
  rule.id,
]

/** `ingress ACCEPT tcp 22 10.0.0.0/8 (priority 1)  sgr-…`. */
export function ruleLine(context: CommandContext, rule: RuleItem): string {
  const { t } = context
  const nic = rule.nic === 'internet' ? `${nicText(context, rule)} ` : ''
  const shown = portsText(context, rule)
  const ports = shown === 'any' ? '' : ` ${shown}`
  const what = `${t(`explain.${rule.direction}`)} ${t(`explain.${rule.action}`)} ${rule.protocol}${ports}`
  return `${nic}${what} ${peerText(rule)} (${t('column.priority')} ${rule.priority})  ${rule.id}`
}

const nicText = ({ t }: CommandContext, { nic }: RuleItem): string => t(`nic.${nic}`)

/** What narrows a rule is part of it: `22 (from 1024-65535)`, `10.0.0.0/8 ⇄ 10.1.0.5`. */
const portsText = ({ t }: CommandContext, { ports, sourcePorts }: RuleItem): string =>
  sourcePorts === null ? ports : t('rule.sourcePorts', { ports, sourcePorts })

const peerText = ({ peer, own }: RuleItem): string => (own === null ? peer : `${peer} ⇄ ${own}`)
