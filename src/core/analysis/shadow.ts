// Rules that change nothing: never reached, superfluous alone, superfluous together.

import { NONE } from '../headerspace/bdd.ts'
import type { Direction, Packet } from '../model/packet.ts'
import { confirm } from './ground.ts'
import type { PolicyGrounds } from './policyGrounds.ts'
import { RedundancySweep } from './sweep.ts'

/** Places of clauses that are rules, ascending. */
export interface Redundancy {
  /** No packet ever reaches it, whatever it says. */
  readonly shadowed: readonly number[]
  /** It decides, but what stands behind it would decide the same: it may go, the others staying. */
  readonly redundant: readonly number[]
  /** All of these may go together. */
  readonly removable: readonly number[]
}

export interface CoveringRule {
  readonly place: number
  /** A packet that the shadowed rule names and this one decides. */
  readonly witness: Packet
}

/** Exact for all packets of the ENI that are not system traffic (S1), which no rule decides. */
export function findRedundancy(grounds: PolicyGrounds, direction: Direction): Redundancy {
  const clauses = grounds.policy[direction]
  const sweeps = grounds.families.map((family) => new RedundancySweep(grounds.of(direction, family)))
  const rules = clauses.flatMap(({ why }, place) => (why.kind === 'rule' ? [place] : []))
  const shadowed = rules.filter((place) => sweeps.every((sweep) => sweep.decides[place] === 0))
  const never = new Set(shadowed)
  const redundant = rules.filter(
    (place) => !never.has(place) && sweeps.every((sweep) => sweep.matters[place] === 0),
  )
  const removable: number[] = []
  const isRule = new Set(rules)
  // Both families together: what may go in one of them alone could be needed once the other has chosen.
  for (let place = clauses.length - 1; place >= 0; place--) {
    if (isRule.has(place) && !sweeps.some((sweep) => sweep.isNeeded(place))) removable.push(place)
    else for (const sweep of sweeps) sweep.keep(place)
  }
  return { shadowed, redundant, removable: removable.reverse() }
}

/** What stands in front of a shadowed rule and takes its packets. */
export function coveringRules(
  grounds: PolicyGrounds,
  direction: Direction,
  place: number,
): readonly CoveringRule[] {
  const covering = new Map<number, CoveringRule>()
  for (const family of grounds.families) {
    const ground = grounds.of(direction, family)
    const [side] = ground.sides
    if (side === undefined) continue
    const { diagram } = ground.space
    const from = side.stretch.from
    const named = diagram.and(ground.space.box(from + place), side.domain)
    for (const [before, set] of ground.space.decided({ from, to: from + place }, named).sets.entries()) {
      const clause = side.clauses[before]
      if (set === NONE || clause === undefined || covering.has(before)) continue
      const witness = ground.sample(set)
      confirm(grounds.policy, direction, witness, clause)
      covering.set(before, { place: before, witness })
    }
  }
  return [...covering.values()].sort((a, b) => a.place - b.place)
}
