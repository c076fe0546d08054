// Rules in sequence: each direction of a group is one list, and every change writes the list as it shall be.

import { fail } from '../../core/model/faults.ts'
import { asId, type RuleId } from '../../core/model/ids.ts'
import type { Direction } from '../../core/model/packet.ts'
import type { ResourceReader } from '../../core/model/resources.ts'
import type { Rule } from '../../core/model/rule.ts'
import type { SecurityGroup } from '../../core/model/securityGroup.ts'
import { backUpBeforeChange } from '../backup/take.ts'
import type { Call } from '../call.ts'
import { checkRule } from '../rule/checkRule.ts'
import { type RuleSpec, ruleKey } from '../rule/ruleSpec.ts'
import { findChangeableGroup } from '../securityGroup/findGroup.ts'
import { checkSequenceQuota } from './quotas.ts'

export const DIRECTIONS = ['ingress', 'egress'] as const satisfies readonly Direction[]

export interface OfSequence {
  readonly region?: string | undefined
  readonly groupId: string
  /** The version of the list that the caller has seen; undefined: whichever it is. */
  readonly version?: number | undefined
}

/** The group for a change of its rules; throws when the caller has seen an older list. */
export function findSequence(call: Call, { groupId, region, version }: OfSequence): SecurityGroup {
  const group = findChangeableGroup(call, groupId, region)
  const current = versionOf(group)
  if (version !== undefined && version !== current) {
    fail({ name: 'rulesVersionStale', groupId: group.id, version, current })
  }
  return group
}

export const versionOf = ({ rulesVersion = 0 }: SecurityGroup): number => rulesVersion

/** From the first to the last. */
export const rulesInOrder = (state: ResourceReader, groupId: string, direction: Direction): readonly Rule[] =>
  state
    .by('rule', 'group', groupId)
    .filter((rule) => rule.direction === direction)
    .sort((a, b) => a.precedence - b.precedence)

/** New rules that stand nowhere yet; throws when the group may not have one of them. */
export const newRules = (
  call: Call,
  group: SecurityGroup,
  direction: Direction,
  specs: readonly RuleSpec[],
): readonly Rule[] =>
  specs.map((spec) => ({
    ...checkRule(call, group, direction, spec),
    id: asId<RuleId>(call.ids.next('sgr', group.region)),
    groupId: group.id,
    system: false,
    createdAt: call.now,
  }))

export type Lists = { readonly [D in Direction]?: readonly Rule[] }

/** Writes the lists given, all or nothing, and counts the group's version up by one; the other direction stays. */
export function writeLists(call: Call, group: SecurityGroup, lists: Lists): SecurityGroup {
  for (const direction of DIRECTIONS) refuseTwins(lists[direction] ?? [], group, call.state)
  const { state } = call
  checkSequenceQuota(state, group, {
    ingress: lists.ingress ?? rulesInOrder(state, group.id, 'ingress'),
    egress: lists.egress ?? rulesInOrder(state, group.id, 'egress'),
  })
  backUpBeforeChange(call, group)
  for (const direction of DIRECTIONS) {
    const list = lists[direction]
    if (list !== undefined) writeList(call, group, direction, list)
  }
  const changed: SecurityGroup = { ...group, rulesVersion: versionOf(group) + 1, changedAt: call.now }
  state.put('securityGroup', changed)
  return changed
}

/** Each rule's precedence is its place from 0; rules that keep their place are not written again. */
function writeList(call: Call, group: SecurityGroup, direction: Direction, list: readonly Rule[]): void {
  const { state } = call
  const kept = new Set(list.map((rule) => rule.id))
  for (const rule of rulesInOrder(state, group.id, direction)) {
    if (!kept.has(rule.id)) state.remove('rule', rule.id)
  }
  for (const [precedence, rule] of list.entries()) {
    if (state.get('rule', rule.id) !== rule || rule.precedence !== precedence) {
      state.put('rule', { ...rule, precedence })
    }
  }
}

/** T3 in sequence: rules are the same when all but their place agrees, their descriptions included. */
export const identityOf = (rule: Rule): string =>
  `${ruleKey({ ...rule, precedence: null })} ${rule.description}`

function refuseTwins(list: readonly Rule[], { id }: SecurityGroup, state: ResourceReader): void {
  const seen = new Map<string, Rule>()
  for (const rule of list) {
    const identity = identityOf(rule)
    const twin = seen.get(identity)
    seen.set(identity, rule)
    if (twin === undefined) continue
    const known = [twin, rule].find((one) => state.get('rule', one.id)?.groupId === id)
    fail(known === undefined ? { name: 'ruleRepeated' } : { name: 'ruleDuplicate', ruleId: known.id })
  }
}
