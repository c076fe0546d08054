// What a set of writes opens and closes, over all packets of every interface whose rules it touches.

import { OutOfNodes } from '../../headerspace/bdd.ts'
import type { EniId, VSwitchId } from '../../model/ids.ts'
import type { ResourceReader, Write } from '../../model/resources.ts'
import type { Why } from '../../model/verdict.ts'
import type { Clause, EniPolicy } from '../../policy/policy.ts'
import { createResolver, type Resolver } from '../../policy/resolve.ts'
import { diffPolicies, type PolicyChange } from '../diff.ts'
import { type PolicyPair, pairsOf } from './pairs.ts'
import { touchedBy } from './touched.ts'

/** What one change of verdicts does to interfaces that share it. */
export interface ChangePart extends Omit<PolicyChange, 'before' | 'after'> {
  /** What decided before, and what decides after. */
  readonly before: Why
  readonly after: Why
  /** None for what stands at the edge of vSwitches. */
  readonly eniIds: readonly EniId[]
  readonly vSwitchIds: readonly VSwitchId[]
}

export interface ChangeEffect {
  /** What concerns the most packets comes first. */
  readonly parts: readonly ChangePart[]
  /** Kinds of interfaces that were not looked into to the end; 0 = this is everything. */
  readonly undecided: number
  /** Interfaces whose rules were compared. */
  readonly compared: number
}

export interface EffectOptions {
  /** Of the state before; a warm one saves time. */
  readonly resolver?: Resolver
  /** So many different kinds of interfaces are looked into; 64 unless told. */
  readonly mostKinds?: number
  readonly nodeLimit?: number
  /** Asked between two kinds: true ends the work, the rest stays undecided. */
  readonly isOver?: () => boolean
  /** Told after each kind. */
  readonly onProgress?: (done: number, of: number) => void
}

const MOST_KINDS = 64
const NODE_LIMIT = 2_000_000

/** `after` is the state with the writes. */
export function effectOfWrites(
  before: ResourceReader,
  after: ResourceReader,
  writes: readonly Write[],
  options: EffectOptions = {},
): ChangeEffect {
  const touched = touchedBy(before, after, writes)
  const sides = {
    ...{ before, after },
    old: options.resolver ?? createResolver(before),
    next: createResolver(after),
  }
  return compare(pairsOf(sides, touched), options)
}

function compare(pairs: readonly PolicyPair[], options: EffectOptions): ChangeEffect {
  const { mostKinds = MOST_KINDS, isOver = () => false, onProgress } = options
  const parts: ChangePart[] = []
  let undecided = Math.max(0, pairs.length - mostKinds)
  for (const [done, pair] of pairs.slice(0, mostKinds).entries()) {
    const found = isOver() ? null : partsOf(pair, options.nodeLimit ?? NODE_LIMIT)
    if (found === null) undecided++
    else parts.push(...found)
    onProgress?.(done + 1, pairs.length)
  }
  parts.sort((a, b) => (a.packets < b.packets ? 1 : a.packets > b.packets ? -1 : 0))
  return { parts, undecided, compared: pairs.reduce((sum, { eniIds }) => sum + eniIds.length, 0) }
}

function partsOf(pair: PolicyPair, nodeLimit: number): readonly ChangePart[] | null {
  try {
    return diffPolicies(pair.was, pair.is, nodeLimit).map((change) => ({
      ...change,
      before: whyAt(pair.was, change, change.before),
      after: whyAt(pair.is, change, change.after),
      eniIds: pair.eniIds,
      vSwitchIds: pair.vSwitchIds,
    }))
  } catch (error) {
    if (error instanceof OutOfNodes) return null
    throw error
  }
}

const whyAt = (policy: EniPolicy, { direction }: PolicyChange, place: number): Why =>
  (policy[direction][place] as Clause).why
