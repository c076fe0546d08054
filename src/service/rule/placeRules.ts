// Puts rules that have been checked already into a group.

import { asId, type RuleId } from '../../core/model/ids.ts'
import type { Rule } from '../../core/model/rule.ts'
import type { SecurityGroup } from '../../core/model/securityGroup.ts'
import type { Call } from '../call.ts'
import { checkRuleQuota } from '../securityGroup/quotas.ts'
import type { PlacedSpec } from './ruleSpec.ts'

/** `present`: the group's other rules, as they will be. Throws when they would be too many. */
export function placeRules(
  call: Call,
  group: SecurityGroup,
  present: readonly Rule[],
  specs: readonly PlacedSpec[],
): readonly Rule[] {
  const added = specs.map((spec) => ruleOf(call, group, spec))
  checkRuleQuota(call, group, present, added)
  for (const rule of added) call.state.put('rule', rule)
  return added
}

const ruleOf = (call: Call, group: SecurityGroup, spec: PlacedSpec): Rule => ({
  ...spec,
  id: asId<RuleId>(call.ids.next('sgr', group.region)),
  groupId: group.id,
  system: false,
  createdAt: call.now,
})
