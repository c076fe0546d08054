// Gives a rule fewer peers in one step: the first in its own place, the others in rules like it right behind.

import { parseCidr, rangeOf, rangeWithin } from '../../core/model/cidr.ts'
import { fail } from '../../core/model/faults.ts'
import type { Peer, Rule } from '../../core/model/rule.ts'
import type { Call } from '../call.ts'
import { findGroup } from '../securityGroup/findGroup.ts'
import { addRules } from './addRules.ts'
import { specOf } from './copyRule.ts'
import { modifyRule } from './modifyRule.ts'
import { findRuleById } from './removeRules.ts'

export interface Narrowing {
  readonly groupId: string
  readonly ruleId: string
  /** Blocks, at least one; none of them beyond the block that the rule has. */
  readonly peers: readonly string[]
}

/** The rule and those that came beside it. */
export function narrowRule(call: Call, { groupId, ruleId, peers }: Narrowing): readonly Rule[] {
  const group = findGroup(call, groupId)
  const rule = findRuleById(call, group.id, ruleId)
  for (const peer of peers) checkNarrower(rule, peer)
  const [first, ...others] = peers.map((cidr): Peer => ({ kind: 'cidr', cidr }))
  if (first === undefined) return [rule]
  const { direction, precedence } = rule
  modifyRule(call, { groupId, ruleId, direction, change: (old) => ({ ...specOf(old), peer: first }) })
  const rules = others.map((peer) => ({ ...specOf(rule), peer }))
  const added =
    rules.length === 0 ? [] : addRules(call, { groupId, direction, rules, position: precedence + 1 })
  return [findRuleById(call, group.id, ruleId), ...added]
}

/** So that nothing is opened by it, whatever was typed. */
function checkNarrower({ id, peer }: Rule, text: string): void {
  const [old, wanted] = [peer.kind === 'cidr' ? parseCidr(peer.cidr) : undefined, parseCidr(text)]
  const isWithin = old !== undefined && wanted !== undefined && rangeWithin(rangeOf(wanted), rangeOf(old))
  if (!isWithin) fail({ name: 'peerNotNarrower', ruleId: id, peer: text })
}
