// What an ENI's rules come to: the merged list in the order of evaluation, and all that it lets through.

import { packetCounter } from '../headerspace/count.ts'
import { type Factor, factorsOf } from '../headerspace/factors.ts'
import type { PacketSet } from '../headerspace/packetSpace.ts'
import type { Family } from '../model/address.ts'
import type { Direction } from '../model/packet.ts'
import type { Clause, EniPolicy } from '../policy/policy.ts'
import { Ground, hasFamily } from './ground.ts'
import type { PolicyGrounds } from './policyGrounds.ts'
import { findRedundancy } from './shadow.ts'

export interface EffectiveRule {
  readonly place: number
  readonly clause: Clause
  /**
   * `decides`: some packets are decided as they are because of it; `shadowed`: none ever reaches it;
   * `redundant`: what stands behind it would decide the same.
   */
  readonly state: 'decides' | 'shadowed' | 'redundant'
  /** It may go together with all others marked so. */
  readonly removable: boolean
}

export function effectiveRules(grounds: PolicyGrounds, direction: Direction): readonly EffectiveRule[] {
  const redundancy = findRedundancy(grounds, direction)
  const shadowed = new Set(redundancy.shadowed)
  const redundant = new Set(redundancy.redundant)
  const removable = new Set(redundancy.removable)
  return grounds.policy[direction].map((clause, place) => ({
    place,
    clause,
    state: shadowed.has(place) ? 'shadowed' : redundant.has(place) ? 'redundant' : 'decides',
    removable: removable.has(place),
  }))
}

export interface PermittedSet {
  readonly ground: Ground
  readonly set: PacketSet
  /** How many packets: addresses × protocol × ports. */
  readonly packets: bigint
  /** As products, each packet in one of them; made when asked for. */
  readonly factors: () => readonly Factor[]
}

/** Without system traffic (S1), which passes in any case. Undefined where the ENI has no address of the family. */
export function permittedSet(
  policy: EniPolicy,
  direction: Direction,
  family: Family,
): PermittedSet | undefined {
  if (!hasFamily(policy, family)) return undefined
  const ground = new Ground([{ policy, direction }], family)
  const [side] = ground.sides
  if (side === undefined) return undefined
  const set = side.accepted()
  const packets = packetCounter(ground.space)(set)
  return { ground, set, packets, factors: () => factorsOf(ground.space, set) }
}
