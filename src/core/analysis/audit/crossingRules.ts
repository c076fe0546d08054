// Rules that speak about the same packets and disagree: an exception in front of a general rule, or two that cross.

import type { RuleId } from '../../model/ids.ts'
import type { Direction } from '../../model/packet.ts'
import { type Overlap, overlapWitness } from '../overlaps.ts'
import type { PolicyGrounds } from '../policyGrounds.ts'
import type { Finding, SubjectCheck } from './audit.ts'
import type { JudgedSubject } from './subject.ts'

/** The later rule names all that earlier ones name, and more: usually meant so, but good to know. */
export const generalisedRule: SubjectCheck<'generalised-rule'> = {
  id: 'generalised-rule',
  judge: (subject) => findings(subject, 'generalised'),
}

/** Each names packets that the other does not: their order decides about those that both name. */
export const correlatedRules: SubjectCheck<'correlated-rules'> = {
  id: 'correlated-rules',
  judge: (subject) => findings(subject, 'correlated'),
}

const findings = (subject: JudgedSubject, kind: Overlap['kind']): readonly Finding[] =>
  subject.lists.directions.flatMap(({ direction }) => inList(subject, direction, kind))

/** One finding for each later rule, with all earlier ones that it meets. */
function inList(subject: JudgedSubject, direction: Direction, kind: Overlap['kind']): readonly Finding[] {
  const { groupIds, grounds } = subject
  const byLater = new Map<number, Overlap[]>()
  for (const overlap of subject.overlaps(direction)) {
    if (overlap.kind !== kind) continue
    const known = byLater.get(overlap.later) ?? []
    known.push(overlap)
    byLater.set(overlap.later, known)
  }
  const idAt = (place: number): readonly RuleId[] => {
    const why = grounds.policy[direction][place]?.why
    return why?.kind === 'rule' ? [why.rule.ruleId] : []
  }
  return [...byLater].flatMap(([later, overlaps]): readonly Finding[] => {
    const shown = firstWitness(grounds, direction, overlaps)
    // Nothing is left to disagree about where others take all those packets before.
    if (shown === null) return []
    const earlier = [...new Set(overlaps.flatMap((overlap) => idAt(overlap.earlier)))]
    return [
      {
        severity: kind === 'correlated' ? 'low' : 'info',
        groupIds,
        ruleIds: [...idAt(later), ...earlier],
        witness: shown,
        values: { rule: idAt(later).join(), earlier: earlier.join(', ') },
      },
    ]
  })
}

/** So many pairs of one rule are looked at for a packet that shows it. */
const TRIES = 3

function firstWitness(grounds: PolicyGrounds, direction: Direction, overlaps: readonly Overlap[]) {
  for (const overlap of overlaps.slice(0, TRIES)) {
    const witness = overlapWitness(grounds, direction, overlap)
    if (witness !== undefined) return witness
  }
  return null
}
