// Clones a group whose rules are in sequence into a region and a project: same rules, same order, bound to nothing.

import { type Fault, FaultError } from '../../core/model/faults.ts'
import type { SecurityGroupId } from '../../core/model/ids.ts'
import type { Direction } from '../../core/model/packet.ts'
import type { Rule } from '../../core/model/rule.ts'
import type { SecurityGroup } from '../../core/model/securityGroup.ts'
import type { Call } from '../call.ts'
import { checkRule } from '../rule/checkRule.ts'
import { crossingFault, type LeftRule, specOf } from '../rule/copyRule.ts'
import type { RuleSpec } from '../rule/ruleSpec.ts'
import { findGroup } from '../securityGroup/findGroup.ts'
import { createSequencedGroup } from './createGroup.ts'
import { DIRECTIONS, rulesInOrder } from './order.ts'
import { resetRules } from './resetRules.ts'

export interface SequencedCloneInput {
  readonly groupId: string
  /** Undefined: wherever the original is. */
  readonly fromRegion?: string | undefined
  /** Undefined: the region of the original. */
  readonly region?: string | undefined
  /** Undefined: the project of the original. */
  readonly resourceGroupId?: string | undefined
  readonly name?: string | undefined
  readonly description?: string | undefined
  readonly tags?: { readonly [key: string]: string } | undefined
  readonly keepTags: boolean
  readonly keepRules: boolean
}

export interface SequencedClone {
  readonly group: SecurityGroup
  readonly added: readonly Rule[]
  /** Rules of the original that cannot stand there; the others close up. */
  readonly left: readonly LeftRule[]
}

export function cloneSequencedGroup(call: Call, input: SequencedCloneInput): SequencedClone {
  const original = findGroup(call, input.groupId, input.fromRegion)
  const clone = createSequencedGroup(call, {
    region: input.region ?? original.region,
    name: input.name ?? original.name,
    description: input.description ?? original.description,
    resourceGroupId: input.resourceGroupId ?? original.resourceGroupId,
    tags: { ...(input.keepTags ? original.tags : {}), ...input.tags },
  })
  if (!input.keepRules) return { group: clone, added: [], left: [] }
  const left: LeftRule[] = []
  const lists: { [D in Direction]?: readonly RuleSpec[] } = {}
  for (const direction of DIRECTIONS) {
    lists[direction] = rulesInOrder(call.state, original.id, direction).flatMap((rule) => {
      const spec = renamed(specOf(rule), original.id, clone.id)
      const reason = reasonAgainst(call, clone, rule, spec, original.region)
      if (reason !== null) left.push({ rule, reason })
      return reason === null ? [spec] : []
    })
  }
  const isEmpty = DIRECTIONS.every((direction) => lists[direction]?.length === 0)
  const group = isEmpty ? clone : resetRules(call, { groupId: clone.id, lists })
  const added = DIRECTIONS.flatMap((direction) => rulesInOrder(call.state, clone.id, direction))
  return { group, added, left }
}

/** A rule by which a group names itself does the same in the clone (choice: the manual says nothing). */
const renamed = (spec: RuleSpec, from: SecurityGroupId, to: SecurityGroupId): RuleSpec =>
  spec.peer.kind === 'group' && spec.peer.groupId === from
    ? { ...spec, peer: { ...spec.peer, groupId: to } }
    : spec

function reasonAgainst(
  call: Call,
  clone: SecurityGroup,
  rule: Rule,
  spec: RuleSpec,
  from: string,
): Fault | null {
  const isOwn = spec.peer.kind === 'group' && spec.peer.groupId === clone.id
  const crossing = isOwn ? null : crossingFault(spec, from, clone.region)
  if (crossing !== null) return crossing
  try {
    checkRule(call, clone, rule.direction, spec)
    return null
  } catch (error) {
    if (error instanceof FaultError) return error.fault
    throw error
  }
}
