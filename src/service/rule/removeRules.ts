// Takes rules out of a group, by their ids or by what they look like.

import { fail } from '../../core/model/faults.ts'
import type { Direction } from '../../core/model/packet.ts'
import type { Rule } from '../../core/model/rule.ts'
import type { Call } from '../call.ts'
import { findChangeableGroup } from '../securityGroup/findGroup.ts'
import { removeRulesWithIds } from '../sequence/removeRules.ts'
import { matchRules } from './matchRules.ts'
import type { RulePattern } from './ruleSpec.ts'

interface RulesOfGroup {
  readonly region?: string | undefined
  readonly groupId: string
  readonly direction: Direction
}

/** Every id must be a rule of this group and direction, or nothing is removed (T4). */
export function removeRulesById(call: Call, input: RulesOfGroup & { ruleIds: readonly string[] }): void {
  const group = findChangeableGroup(call, input.groupId, input.region)
  const seen = new Set<string>()
  for (const ruleId of input.ruleIds) {
    if (seen.has(ruleId)) fail({ name: 'ruleIdRepeated', ruleId })
    seen.add(ruleId)
    findRule(call, group.id, input.direction, ruleId)
  }
  if (group.order === 'inSequence') removeRulesWithIds(call, { ...input, groupId: group.id })
  else for (const ruleId of input.ruleIds) call.state.remove('rule', ruleId)
}

/** A pattern that nothing looks like is no mistake. */
export function removeMatchingRules(
  call: Call,
  input: RulesOfGroup & { patterns: readonly RulePattern[] },
): void {
  const group = findChangeableGroup(call, input.groupId, input.region)
  // All patterns look at the rules as they were before the call, so their order does not matter.
  const found = input.patterns.flatMap((pattern) => matchRules(call.state, group, input.direction, pattern))
  for (const id of new Set(found.map((rule) => rule.id))) call.state.remove('rule', id)
}

export function findRule(call: Call, groupId: string, direction: Direction, ruleId: string): Rule {
  const rule = call.state.get('rule', ruleId)
  if (rule?.groupId === groupId && rule.direction === direction) return rule
  return fail({ name: 'ruleNotFound', direction, ruleId })
}

/** Whatever its direction. */
export function findRuleById(call: Call, groupId: string, ruleId: string): Rule {
  const rule = call.state.get('rule', ruleId)
  return rule?.groupId === groupId ? rule : fail({ name: 'ruleNotFound', direction: 'ingress', ruleId })
}
