// Rules that change nothing: never reached, or superfluous because what stands behind decides the same.

import type { RuleId } from '../../model/ids.ts'
import type { Direction } from '../../model/packet.ts'
import type { Clause } from '../../policy/policy.ts'
import { resolvePolicy } from '../../policy/resolve.ts'
import { certainOf, doubtful } from '../exposure/doubt.ts'
import { anyEniWith } from '../ground.ts'
import { coveringRules, findRedundancy } from '../shadow.ts'
import type { AuditCheck, AuditSubject, AuditWorld, Finding } from './audit.ts'

/** L1: more rules than one interface can have are a file of something else. */
const RULES_AT_MOST = 2000

const DIRECTIONS: readonly Direction[] = ['ingress', 'egress']

export const shadowedRule: AuditCheck<'shadowed-rule'> = {
  id: 'shadowed-rule',
  run: (world) =>
    forEachList(world, (subject, policy, direction) => {
      const { shadowed } = findRedundancy(policy, direction)
      return shadowed.map((place) => {
        const covering = coveringRules(policy, direction, place)
        const by = covering.flatMap(({ place: before }) => idOf(policy[direction][before]))
        const id = idOf(policy[direction][place])
        return {
          severity: 'medium',
          groupIds: subject.groupIds,
          ruleIds: [...id, ...by],
          witness: covering[0]?.witness ?? null,
          values: { rule: id.join(), by: by.join(', ') || '-' },
        }
      })
    }),
}

export const redundantRule: AuditCheck<'redundant-rule'> = {
  id: 'redundant-rule',
  run: (world) =>
    forEachList(world, (subject, policy, direction, isCertain) => {
      // What nobody knows could stand between a rule and what would decide the same behind it.
      if (!isCertain) return []
      const { shadowed, removable } = findRedundancy(policy, direction)
      const rules = removable
        .filter((place) => !shadowed.includes(place))
        .flatMap((place) => idOf(policy[direction][place]))
      if (rules.length === 0) return []
      return [
        {
          severity: 'low',
          groupIds: subject.groupIds,
          ruleIds: rules,
          witness: null,
          values: { rules: rules.join(', '), count: rules.length },
        },
      ]
    }),
}

type Judge = (
  subject: AuditSubject,
  policy: ReturnType<typeof anyEniWith>,
  direction: Direction,
  isCertain: boolean,
) => readonly Finding[]

/** Only clauses that are certain take part: what covers a rule then covers it whatever is unknown. */
function forEachList({ reader, knowledge, subjects }: AuditWorld, judge: Judge): readonly Finding[] {
  return subjects.flatMap((subject) => {
    const policy = resolvePolicy(reader, subject.eniId)
    if (policy === undefined) return []
    const doubts = {
      ingress: doubtful(reader, policy.ingress, knowledge),
      egress: doubtful(reader, policy.egress, knowledge),
    }
    const lists = anyEniWith({ ingress: certainOf(doubts.ingress), egress: certainOf(doubts.egress) })
    return DIRECTIONS.filter((direction) => lists[direction].length <= RULES_AT_MOST).flatMap((direction) =>
      judge(subject, lists, direction, lists[direction].length === doubts[direction].length),
    )
  })
}

const idOf = (clause: Clause | undefined): readonly RuleId[] =>
  clause?.why.kind === 'rule' ? [clause.why.rule.ruleId] : []
