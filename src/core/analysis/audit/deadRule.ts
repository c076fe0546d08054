// Rules that change nothing: never reached, or superfluous because what stands behind decides the same.

import type { RuleId } from '../../model/ids.ts'
import type { Direction } from '../../model/packet.ts'
import type { Clause } from '../../policy/policy.ts'
import { type CoveringRule, coveringRules } from '../shadow.ts'
import type { Finding, SubjectCheck } from './audit.ts'
import type { JudgedSubject } from './subject.ts'

/** What covers a rule covers it whatever is unknown. */
export const shadowedRule: SubjectCheck<'shadowed-rule'> = {
  id: 'shadowed-rule',
  judge: (subject) => subject.lists.directions.flatMap(({ direction }) => shadowed(subject, direction)),
}

function shadowed(subject: JudgedSubject, direction: Direction): readonly Finding[] {
  const clauses = subject.lists.policy[direction]
  const byRule = new Map<RuleId, CoveringRule[]>()
  for (const place of subject.redundancy(direction).shadowed) {
    const covering = coveringRules(subject.grounds, direction, place)
    // Nothing needs to stand in front of a rule whose peer is empty: that is a stale reference.
    if (covering.length === 0 && clauses[place]?.peer?.ranges.length === 0) continue
    for (const id of idOf(clauses[place])) byRule.set(id, [...(byRule.get(id) ?? []), ...covering])
  }
  return [...byRule].map(([id, covering]) => {
    const by = [...new Set(covering.flatMap(({ place }) => idOf(clauses[place])))]
    return {
      severity: 'medium',
      groupIds: subject.groupIds,
      ruleIds: [id, ...by],
      witness: covering[0]?.witness ?? null,
      values: { rule: id, by: by.join(', '), cause: covering.length === 0 ? 'nobody' : 'rules' },
    }
  })
}

export const redundantRule: SubjectCheck<'redundant-rule'> = {
  id: 'redundant-rule',
  judge: (subject) =>
    subject.lists.directions.flatMap(({ direction, isWhole }) =>
      // What nobody knows could stand between a rule and what would decide the same behind it.
      isWhole ? redundant(subject, direction) : [],
    ),
}

function redundant(subject: JudgedSubject, direction: Direction): readonly Finding[] {
  const { removable, shadowed: dead } = subject.redundancy(direction)
  const never = new Set(dead)
  const rules = removable
    .filter((place) => !never.has(place))
    .flatMap((place) => idOf(subject.lists.policy[direction][place]))
    .filter((id, at, all) => all.indexOf(id) === at)
  if (rules.length === 0) return []
  return [
    {
      severity: 'low',
      groupIds: subject.groupIds,
      ruleIds: rules,
      witness: null,
      values: { rules: rules.join(', '), count: rules.length },
      removes: rules,
    },
  ]
}

const idOf = (clause: Clause | undefined): readonly RuleId[] =>
  clause?.why.kind === 'rule' ? [clause.why.rule.ruleId] : []
