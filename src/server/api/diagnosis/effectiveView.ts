// The merged rules of one interface in the order of evaluation, with what stands in front of those that never decide.

import { z } from '@hono/zod-openapi'
import { effectiveRules } from '../../../core/analysis/effective.ts'
import { PolicyGrounds } from '../../../core/analysis/policyGrounds.ts'
import { coveringRules } from '../../../core/analysis/shadow.ts'
import { OutOfNodes } from '../../../core/headerspace/bdd.ts'
import type { EniId } from '../../../core/model/ids.ts'
import type { Direction } from '../../../core/model/packet.ts'
import type { ResourceReader } from '../../../core/model/resources.ts'
import { resolvePolicy } from '../../../core/policy/resolve.ts'
import { action, direction } from '../fields.ts'
import { ruleSchema, ruleView } from '../views.ts'

const ruleOfList = z.object({
  place: z.int().openapi({ description: 'from 1; the first that matches decides' }),
  direction,
  action,
  why: z.looseObject({ kind: z.string() }),
  rule: ruleSchema.nullable().openapi({ description: 'null: inner access, the platform, the default' }),
  state: z.enum(['decides', 'shadowed', 'redundant', 'undecided']),
  shadowedBy: z.array(z.string()).openapi({ description: 'rules that take all its packets before it' }),
  removable: z.boolean().openapi({ description: 'it may go together with all others marked so' }),
})

export const effectiveSchema = z.object({
  eniId: z.string(),
  groups: z.array(z.string()),
  ingress: z.array(ruleOfList),
  egress: z.array(ruleOfList),
})

export function effectiveView(state: ResourceReader, eniId: EniId): z.input<typeof effectiveSchema> {
  const policy = resolvePolicy(state, eniId)
  if (policy === undefined) throw new Error(`INVARIANT: an ENI that was found exists: ${eniId}`)
  const grounds = new PolicyGrounds(policy)
  return {
    eniId,
    groups: [...(state.get('eni', eniId)?.securityGroupIds ?? [])],
    ingress: listView(state, grounds, 'ingress'),
    egress: listView(state, grounds, 'egress'),
  }
}

function listView(state: ResourceReader, grounds: PolicyGrounds, direction: Direction) {
  return statesOf(grounds, direction).map(({ place, clause, state: found, removable }) => {
    const { why } = clause
    const rule = why.kind === 'rule' ? state.get('rule', why.rule.ruleId) : undefined
    return {
      ...{ place: place + 1, direction, action: clause.action, why: { ...why }, state: found, removable },
      rule: rule === undefined ? null : ruleView(state, rule),
      shadowedBy: found === 'shadowed' ? namesBefore(grounds, direction, place) : [],
    }
  })
}

/** Too much to decide is said, not guessed. */
function statesOf(grounds: PolicyGrounds, direction: Direction) {
  try {
    return effectiveRules(grounds, direction)
  } catch (error) {
    if (!(error instanceof OutOfNodes)) throw error
    return grounds.policy[direction].map((clause, place) => ({
      ...{ place, clause, removable: false },
      state: 'undecided' as const,
    }))
  }
}

const namesBefore = (grounds: PolicyGrounds, direction: Direction, place: number): string[] =>
  coveringRules(grounds, direction, place).map((covering) => {
    const why = grounds.policy[direction][covering.place]?.why
    return why?.kind === 'rule' ? why.rule.ruleId : (why?.kind ?? '')
  })
