// Finds the rules of a group that look like a pattern.

import type { Direction } from '../../core/model/packet.ts'
import type { ResourceReader } from '../../core/model/resources.ts'
import type { Rule } from '../../core/model/rule.ts'
import type { SecurityGroup } from '../../core/model/securityGroup.ts'
import { nicOf } from './checkRule.ts'
import { type RulePattern, ruleKey, ruleMeaning } from './ruleSpec.ts'

/**
 * Rules whose blocks are written as in the pattern; if there is none, those whose blocks mean the same:
 * who takes back `1.2.3.4/32` means the rule for `1.2.3.4` (Menshen's choice).
 */
export function matchRules(
  state: ResourceReader,
  group: SecurityGroup,
  direction: Direction,
  pattern: RulePattern,
): readonly Rule[] {
  const nic = nicOf(group, pattern.nic)
  const rules = state.by('rule', 'group', group.id)
  for (const key of [ruleKey, ruleMeaning]) {
    const wanted = key({ ...pattern, direction, nic })
    const found = rules.filter(
      (rule) => key({ ...rule, precedence: pattern.precedence === null ? null : rule.precedence }) === wanted,
    )
    if (found.length > 0) return found
  }
  return []
}
