// Rules that speak about the same packets and disagree: an exception in front of a general rule, or two that cross.

import type { RuleId } from '../../model/ids.ts'
import type { Direction } from '../../model/packet.ts'
import type { EniPolicy } from '../../policy/policy.ts'
import { certainLists } from '../certainLists.ts'
import { findOverlaps, type Overlap, overlapWitness } from '../overlaps.ts'
import type { AuditCheck, AuditSubject, AuditWorld, Finding } from './audit.ts'

/** The later rule names all that earlier ones name, and more: usually meant so, but good to know. */
export const generalisedRule: AuditCheck<'generalised-rule'> = {
  id: 'generalised-rule',
  run: (world) => findings(world, 'generalised'),
}

/** Each names packets that the other does not: their order decides about those that both name. */
export const correlatedRules: AuditCheck<'correlated-rules'> = {
  id: 'correlated-rules',
  run: (world) => findings(world, 'correlated'),
}

const FAMILIES = [4, 6] as const

function findings({ reader, knowledge, subjects }: AuditWorld, kind: Overlap['kind']): readonly Finding[] {
  return subjects.flatMap((subject) => {
    const lists = certainLists(reader, subject.eniId, knowledge)
    return (lists?.directions ?? []).flatMap(({ direction }) =>
      lists === undefined ? [] : inList(subject, lists.policy, direction, kind),
    )
  })
}

/** One finding for each later rule, with all earlier ones that it meets. */
function inList(
  { groupIds }: AuditSubject,
  policy: EniPolicy,
  direction: Direction,
  kind: Overlap['kind'],
): readonly Finding[] {
  const byLater = new Map<number, Overlap[]>()
  for (const family of FAMILIES) {
    for (const overlap of findOverlaps(policy, direction, family)) {
      if (overlap.kind !== kind) continue
      byLater.set(overlap.later, [...(byLater.get(overlap.later) ?? []), overlap])
    }
  }
  const idAt = (place: number): readonly RuleId[] => {
    const why = policy[direction][place]?.why
    return why?.kind === 'rule' ? [why.rule.ruleId] : []
  }
  return [...byLater].flatMap(([later, overlaps]): readonly Finding[] => {
    const shown = firstWitness(policy, direction, overlaps)
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

function firstWitness(policy: EniPolicy, direction: Direction, overlaps: readonly Overlap[]) {
  for (const overlap of overlaps.slice(0, TRIES)) {
    const witness = overlapWitness(policy, direction, overlap)
    if (witness !== undefined) return witness
  }
  return null
}
