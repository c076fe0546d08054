// What taking rules away from an interface closes and opens, over all packets.

import { OutOfNodes } from '../headerspace/bdd.ts'
import type { RuleId } from '../model/ids.ts'
import type { EniPolicy } from '../policy/policy.ts'
import type { CertainLists } from './certainLists.ts'
import { diffPolicies, type PolicyChange } from './diff.ts'

/** Of what is certain; null where it cannot be worked out within the memory set aside. */
export function removalChanges(
  { policy, directions }: CertainLists,
  ruleIds: readonly RuleId[],
): readonly PolicyChange[] | null {
  if (directions.length < 2) return null
  const gone = new Set(ruleIds)
  const left = (clauses: EniPolicy['ingress']): EniPolicy['ingress'] => {
    const kept = clauses.filter(({ why }) => why.kind !== 'rule' || !gone.has(why.rule.ruleId))
    return kept.length === clauses.length ? clauses : kept
  }
  try {
    return diffPolicies(policy, { ...policy, ingress: left(policy.ingress), egress: left(policy.egress) })
  } catch (error) {
    if (error instanceof OutOfNodes) return null
    throw error
  }
}
