// Rules that change nothing: never reached, superfluous alone, superfluous together.

import { NONE } from '../headerspace/bdd.ts'
import type { RuleId } from '../model/ids.ts'
import type { Direction, Packet } from '../model/packet.ts'
import type { Clause } from '../policy/policy.ts'
import { confirm } from './ground.ts'
import type { PolicyGrounds } from './policyGrounds.ts'
import { RedundancySweep } from './sweep.ts'

/** Places of clauses that are rules, ascending; of a rule either all its clauses or none. */
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
  const isTrueOfAll = (
    places: readonly number[],
    holds: (sweep: RedundancySweep, place: number) => boolean,
  ) => places.every((place) => sweeps.every((sweep) => holds(sweep, place)))
  const rules = rulesIn(clauses)
  const never = rules.filter((places) => isTrueOfAll(places, (sweep, place) => sweep.decides[place] === 0))
  const dead = new Set(never)
  const idle = rules.filter(
    (places) => !dead.has(places) && isTrueOfAll(places, (sweep, place) => sweep.matters[place] === 0),
  )
  const removable: number[] = []
  const ruleAt = new Map(rules.flatMap((places) => places.map((place) => [place, places] as const)))
  // Both families together: what may go in one of them alone could be needed once the other has chosen.
  for (let place = clauses.length - 1; place >= 0; ) {
    const places = ruleAt.get(place)
    if (places !== undefined && isTrueOfAll(places, (sweep, each) => !sweep.isNeeded(each)))
      removable.push(...places.toReversed())
    else for (const each of places ?? [place]) for (const sweep of sweeps) sweep.keep(each)
    place -= places?.length ?? 1
  }
  return { shadowed: never.flat(), redundant: idle.flat(), removable: removable.reverse() }
}

/** P5: a rule that names services of several protocols is several clauses, one behind the other; it goes as a whole. */
function rulesIn(clauses: readonly Clause[]): readonly (readonly number[])[] {
  const rules: number[][] = []
  let before: RuleId | null = null
  for (const [place, { why }] of clauses.entries()) {
    const ruleId = why.kind === 'rule' ? why.rule.ruleId : null
    if (ruleId !== null && ruleId === before) rules.at(-1)?.push(place)
    else if (ruleId !== null) rules.push([place])
    before = ruleId
  }
  return rules
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
