// Restores rules in sequence: in full the list that is wanted and its order, in part what is missing at the end.

import type { Direction } from '../../core/model/packet.ts'
import type { Rule } from '../../core/model/rule.ts'
import type { SecurityGroup } from '../../core/model/securityGroup.ts'
import type { Call } from '../call.ts'
import { specOf } from '../rule/copyRule.ts'
import type { RuleSpec } from '../rule/ruleSpec.ts'
import { DIRECTIONS, identityOf, rulesInOrder } from './order.ts'
import { resetRules } from './resetRules.ts'

/** A rule that cannot stand in the group makes the whole restoration fail (T4). */
export function restoreSequence(
  call: Call,
  group: SecurityGroup,
  wantedRules: readonly Rule[],
  mode: 'full' | 'partial',
) {
  const lists: { [D in Direction]?: readonly RuleSpec[] } = {}
  const surplus: Rule[] = []
  const before = new Set(call.state.by('rule', 'group', group.id).map(({ id }) => id))
  for (const direction of DIRECTIONS) {
    const present = rulesInOrder(call.state, group.id, direction)
    const wanted = wantedRules
      .filter((rule) => rule.direction === direction)
      .toSorted((a, b) => a.precedence - b.precedence)
    const [has, wants] = [present, wanted].map((rules) => new Set(rules.map(identityOf)))
    surplus.push(...present.filter((rule) => !wants?.has(identityOf(rule))))
    const missing = wanted.filter((rule) => !has?.has(identityOf(rule)))
    lists[direction] = (mode === 'full' ? wanted : [...present, ...missing]).map(specOf)
  }
  const restored = resetRules(call, { groupId: group.id, lists })
  const added = call.state.by('rule', 'group', group.id).filter(({ id }) => !before.has(id))
  return { group: restored, added, surplus, left: [] }
}
