// Changed flows by what decided about them: who would shut them out or let them in, how many, and some of them.

import type { EniId } from '../../model/ids.ts'
import { type Direction, formatPacket } from '../../model/packet.ts'
import type { Action } from '../../model/rule.ts'
import type { PathVerdict, SideVerdict, Why } from '../../model/verdict.ts'
import type { ChangedFlow } from './replay.ts'

export interface FlowExample {
  readonly packet: string
  readonly count: number
  readonly last: number | null
  /** What was done with it when it was recorded. */
  readonly recorded: Action | null
}

/** Flows about which the same two things decide. */
export interface ReplayPart {
  readonly effect: 'opened' | 'closed'
  /** The side that changes its mind; null: an interface comes or goes. */
  readonly direction: Direction | null
  readonly eniIds: readonly EniId[]
  readonly before: Why
  readonly after: Why
  /** Records. */
  readonly flows: number
  readonly first: number | null
  readonly last: number | null
  /** Those that came most often. */
  readonly examples: readonly FlowExample[]
  /** How many more there are. */
  readonly more: number
}

/** The parts with the most flows come first. */
export function replayParts(changed: readonly ChangedFlow[], mostExamples: number): readonly ReplayPart[] {
  const parts = new Map<string, { of: Decided; eniIds: Set<EniId>; flows: ChangedFlow[] }>()
  for (const each of changed) {
    const of = decidedBy(each)
    const key = JSON.stringify([of.direction, of.before, of.after])
    const part = parts.get(key) ?? { of, eniIds: new Set(), flows: [] }
    parts.set(key, part)
    part.flows.push(each)
    if (of.eniId !== null) part.eniIds.add(of.eniId)
  }
  return [...parts.values()]
    .map(({ of, eniIds, flows }): ReplayPart => {
      const { direction, before, after, effect } = of
      const often = flows.map(({ flow }) => flow).sort((a, b) => b.count - a.count)
      return {
        ...{ effect, direction, eniIds: [...eniIds], before, after },
        flows: often.reduce((sum, { count }) => sum + count, 0),
        first: least(often.map(({ first }) => first)),
        last: most(often.map(({ last }) => last)),
        examples: often.slice(0, mostExamples).map(({ packet, count, last, action }) => ({
          ...{ packet: formatPacket(packet), count, last, recorded: action },
        })),
        more: Math.max(0, often.length - mostExamples),
      }
    })
    .sort((a, b) => b.flows - a.flows)
}

interface Decided extends Pick<ReplayPart, 'effect' | 'direction' | 'before' | 'after'> {
  readonly eniId: EniId | null
}

/** What dropped it, or would, and what the same side says in the other state. */
function decidedBy({ before, after }: ChangedFlow): Decided {
  const isOpened = after.action === 'accept'
  const [dropped, passed] = isOpened ? [before, after] : [after, before]
  const dropping = dropped.sides.at(-1)
  const passing = dropping === undefined ? passed.sides.at(-1) : likeIn(passed, dropping)
  const [no, yes] = [dropping?.why ?? nowhere(dropped), passing?.why ?? nowhere(passed)]
  const side = dropping ?? passing
  return {
    effect: isOpened ? 'opened' : 'closed',
    direction: side?.direction ?? null,
    eniId: side?.eniId ?? null,
    before: isOpened ? no : yes,
    after: isOpened ? yes : no,
  }
}

/** The same groups, or the same edge; where they are not asked there, whoever had the last word. */
const likeIn = ({ sides }: PathVerdict, like: SideVerdict): SideVerdict | undefined =>
  sides.find(
    (side) => side.eniId === like.eniId && side.direction === like.direction && isEdge(side) === isEdge(like),
  ) ?? sides.at(-1)

const isEdge = ({ why }: SideVerdict): boolean => why.kind === 'networkAcl'

const nowhere = ({ noRoute }: PathVerdict): Why => noRoute ?? { kind: 'noRoute', reason: 'noSuchAddress' }

const known = (times: readonly (number | null)[]): readonly number[] => times.filter((time) => time !== null)

/** A hundred thousand times are too many to be arguments of a call. */
const least = (times: readonly (number | null)[]): number | null =>
  known(times).reduce<number | null>((a, b) => (a === null || b < a ? b : a), null)
const most = (times: readonly (number | null)[]): number | null =>
  known(times).reduce<number | null>((a, b) => (a === null || b > a ? b : a), null)
