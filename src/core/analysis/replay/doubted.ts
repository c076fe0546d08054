// Which of many flows may fare otherwise in another state: those that some list there treats otherwise, or whose ends change.

import type { Direction, Packet } from '../../model/packet.ts'
import type { Clause, EniPolicy } from '../../policy/policy.ts'
import { type ListComparer, listComparer } from '../change/sameLists.ts'
import { decidingPlaces } from './deciding.ts'
import type { FlowEnds } from './flowWorld.ts'

export interface EndsPair {
  readonly packet: Packet
  readonly was: FlowEnds
  readonly is: FlowEnds
}

type List = readonly Clause[]

/** Flows about which the same two lists are asked. */
interface Bucket {
  readonly was: List
  readonly is: List
  readonly direction: Direction
  readonly flows: number[]
}

/** Exact in one way: whoever is not named fares the same. `few`: as `decidingPlaces` takes it. */
export function doubtedAmong(flows: readonly EndsPair[], few?: number): Uint8Array {
  const doubted = new Uint8Array(flows.length)
  const buckets = new Buckets()
  for (const [place, { was, is }] of flows.entries()) {
    if (!buckets.take(place, was.sender, is.sender, 'egress')) doubted[place] = 1
    if (!buckets.take(place, was.receiver, is.receiver, 'ingress')) doubted[place] = 1
    if (was.unasked?.edge?.vSwitchId !== is.unasked?.edge?.vSwitchId) doubted[place] = 1
  }
  for (const { was, is, direction, flows: asked } of buckets.all()) {
    const packets = asked.map((place) => (flows[place] as EndsPair).packet)
    const [old, next] = [was, is].map((list) => decidingPlaces(list, direction, packets, few))
    for (const [at, place] of asked.entries()) {
      const [before, after] = [was[old?.[at] as number], is[next?.[at] as number]]
      if (before?.action !== after?.action) doubted[place] = 1
    }
  }
  return doubted
}

class Buckets {
  readonly #equal: ListComparer = listComparer()
  readonly #found = {
    ingress: new Map<List, Map<List, Bucket>>(),
    egress: new Map<List, Map<List, Bucket>>(),
  }

  /** False: who stands at this end is another. */
  take(place: number, was: EniPolicy | null, is: EniPolicy | null, direction: Direction): boolean {
    if (was === null || is === null) return was === is
    if (was.eniId !== is.eniId) return false
    // S1 and S2 look at these; an edge is asked only where a vSwitch is left or entered.
    if (was.edge?.vSwitchId !== is.edge?.vSwitchId || holdings(was) !== holdings(is)) return false
    this.#put(place, was[direction], is[direction], direction)
    if (was.edge !== null && is.edge !== null)
      this.#put(place, was.edge[direction], is.edge[direction], direction)
    return true
  }

  *all(): Iterable<Bucket> {
    for (const found of Object.values(this.#found)) for (const row of found.values()) yield* row.values()
  }

  #put(place: number, was: List, is: List, direction: Direction): void {
    if (this.#equal(was, is)) return
    const row = this.#found[direction].get(was) ?? new Map<List, Bucket>()
    this.#found[direction].set(was, row)
    const bucket = row.get(is) ?? { was, is, direction, flows: [] }
    row.set(is, bucket)
    bucket.flows.push(place)
  }
}

const texts = new WeakMap<EniPolicy, string>()

function holdings(policy: EniPolicy): string {
  const known = texts.get(policy)
  if (known !== undefined) return known
  const { addresses, prefixes, gateways, visible = [] } = policy
  const text = [
    ...[...addresses, null, ...gateways, null, ...visible].map((each) => `${each?.family} ${each?.value}`),
    ...prefixes.map(({ family, first, last }) => `${family} ${first}-${last}`),
  ].join()
  texts.set(policy, text)
  return text
}
