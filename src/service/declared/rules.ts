// Makes the rules of one group those that are declared, with the fewest changes, so that rules keep their ids.

import type { Place } from '../../core/model/policyDocument.ts'
import type { Rule } from '../../core/model/rule.ts'
import type { SecurityGroup } from '../../core/model/securityGroup.ts'
import type { Call } from '../call.ts'
import { addRules } from '../rule/addRules.ts'
import { checkRule } from '../rule/checkRule.ts'
import { modifyRule } from '../rule/modifyRule.ts'
import { removeRulesById } from '../rule/removeRules.ts'
import { type PlacedSpec, type RuleSpec, ruleKey } from '../rule/ruleSpec.ts'
import { at } from './placed.ts'

export interface PlacedRule {
  readonly direction: 'ingress' | 'egress'
  readonly spec: RuleSpec
  readonly place: Place
}

interface Wanted {
  readonly spec: PlacedSpec
  readonly place: Place
}

/** Gives the place of each rule's declaration. Rules of the system itself stay as they are (P8). */
export function reconcileRules(
  call: Call,
  group: SecurityGroup,
  rules: readonly PlacedRule[],
): ReadonlyMap<string, Place> {
  const wanted = new Map<string, Wanted>()
  for (const { direction, spec, place } of rules) {
    const checked = at(place, () => checkRule(call, group, direction, spec))
    wanted.set(ruleKey(checked), { spec: checked, place })
  }
  const present = call.state.by('rule', 'group', group.id).filter(({ system }) => !system)
  const places = new Map<string, Place>()
  const left = takeSame(call, group, present, wanted, places)
  const surplus = takeAlike(left, wanted)
  for (const direction of ['ingress', 'egress'] as const) {
    const ruleIds = surplus.gone.filter((rule) => rule.direction === direction).map(({ id }) => id)
    if (ruleIds.length > 0) removeRulesById(call, { groupId: group.id, direction, ruleIds })
  }
  for (const { rule, to } of surplus.changed) {
    at(to.place, () => change(call, group, rule, to.spec))
    places.set(rule.id, to.place)
  }
  for (const { spec, place } of wanted.values()) {
    const { direction } = spec
    const [added] = at(place, () => addRules(call, { groupId: group.id, direction, rules: [spec] }))
    if (added !== undefined) places.set(added.id, place)
  }
  return places
}

/** What is there already is taken out of both; a new description is all that may change. Gives what is left there. */
function takeSame(
  call: Call,
  group: SecurityGroup,
  present: readonly Rule[],
  wanted: Map<string, Wanted>,
  places: Map<string, Place>,
): readonly Rule[] {
  return present.filter((rule) => {
    const same = wanted.get(ruleKey(rule))
    if (same === undefined) return true
    wanted.delete(ruleKey(rule))
    places.set(rule.id, same.place)
    if (rule.description !== same.spec.description) at(same.place, () => change(call, group, rule, same.spec))
    return false
  })
}

/** Rules about the same packets become one another: only what decides about them changes. */
function takeAlike(
  present: readonly Rule[],
  wanted: Map<string, Wanted>,
): { readonly gone: readonly Rule[]; readonly changed: readonly { rule: Rule; to: Wanted }[] } {
  const alike = new Map<string, string[]>()
  for (const [key, { spec }] of wanted) {
    const about = aboutOf(spec)
    alike.set(about, [...(alike.get(about) ?? []), key])
  }
  const gone: Rule[] = []
  const changed: { rule: Rule; to: Wanted }[] = []
  for (const rule of present) {
    const key = alike.get(aboutOf(rule))?.shift()
    const to = key === undefined ? undefined : wanted.get(key)
    if (key === undefined || to === undefined) gone.push(rule)
    else {
      wanted.delete(key)
      changed.push({ rule, to })
    }
  }
  return { gone, changed }
}

const aboutOf = (rule: PlacedSpec | Rule): string => ruleKey({ ...rule, action: 'accept', precedence: null })

const change = (call: Call, group: SecurityGroup, rule: Rule, spec: PlacedSpec): void =>
  modifyRule(call, {
    groupId: group.id,
    direction: rule.direction,
    ruleId: rule.id,
    change: () => spec,
  })
