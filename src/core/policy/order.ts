// Why one rule beats another (P3): the only place that knows.

import type { Rule } from '../model/rule.ts'
import type { SecurityGroup } from '../model/securityGroup.ts'
import type { Rank, RuleRef } from '../model/verdict.ts'

/** `position` is the place of the group among those bound to the ENI, from 0. */
export function rankOf(rule: Rule, group: SecurityGroup, position: number): Rank {
  switch (group.order) {
    case 'merged':
      // P3: groups do not matter, then the smaller number, then drop before accept (ECS Security manual 2019, 规则优先级).
      return [0, rule.precedence, rule.action === 'drop' ? 0 : 1]
    case 'inSequence':
      // P3: group after group as bound, top to bottom within each (Tencent Cloud, 安全组规则).
      return [position, rule.precedence, 0]
  }
}

export const refTo = (rule: Rule, group: SecurityGroup, position: number): RuleRef => ({
  ruleId: rule.id,
  groupId: group.id,
  rank: rankOf(rule, group, position),
  action: rule.action,
})

/** Negative when `a` decides before `b`. The id breaks what is left, so that the rule named is always the same one. */
export function compareRefs(a: RuleRef, b: RuleRef): number {
  return compareRanks(a.rank, b.rank) || (a.ruleId < b.ruleId ? -1 : a.ruleId > b.ruleId ? 1 : 0)
}

function compareRanks(a: Rank, b: Rank): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2]
}
