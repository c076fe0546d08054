// Which recorded flows would fare otherwise after writes, or between two revisions, and by which rules.

import { flowsIn } from '../../../core/analysis/replay/flowText.ts'
import { worldsAround } from '../../../core/analysis/replay/flowWorld.ts'
import { type Replay, replay as replayFlows } from '../../../core/analysis/replay/replay.ts'
import { type ReplayPart, replayParts } from '../../../core/analysis/replay/summary.ts'
import type { Write } from '../../../core/model/resources.ts'
import { createResolver } from '../../../core/policy/resolve.ts'
import type { Question } from './question.ts'
import { afterWrites } from './tests.ts'

export interface ReplayInput {
  /** As `flowText` writes them. */
  readonly flows: string
  /** Writes that lead from the state of the thread to each of the two. */
  readonly from: readonly Write[]
  readonly to: readonly Write[]
}

export interface ReplayPartAnswer extends Omit<ReplayPart, 'eniIds'> {
  readonly enis: readonly string[]
  readonly eniCount: number
}

export interface ReplayAnswer {
  readonly opens: readonly ReplayPartAnswer[]
  readonly closes: readonly ReplayPartAnswer[]
  /** Parts beyond those listed. */
  readonly left: number
  /** Records that were looked at, also those about which nothing changes. */
  readonly flows: number
  readonly opened: number
  readonly closed: number
  readonly unplaced: number
  readonly undecided: number
}

const MOST_PARTS = 50
const MOST_EXAMPLES = 5
const MOST_NAMES = 20

export const replay: Question<ReplayInput, ReplayAnswer> = ({ flows, from, to }, tools) => {
  const { state, resolver, isOver, onProgress } = tools
  const before = from.length === 0 ? state : afterWrites(state, from)
  const after = afterWrites(state, to)
  const keys = new Map([...from, ...to].map(({ kind, id }) => [`${kind} ${id}`, { kind, id }]))
  const writes = [...keys.values()].map(
    ({ kind, id }) => ({ kind, id, body: after.get(kind, id) ?? null }) as Write,
  )
  const known = from.length === 0 ? resolver : createResolver(before)
  const recorded = flowsIn(flows)
  const found = replayFlows(recorded, ...worldsAround(before, after, writes, known), { isOver, onProgress })
  return replayAnswer(
    found,
    recorded.reduce((sum, { count }) => sum + count, 0),
  )
}

export function replayAnswer(found: Replay, flows: number): ReplayAnswer {
  const parts = replayParts(found.changed, MOST_EXAMPLES)
  const of = (effect: ReplayPart['effect']) => parts.filter((part) => part.effect === effect)
  const [opens, closes] = [of('opened'), of('closed')]
  const sum = (all: readonly ReplayPart[]) => all.reduce((total, part) => total + part.flows, 0)
  const beyond = (all: readonly ReplayPart[]) => Math.max(0, all.length - MOST_PARTS)
  return {
    opens: opens.slice(0, MOST_PARTS).map(partAnswer),
    closes: closes.slice(0, MOST_PARTS).map(partAnswer),
    left: beyond(opens) + beyond(closes),
    ...{ flows, opened: sum(opens), closed: sum(closes) },
    ...{ unplaced: found.unplaced, undecided: found.undecided },
  }
}

const partAnswer = ({ eniIds, ...part }: ReplayPart): ReplayPartAnswer => ({
  ...part,
  enis: eniIds.slice(0, MOST_NAMES),
  eniCount: eniIds.length,
})
