// Adds a rule that is like another one but for some parts; the original stays.

import { fail } from '../../core/model/faults.ts'
import type { Rule } from '../../core/model/rule.ts'
import type { Call } from '../call.ts'
import { findGroup } from '../securityGroup/findGroup.ts'
import { addRules } from './addRules.ts'
import { writableSpec } from './copyRule.ts'
import { findRuleById } from './removeRules.ts'
import type { RuleSpec } from './ruleSpec.ts'

export interface CloneRuleInput {
  readonly groupId: string
  readonly ruleId: string
  /** Undefined: the same group. */
  readonly intoGroupId?: string | undefined
  readonly change: (spec: RuleSpec) => RuleSpec
}

export function cloneRule(call: Call, input: CloneRuleInput): Rule {
  const group = findGroup(call, input.groupId)
  const rule = findRuleById(call, group.id, input.ruleId)
  const spec = input.change(writableSpec(rule))
  const [added] = addRules(call, {
    groupId: input.intoGroupId ?? group.id,
    direction: rule.direction,
    rules: [spec],
    position: spec.precedence === rule.precedence ? undefined : spec.precedence,
  })
  return added ?? fail({ name: 'ruleDuplicate', ruleId: rule.id })
}
