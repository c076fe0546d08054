// Takes rules out of the list of one direction: by their places, their ids, or what they look like.

import { fail } from '../../core/model/faults.ts'
import type { Direction } from '../../core/model/packet.ts'
import type { Rule } from '../../core/model/rule.ts'
import type { SecurityGroup } from '../../core/model/securityGroup.ts'
import type { Call } from '../call.ts'
import { findSequence, type OfSequence, rulesInOrder, writeLists } from './order.ts'

interface OfDirection extends OfSequence {
  readonly direction: Direction
}

/** Places of the list as it was before the call. */
export function removeRulesAt(call: Call, input: OfDirection & { positions: readonly number[] }): void {
  removeWhere(call, input, (present) => {
    const seen = new Set<number>()
    for (const position of input.positions) {
      if (seen.has(position)) fail({ name: 'rulePositionRepeated', position })
      if (position >= present.length) fail({ name: 'rulePositionEmpty', position, rules: present.length })
      seen.add(position)
    }
    return (rule) => seen.has(present.indexOf(rule))
  })
}

/** Every pattern must mean at least one rule, or nothing is removed (T4). */
export function removeRulesLike(
  call: Call,
  input: OfDirection & { patterns: readonly ((rule: Rule) => boolean)[] },
): void {
  removeWhere(call, input, (present, group) => {
    for (const means of input.patterns) {
      if (!present.some(means)) fail({ name: 'ruleUnmatched', groupId: group.id })
    }
    return (rule) => input.patterns.some((means) => means(rule))
  })
}

/** The ids have been found to be rules of this group and direction. */
export const removeRulesWithIds = (call: Call, input: OfDirection & { ruleIds: readonly string[] }): void =>
  removeWhere(call, input, () => (rule) => input.ruleIds.includes(rule.id))

function removeWhere(
  call: Call,
  input: OfDirection,
  choose: (present: readonly Rule[], group: SecurityGroup) => (rule: Rule) => boolean,
): void {
  const group = findSequence(call, input)
  const present = rulesInOrder(call.state, group.id, input.direction)
  const isMeant = choose(present, group)
  writeLists(call, group, { [input.direction]: present.filter((rule) => !isMeant(rule)) })
}
