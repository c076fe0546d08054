// Rules in tables and in one line.

import type { TextKey } from '../../text/index.ts'
import type { RuleItem } from '../answers.ts'
import type { CommandContext } from '../context.ts'

export const RULE_HEAD: readonly TextKey[] = [
  'column.direction',
  'column.action',
  'column.priority',
  'column.protocol',
  'column.ports',
  'column.peer',
  'column.description',
  'column.id',
]

export const ruleRow = ({ t }: CommandContext, rule: RuleItem): readonly string[] => [
  t(`explain.${rule.direction}`),
  t(`explain.${rule.action}`),
  String(rule.priority),
  rule.protocol,
  rule.ports,
  rule.own === null ? rule.peer : `${rule.peer} ⇄ ${rule.own}`,
  rule.description,
  rule.id,
]

/** `ingress ACCEPT tcp 22 10.0.0.0/8 (priority 1)  sgr-…`. */
export function ruleLine({ t }: CommandContext, rule: RuleItem): string {
  const ports = rule.ports === 'any' ? '' : ` ${rule.ports}`
  const what = `${t(`explain.${rule.direction}`)} ${t(`explain.${rule.action}`)} ${rule.protocol}${ports}`
  return `${what} ${rule.peer} (${t('column.priority')} ${rule.priority})  ${rule.id}`
}
