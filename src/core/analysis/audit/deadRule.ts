// Rules that change nothing: never reached, or superfluous because what stands behind decides the same.

import type { RuleId } from '../../model/ids.ts'
import type { Direction } from '../../model/packet.ts'
import type { Clause, EniPolicy } from '../../policy/policy.ts'
import { certainLists } from '../certainLists.ts'
import { coveringRules, findRedundancy } from '../shadow.ts'
import type { AuditCheck, AuditSubject, AuditWorld, Finding } from './audit.ts'

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
          removes: { eniId: subject.eniId, ruleIds: rules },
        },
      ]
    }),
}

type Judge = (
  subject: AuditSubject,
  policy: EniPolicy,
  direction: Direction,
  isCertain: boolean,
) => readonly Finding[]

/** What covers a rule covers it whatever is unknown. */
function forEachList({ reader, knowledge, subjects }: AuditWorld, judge: Judge): readonly Finding[] {
  return subjects.flatMap((subject) => {
    const lists = certainLists(reader, subject.eniId, knowledge)
    return (lists?.directions ?? []).flatMap(({ direction, isWhole }) =>
      lists === undefined ? [] : judge(subject, lists.policy, direction, isWhole),
    )
  })
}

const idOf = (clause: Clause | undefined): readonly RuleId[] =>
  clause?.why.kind === 'rule' ? [clause.why.rule.ruleId] : []
