// Two plans beside each other, and which of their parts are about what.

import type { Chain, Element, RulesetPlan, Table } from './ast.ts'
import { isVisible, type SetChange } from './changedSets.ts'
import { digestOfChain } from './digest.ts'
import { setNameIn } from './loadedNames.ts'
import type { Move } from './moves.ts'
import { CHAINS, exactMap, profileMap, type RowKind, SETS } from './names.ts'
import { chainsOf } from './tableIndex.ts'

export interface Comparison {
  readonly from: RulesetPlan
  readonly to: RulesetPlan
  readonly before: Table
  readonly after: Table
  readonly moves: readonly Move[]
  readonly changes: ReadonlyMap<string, SetChange>
  /** Sets that come or go and are about classes that nobody had, or has any more. */
  readonly passing: ReadonlySet<string>
}

export interface ProfileChange {
  /** `e`, `i`; with an `a` before it for those of network ACLs. */
  readonly stage: string
  /** What packets can notice of its rows. */
  readonly sets: readonly SetChange[]
  readonly isOtherChain: boolean
}

export const PROFILE = /^(a?[ei])_[a-z2-7]+(?=(?:_any)?_[or]$)/
export const ROWS = /^a?[ei]_[a-z2-7]+_(special|any|ports)/
const ROW_KINDS: readonly RowKind[] = ['special', 'any', 'any4', 'any6']
export const rowSetNames = (profile: string): readonly string[] =>
  ROW_KINDS.flatMap((kind) => [exactMap(profile, kind), profileMap(profile, kind)])

/** Of those that are there before and after, and change. */
export function profilesIn({
  before,
  after,
  changes,
  passing,
}: Comparison): ReadonlyMap<string, ProfileChange> {
  const old = chainsOf(before)
  const found = new Map<string, ProfileChange>()
  const areRowsSame = ![...changes.keys()].some((name) => ROWS.test(name))
  for (const chain of after.chains) {
    const was = old.get(chain.name)
    if (was === chain && areRowsSame) continue
    const [profile, stage = ''] = PROFILE.exec(chain.name) ?? []
    if (profile === undefined || was === undefined || found.get(profile)?.isOtherChain === true) continue
    const isOtherChain = differ(was, chain) && differ(without(was, passing), without(chain, passing))
    const sets = rowSetNames(profile).flatMap((name) => {
      const change = changes.get(name)
      return change !== undefined && isVisible(change) ? [change] : []
    })
    if (isOtherChain || sets.length > 0) found.set(profile, { stage, sets, isOtherChain })
  }
  return found
}

/** Its rules apart from those that ask for one of these, or for a class. */
const without = (chain: Chain, sets: ReadonlySet<string>): Chain =>
  sets.size === 0
    ? chain
    : {
        ...chain,
        rules: chain.rules.filter(({ statements }) =>
          statements.every(
            (each) =>
              !sets.has(setNameIn(each) ?? '') &&
              !('chain' in each && each.do === 'jump' && CLASSIFYING.includes(each.chain)),
          ),
        ),
      }

const CLASSIFYING: readonly string[] = [CHAINS.classify.source, CHAINS.classify.destination]

export const differ = (was: Chain, is: Chain): boolean =>
  was !== is && digestOfChain(was) !== digestOfChain(is)

/** Only the rules' epoch is in them, which is of the present for whoever reads them. */
export const EPOCH: readonly string[] = [CHAINS.epoch, CHAINS.accept]
export const CLASSES: readonly string[] = [CHAINS.classifyRange.source, CHAINS.classifyRange.destination]
export const JUDGES = {
  e: [SETS.egress.original, SETS.egress.reply],
  i: [SETS.ingress.original, SETS.ingress.reply],
} as const
export const EDGES: readonly string[] = [
  ...[SETS.vSwitch, SETS.sameVSwitch, SETS.near[4], SETS.near[6]],
  ...[SETS.edge.egress, SETS.edge.ingress],
]
export const SELECTOR = /^a?s[ei]_/
/** How long sessions may stay idle. */
export const TIMES = /^(t[es]_|do_timeouts$)/
/** Nobody's verdict depends on them. */
export const NO_VERDICT = /^(to_|plan$)/

export function profileOf({ value }: Element): readonly string[] {
  const chain = typeof value === 'object' && 'chain' in value ? value.chain : ''
  return PROFILE.exec(chain)?.slice(0, 1) ?? []
}
