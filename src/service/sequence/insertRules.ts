// Puts new rules into the list of one direction of a group: at a place, or at its end.

import { fail } from '../../core/model/faults.ts'
import type { Direction } from '../../core/model/packet.ts'
import type { Rule } from '../../core/model/rule.ts'
import type { Call } from '../call.ts'
import type { RuleSpec } from '../rule/ruleSpec.ts'
import { findSequence, identityOf, newRules, type OfSequence, rulesInOrder, writeLists } from './order.ts'

export interface Insertion extends OfSequence {
  readonly direction: Direction
  readonly rules: readonly RuleSpec[]
  /** 0 = before the first; undefined = behind the last. */
  readonly position?: number | undefined
}

/** The rules as they stand afterwards; the block keeps its own order. */
export function insertRules(call: Call, input: Insertion): readonly Rule[] {
  const group = findSequence(call, input)
  const { direction } = input
  const present = rulesInOrder(call.state, group.id, direction)
  const at = input.position ?? present.length
  if (at > present.length) fail({ name: 'rulePositionEmpty', position: at, rules: present.length })
  const added = newRules(call, group, direction, input.rules)
  writeLists(call, group, { [direction]: present.toSpliced(at, 0, ...added) })
  return added.map((rule) => call.state.get('rule', rule.id) ?? rule)
}

/** The same for rules that need only be there: what stands in the list already stays where it is (T3). */
export function insertMissing(call: Call, input: Insertion): readonly Rule[] {
  const group = findSequence(call, input)
  const present = new Set(rulesInOrder(call.state, group.id, input.direction).map(identityOf))
  const wanted = newRules(call, group, input.direction, input.rules)
  const rules = input.rules.filter((_, index) => {
    const rule = wanted[index]
    return rule !== undefined && !present.has(identityOf(rule))
  })
  return rules.length === 0 ? [] : insertRules(call, { ...input, rules })
}
