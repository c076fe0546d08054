// Whether a rule can be copied into another group, and what it would be there (semantics T6, T7).

import { type Fault, FaultError } from '../../core/model/faults.ts'
import type { Rule } from '../../core/model/rule.ts'
import type { SecurityGroup } from '../../core/model/securityGroup.ts'
import type { Call } from '../call.ts'
import { checkRule } from './checkRule.ts'
import { type PlacedSpec, type RuleSpec, ruleKey } from './ruleSpec.ts'

/** Lowest priority that can be written (P8). */
export const LOWEST_PRECEDENCE = 100

/** A rule that cannot follow, and why. */
export interface LeftRule {
  readonly rule: Rule
  readonly reason: Fault
}

export interface Copies {
  /** In the order of the rules; no two are the same (T3). */
  readonly copies: readonly { readonly from: Rule; readonly spec: PlacedSpec }[]
  readonly left: readonly LeftRule[]
}

/** What of these rules can stand in `group`; `specOf` says how each would read there. */
export function copyRules(
  call: Call,
  rules: readonly Rule[],
  group: SecurityGroup,
  specOf: (rule: Rule) => RuleSpec,
): Copies {
  const copies: { from: Rule; spec: PlacedSpec }[] = []
  const left: LeftRule[] = []
  const seen = new Set<string>()
  for (const rule of rules) {
    const spec = placed(call, rule, group, specOf(rule))
    if ('name' in spec) left.push({ rule, reason: spec })
    else if (seen.has(ruleKey(spec))) left.push({ rule, reason: { name: 'copyRepeated', ruleId: rule.id } })
    else {
      seen.add(ruleKey(spec))
      copies.push({ from: rule, spec })
    }
  }
  return { copies, left }
}

function placed(call: Call, rule: Rule, group: SecurityGroup, spec: RuleSpec): PlacedSpec | Fault {
  const from = call.state.get('securityGroup', rule.groupId)
  const crossing = from === undefined ? null : crossingFault(spec, from.region, group.region)
  if (crossing !== null) return crossing
  try {
    return checkRule(call, group, rule.direction, spec)
  } catch (error) {
    if (error instanceof FaultError) return error.fault
    throw error
  }
}

/** Groups and lists exist in one region only; null when the rule names none of another. */
export function crossingFault({ peer, ports }: RuleSpec, from: string, to: string): Fault | null {
  if (from === to) return null
  if (peer.kind === 'group') return { name: 'cannotCrossRegions', what: 'group', id: peer.groupId }
  if (peer.kind === 'prefixList') return { name: 'cannotCrossRegions', what: 'prefixList', id: peer.listId }
  if (ports.kind === 'list') return { name: 'cannotCrossRegions', what: 'portList', id: ports.listId }
  return null
}

/** The rule as its owner would write it anew. */
export function specOf(rule: Rule): RuleSpec {
  const { id, groupId, direction, system, createdAt, ...spec } = rule
  return spec
}

/** The same at a priority that can be written. */
export const writableSpec = (rule: Rule): RuleSpec => ({
  ...specOf(rule),
  precedence: Math.min(rule.precedence, LOWEST_PRECEDENCE),
})
