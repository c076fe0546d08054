// Exchanges rules in their places, and moves rules to other places of their list.

import { fail } from '../../core/model/faults.ts'
import type { Direction } from '../../core/model/packet.ts'
import type { Rule } from '../../core/model/rule.ts'
import type { Call } from '../call.ts'
import type { RuleSpec } from '../rule/ruleSpec.ts'
import { findSequence, newRules, type OfSequence, rulesInOrder, writeLists } from './order.ts'

export interface Replacement {
  readonly position: number
  /** Undefined: the rule stays as it is. */
  readonly spec?: RuleSpec | undefined
  /** Where it shall stand; undefined: where it stands. */
  readonly moveTo?: number | undefined
}

export interface ReplaceInput extends OfSequence {
  readonly direction: Direction
  readonly replacements: readonly Replacement[]
}

/** All places are those of the list as it was before the call. */
export function replaceRules(call: Call, input: ReplaceInput): void {
  const group = findSequence(call, input)
  const { direction, replacements } = input
  const present = rulesInOrder(call.state, group.id, direction)
  checkPositions(
    replacements.map(({ position }) => position),
    present.length,
  )
  const changed = present.slice()
  for (const { position, spec } of replacements) {
    if (spec === undefined) continue
    const [rule] = newRules(call, group, direction, [spec])
    const old = present[position]
    // The place keeps its rule's id, so that what points at it still does.
    if (rule !== undefined && old !== undefined) changed[position] = { ...rule, id: old.id }
  }
  writeLists(call, group, { [direction]: moved(changed, replacements) })
}

/** Rules that move take exactly the places they ask for; the others keep their order around them. */
function moved(list: readonly Rule[], replacements: readonly Replacement[]): readonly Rule[] {
  const moves = replacements.flatMap(({ position, moveTo }) =>
    moveTo === undefined ? [] : [{ rule: list[position] as Rule, moveTo }],
  )
  if (moves.length === 0) return list
  checkPositions(
    moves.map(({ moveTo }) => moveTo),
    list.length,
  )
  const moving = new Set(moves.map(({ rule }) => rule))
  const placed = list.filter((rule) => !moving.has(rule))
  for (const { rule, moveTo } of moves.toSorted((a, b) => a.moveTo - b.moveTo)) placed.splice(moveTo, 0, rule)
  return placed
}

function checkPositions(positions: readonly number[], rules: number): void {
  const seen = new Set<number>()
  for (const position of positions) {
    if (position < 0 || position >= rules) fail({ name: 'rulePositionEmpty', position, rules })
    if (seen.has(position)) fail({ name: 'rulePositionRepeated', position })
    seen.add(position)
  }
}
