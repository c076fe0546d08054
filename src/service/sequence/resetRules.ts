// Makes the rules of a group what is given, in this order; what stays the same keeps its identity.

import type { Direction } from '../../core/model/packet.ts'
import type { Rule } from '../../core/model/rule.ts'
import type { SecurityGroup } from '../../core/model/securityGroup.ts'
import type { Call } from '../call.ts'
import type { RuleSpec } from '../rule/ruleSpec.ts'
import {
  DIRECTIONS,
  findSequence,
  identityOf,
  type Lists,
  newRules,
  type OfSequence,
  rulesInOrder,
  writeLists,
} from './order.ts'

/** A direction that is not given stays as it is; an empty list empties it. */
export type WantedLists = { readonly [D in Direction]?: readonly RuleSpec[] | undefined }

export function resetRules(call: Call, input: OfSequence & { readonly lists: WantedLists }): SecurityGroup {
  const group = findSequence(call, input)
  const lists: { [D in Direction]?: readonly Rule[] } = {}
  for (const direction of DIRECTIONS) {
    const specs = input.lists[direction]
    if (specs !== undefined) lists[direction] = wantedList(call, group, direction, specs)
  }
  return writeLists(call, group, lists satisfies Lists)
}

/** So that a session keeps the rule that let it in, and a rule that only moved keeps its age. */
function wantedList(
  call: Call,
  group: SecurityGroup,
  direction: Direction,
  specs: readonly RuleSpec[],
): readonly Rule[] {
  const present = new Map(
    rulesInOrder(call.state, group.id, direction).map((rule) => [identityOf(rule), rule]),
  )
  return newRules(call, group, direction, specs).map((rule) => present.get(identityOf(rule)) ?? rule)
}
