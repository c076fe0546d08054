// What a change of rules opens and closes, over all packets: one entry, with one packet as witness, per pair of clauses.

import type { Changed } from '../headerspace/accepted.ts'
import { NONE } from '../headerspace/bdd.ts'
import { packetCounter } from '../headerspace/count.ts'
import { type Factor, factorsOf } from '../headerspace/factors.ts'
import type { PacketSet } from '../headerspace/packetSpace.ts'
import { FAMILIES, type Family } from '../model/address.ts'
import type { Direction, Packet } from '../model/packet.ts'
import type { EniPolicy } from '../policy/policy.ts'
import { editedRegion } from './editedRegion.ts'
import { confirm, Ground, hasFamily, type Side } from './ground.ts'

export interface PolicyChange {
  readonly effect: 'opened' | 'closed'
  readonly direction: Direction
  readonly family: Family
  /** Places of the clauses that decided before and decide after. */
  readonly before: number
  readonly after: number
  /** How many packets: addresses × protocol × ports. */
  readonly packets: bigint
  readonly witness: Packet
  /** Which packets, as products; made when asked for. */
  readonly region: () => readonly Factor[]
}

const DIRECTIONS = ['ingress', 'egress'] as const
/**
 * `mostEdits`: with more of them the whole lists are looked at.
 * Both policies are asked about the addresses that both have. System traffic (S1) and sessions (C1) stay out:
 * what is closed here may live on in sessions that are already open.
 */
export function diffPolicies(
  before: EniPolicy,
  after: EniPolicy,
  nodeLimit?: number,
  mostEdits?: number,
): readonly PolicyChange[] {
  return DIRECTIONS.flatMap((direction) => {
    if (before[direction] === after[direction]) return []
    const cut = editedRegion(before[direction], after[direction], mostEdits)
    return FAMILIES.flatMap((family) => diffFamily(before, after, direction, family, cut, nodeLimit))
  })
}

function diffFamily(
  before: EniPolicy,
  after: EniPolicy,
  direction: Direction,
  family: Family,
  [was, is]: ReturnType<typeof editedRegion>,
  nodeLimit: number | undefined,
): readonly PolicyChange[] {
  if (!hasFamily(before, family) || !hasFamily(after, family)) return []
  const options = nodeLimit === undefined ? {} : { nodeLimit }
  const ground = new Ground(
    [
      { policy: { ...before, [direction]: was.clauses }, direction },
      { policy: { ...after, [direction]: is.clauses }, direction },
    ],
    family,
    options,
  )
  const [old, next] = ground.sides as readonly [Side, Side]
  const { diagram } = ground.space
  const shared = diagram.and(old.domain, next.domain)
  const { set, boxes } = ground.space.changed(old.decision, next.decision)
  const changed = diagram.and(shared, set)
  if (changed === NONE) return []
  const count = packetCounter(ground.space)
  return pairsOf(ground, old, next, { set: changed, boxes }).map((pair) => {
    const [from, to] = [was.places[pair.before] as number, is.places[pair.after] as number]
    const { set } = pair
    const [passed, passes] = [before[direction][from], after[direction][to]]
    if (passed === undefined || passes === undefined)
      throw new Error('INVARIANT: the last clause matches everything')
    const witness = ground.sample(set, {
      [direction === 'ingress' ? 'destination' : 'source']: before.addresses,
    })
    confirm(before, direction, witness, passed)
    confirm(after, direction, witness, passes)
    return {
      effect: passes.action === 'accept' ? 'opened' : 'closed',
      ...{ direction, family, before: from, after: to, witness },
      packets: count(set),
      region: () => factorsOf(ground.space, set),
    }
  })
}

interface Pair {
  readonly before: number
  readonly after: number
  readonly set: PacketSet
}

/** Attributed within what changed only, so that the work follows the size of the change. */
function pairsOf({ space }: Ground, old: Side, next: Side, { set: changed, boxes }: Changed): Pair[] {
  const was = space.decided(old.stretch, changed, boxes).sets
  const is = [...space.decided(next.stretch, changed, boxes).sets.entries()].filter(([, set]) => set !== NONE)
  const pairs: Pair[] = []
  for (const [before, region] of was.entries()) {
    let left = region
    for (const [after, set] of is) {
      if (left === NONE) break
      const both = space.diagram.and(left, set)
      if (both === NONE) continue
      pairs.push({ before, after, set: both })
      left = space.diagram.difference(left, both)
    }
  }
  return pairs
}
