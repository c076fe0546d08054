// Adds rules to a group: all of them or none (semantics T4), and none twice (T3).

import { fail } from '../../core/model/faults.ts'
import type { Direction } from '../../core/model/packet.ts'
import type { Rule } from '../../core/model/rule.ts'
import type { Call } from '../call.ts'
import { findChangeableGroup } from '../securityGroup/findGroup.ts'
import { insertMissing } from '../sequence/insertRules.ts'
import { checkRule } from './checkRule.ts'
import { placeRules } from './placeRules.ts'
import { type RuleSpec, ruleKey } from './ruleSpec.ts'
import { firstPort, tallyOf } from './tally.ts'

export interface NewRules {
  readonly region?: string | undefined
  readonly groupId: string
  readonly direction: Direction
  readonly rules: readonly RuleSpec[]
  /** Where they are put in a list, from 0; undefined: at its end. Where priorities decide it says nothing. */
  readonly position?: number | undefined
}

/** The rules that are new; one that was there already stays as it is, its old description included (T3). */
export function addRules(call: Call, input: NewRules): readonly Rule[] {
  const group = findChangeableGroup(call, input.groupId, input.region)
  if (group.order === 'inSequence') return insertMissing(call, input)
  const wanted = input.rules.map((spec) => checkRule(call, group, input.direction, spec))
  if (wanted.length > 1 && new Set(wanted.map(ruleKey)).size < wanted.length) fail({ name: 'ruleRepeated' })
  const present = call.state.by('rule', 'group', group.id)
  const { firstPorts } = tallyOf(present)
  const places = new Set(wanted.map(firstPort).filter((port) => firstPorts.has(port)))
  if (places.size === 0) return placeRules(call, group, present, wanted)
  const taken = new Set(present.filter((rule) => places.has(firstPort(rule))).map(ruleKey))
  const missing = wanted.filter((spec) => !taken.has(ruleKey(spec)))
  return placeRules(call, group, present, missing)
}
