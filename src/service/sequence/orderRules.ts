// Puts the rules of one direction into another order, all at once: what a list that was sorted by hand shall be.

import { fail } from '../../core/model/faults.ts'
import type { Direction } from '../../core/model/packet.ts'
import type { Rule } from '../../core/model/rule.ts'
import type { Call } from '../call.ts'
import { findSequence, type OfSequence, rulesInOrder, writeLists } from './order.ts'

export interface Ordering extends OfSequence {
  readonly direction: Direction
  /** Every rule of the list, each once. */
  readonly ruleIds: readonly string[]
}

/** The rules as they stand afterwards. */
export function orderRules(call: Call, input: Ordering): readonly Rule[] {
  const group = findSequence(call, input)
  const { direction, ruleIds } = input
  const present = new Map<string, Rule>(
    rulesInOrder(call.state, group.id, direction).map((rule) => [rule.id, rule]),
  )
  if (group.order !== 'inSequence') fail({ name: 'rulesHaveNoOrder', groupId: group.id })
  const list = ruleIds.map(
    (ruleId) => present.get(ruleId) ?? fail({ name: 'ruleNotFound', direction, ruleId }),
  )
  if (list.length !== present.size || new Set(list).size !== list.length) {
    fail({ name: 'orderIncomplete', groupId: group.id, named: new Set(list).size, rules: present.size })
  }
  const isSame = list.every((rule, place) => rule.precedence === place)
  if (!isSame) writeLists(call, group, { [direction]: list })
  return rulesInOrder(call.state, group.id, direction)
}
