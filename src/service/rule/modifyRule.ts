// Changes one rule in its place, or the description of rules that look like a pattern.

import { parseCidr } from '../../core/model/cidr.ts'
import { fail } from '../../core/model/faults.ts'
import type { Direction } from '../../core/model/packet.ts'
import type { Peer, Rule } from '../../core/model/rule.ts'
import type { SecurityGroup } from '../../core/model/securityGroup.ts'
import type { Call } from '../call.ts'
import { findChangeableGroup } from '../securityGroup/findGroup.ts'
import { checkRuleQuota } from '../securityGroup/quotas.ts'
import { replaceRules } from '../sequence/replaceRules.ts'
import { checkRule, nicOf } from './checkRule.ts'
import { matchRules } from './matchRules.ts'
import { findRule } from './removeRules.ts'
import { type RulePattern, type RuleSpec, ruleKey } from './ruleSpec.ts'

export interface RuleChange {
  readonly region?: string | undefined
  readonly groupId: string
  readonly direction: Direction
  readonly ruleId: string
  /** What the rule shall be; gets the rule as it is. */
  readonly change: (rule: Rule) => RuleSpec
}

/** Id, age and place in the list stay; kind of peer, kind of ports and NIC cannot change. */
export function modifyRule(call: Call, input: RuleChange): void {
  const group = findChangeableGroup(call, input.groupId, input.region)
  const rule = findRule(call, group.id, input.direction, input.ruleId)
  const spec = input.change(rule)
  if (group.order === 'inSequence') replaceInList(call, group.id, rule, spec)
  else changeInPlace(call, group, rule, spec)
}

function changeInPlace(call: Call, group: SecurityGroup, rule: Rule, spec: RuleSpec): void {
  if (peerKind(spec.peer) !== peerKind(rule.peer)) fail({ name: 'peerKindFixed', ruleId: rule.id })
  if ((spec.ports.kind === 'list') !== (rule.ports.kind === 'list')) {
    fail({ name: 'portKindFixed', ruleId: rule.id })
  }
  if (nicOf(group, spec.nic) !== rule.nic) fail({ name: 'nicFixed', ruleId: rule.id })
  const changed: Rule = { ...rule, ...checkRule(call, group, rule.direction, spec) }
  const others = call.state.by('rule', 'group', group.id).filter((other) => other.id !== rule.id)
  const twin = others.find((other) => ruleKey(other) === ruleKey(changed))
  if (twin !== undefined) fail({ name: 'ruleDuplicate', ruleId: twin.id })
  checkRuleQuota(call, group, others, [changed])
  call.state.put('rule', changed)
}

/** In sequence a rule may become any other one, and its precedence is the place that it shall have. */
function replaceInList(call: Call, groupId: string, rule: Rule, spec: RuleSpec): void {
  const { direction, precedence: position } = rule
  replaceRules(call, { groupId, direction, replacements: [{ position, spec, moveTo: spec.precedence }] })
}

/** A block of the other family is another kind of peer. */
const peerKind = (peer: Peer): string =>
  peer.kind === 'cidr' ? `cidr${parseCidr(peer.cidr)?.family ?? ''}` : peer.kind

export interface RuleDescription {
  readonly region?: string | undefined
  readonly groupId: string
  readonly direction: Direction
  readonly pattern: RulePattern
  /** Null: nothing to change, but the rule must be there. */
  readonly description: string | null
}

/** Describes every rule that looks like the pattern: without precedence there may be several. */
export function describeRules(call: Call, input: RuleDescription): void {
  const group = findChangeableGroup(call, input.groupId, input.region)
  const rules = matchRules(call.state, group, input.direction, input.pattern)
  if (rules.length === 0) fail({ name: 'ruleUnmatched', groupId: group.id })
  const { description } = input
  if (description === null) return
  for (const rule of rules) {
    if (rule.description !== description) call.state.put('rule', { ...rule, description })
  }
}
