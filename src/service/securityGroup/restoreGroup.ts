// Restores the rules of a group from another one, from its own past or from a file, in full or in part (semantics T6).

import { isClassicGroup } from '../../core/model/classic.ts'
import { fail } from '../../core/model/faults.ts'
import type { Rule } from '../../core/model/rule.ts'
import type { SecurityGroup } from '../../core/model/securityGroup.ts'
import type { Call } from '../call.ts'
import { copyRules, type LeftRule, specOf, writableSpec } from '../rule/copyRule.ts'
import { placeRules } from '../rule/placeRules.ts'
import { ruleKey } from '../rule/ruleSpec.ts'
import { restoreSequence } from '../sequence/restoreGroup.ts'
import { findChangeableGroup, findGroup } from './findGroup.ts'

export interface RestoreInput {
  /** The group whose rules change. */
  readonly groupId: string
  /** The group whose rules are taken (the manual calls it the target), or rules as they once were here or are in a file. */
  readonly from: { readonly groupId: string } | { readonly rules: readonly Rule[] }
  /** `full`: the rules become those that are taken; `partial`: what is missing is added. */
  readonly mode: 'full' | 'partial'
  /** Rules of the system (110) come at 100 instead of not at all. */
  readonly systemRulesAt100: boolean
}

export interface Restoration {
  readonly group: SecurityGroup
  /** Rules that are missing here: shown green, added in both modes. */
  readonly added: readonly Rule[]
  /** Rules that only this group has now: shown red, removed in full mode. */
  readonly surplus: readonly Rule[]
  /** Rules that cannot be made here. */
  readonly left: readonly LeftRule[]
}

export function restoreGroup(
  call: Call,
  { groupId, from, mode, systemRulesAt100 }: RestoreInput,
): Restoration {
  const group = findChangeableGroup(call, groupId)
  const wanted = 'rules' in from ? from.rules : rulesOfOther(call, group, from.groupId)
  if (group.order === 'inSequence') return restoreSequence(call, group, wanted, mode)
  const present = call.state.by('rule', 'group', group.id)
  const specOfWanted = systemRulesAt100 ? writableSpec : specOf
  const keyOfWanted = (rule: Rule) => ruleKey({ ...rule, ...specOfWanted(rule), nic: rule.nic })
  const wantedKeys = new Set(wanted.map(keyOfWanted))
  const presentKeys = new Set(present.map(ruleKey))
  const missing = wanted.filter((rule) => !presentKeys.has(keyOfWanted(rule)))
  const surplus = present.filter((rule) => !wantedKeys.has(ruleKey(rule)))
  const writable = missing.filter((rule) => systemRulesAt100 || !rule.system)
  const { copies, left } = copyRules(call, writable, group, specOfWanted)
  const system = missing.filter((rule) => !writable.includes(rule)).map(asLeft)
  const kept = mode === 'full' ? present.filter((rule) => !surplus.includes(rule)) : present
  if (mode === 'full') for (const rule of surplus) call.state.remove('rule', rule.id)
  const specs = copies.map(({ spec }) => spec)
  return { group, added: placeRules(call, group, kept, specs), surplus, left: [...system, ...left] }
}

const asLeft = (rule: Rule): LeftRule => ({
  rule,
  reason: { name: 'systemRuleNotCopied', ruleId: rule.id, priority: rule.precedence },
})

/** 003: one region and one type of network; two VPCs are fine. */
function rulesOfOther(call: Call, group: SecurityGroup, otherId: string): readonly Rule[] {
  const other = findGroup(call, otherId)
  if (group.id === other.id) fail({ name: 'restoreFromItself', groupId: group.id })
  if (group.region !== other.region) {
    fail({ name: 'restoreFromOtherRegion', groupId: other.id, region: other.region })
  }
  if (isClassicGroup(group) !== isClassicGroup(other)) {
    fail({ name: 'restoreFromOtherNetwork', groupId: other.id })
  }
  return call.state.by('rule', 'group', other.id)
}
