// What differs in packets between two revisions, or between two groups.

import { type ChangePart, effectOfWrites } from '../../../core/analysis/change/effect.ts'
import { diffPolicies } from '../../../core/analysis/diff.ts'
import { anyEniWith } from '../../../core/analysis/ground.ts'
import { OutOfNodes } from '../../../core/headerspace/bdd.ts'
import { fail } from '../../../core/model/faults.ts'
import type { Write } from '../../../core/model/resources.ts'
import type { Clause, EniPolicy } from '../../../core/policy/policy.ts'
import { resolvePolicy } from '../../../core/policy/resolve.ts'
import { Overlay } from '../../../store/overlay.ts'
import { standIn } from './audit.ts'
import { type EffectAnswer, effectAnswer } from './effect.ts'
import type { Question } from './question.ts'
import { afterWrites } from './tests.ts'

/** Writes that lead from the state of the thread back to each of the two. */
export const diffRevisions: Question<
  { readonly from: readonly Write[]; readonly to: readonly Write[] },
  EffectAnswer
> = ({ from, to }, { state, isOver, onProgress }) => {
  const [before, after] = [afterWrites(state, from), afterWrites(state, to)]
  const keys = new Map([...from, ...to].map(({ kind, id }) => [`${kind} ${id}`, { kind, id }]))
  const writes = [...keys.values()].map(
    ({ kind, id }) => ({ kind, id, body: after.get(kind, id) ?? null }) as Write,
  )
  const found = effectOfWrites(before, after, writes, { isOver, onProgress })
  return effectAnswer(found.parts, found.undecided, found.compared)
}

const NODE_LIMIT = 4_000_000

/** Each as it is alone on an interface with every address. */
export const diffGroups: Question<{ readonly left: string; readonly right: string }, EffectAnswer> = (
  { left, right },
  { state },
) => between(aloneIn(new Overlay(state), left), aloneIn(new Overlay(state), right))

/** One group, then and now; `writes` lead from now to then. */
export const diffGroupSince: Question<
  { readonly groupId: string; readonly writes: readonly Write[] },
  EffectAnswer
> = ({ groupId, writes }, { state }) =>
  between(aloneIn(afterWrites(state, writes), groupId), aloneIn(new Overlay(state), groupId))

function aloneIn(reader: Overlay, groupId: string): EniPolicy {
  const group = reader.get('securityGroup', groupId) ?? fail({ name: 'groupNotFound', groupId })
  return anyEniWith(resolvePolicy(reader, standIn(reader, group).eniId) as EniPolicy)
}

function between(was: EniPolicy, is: EniPolicy): EffectAnswer {
  try {
    const parts = diffPolicies(was, is, NODE_LIMIT).map(
      (change): ChangePart => ({
        ...change,
        before: (was[change.direction][change.before] as Clause).why,
        after: (is[change.direction][change.after] as Clause).why,
        eniIds: [],
        vSwitchIds: [],
      }),
    )
    return effectAnswer(parts, 0, 0)
  } catch (error) {
    if (error instanceof OutOfNodes) return effectAnswer([], 1, 0)
    throw error
  }
}
