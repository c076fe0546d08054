// Policies before and after a change, interfaces with the same two together.

import { type AddressSet, normaliseRanges, subtractSet } from '../../model/addressSet.ts'
import { cidrOf, rangeOf } from '../../model/cidr.ts'
import type { EniId, VSwitchId } from '../../model/ids.ts'
import type { Direction } from '../../model/packet.ts'
import type { ResourceReader } from '../../model/resources.ts'
import { type Edge, type EniPolicy, everything } from '../../policy/policy.ts'
import type { Resolver } from '../../policy/resolve.ts'
import { anyEniWith } from '../ground.ts'
import { type ListComparer, listComparer } from './sameLists.ts'
import type { Touched } from './touched.ts'

export interface PolicyPair {
  readonly was: EniPolicy
  readonly is: EniPolicy
  /** None for what stands at the edge of vSwitches. */
  readonly eniIds: readonly EniId[]
  readonly vSwitchIds: readonly VSwitchId[]
}

export interface Sides {
  readonly before: ResourceReader
  readonly after: ResourceReader
  readonly old: Resolver
  readonly next: Resolver
}

/** Those that cannot differ are left out; the ones with the most interfaces come first. */
export function pairsOf(sides: Sides, touched: Touched): readonly PolicyPair[] {
  const equal = listComparer()
  const found = new Map<string, { was: EniPolicy; is: EniPolicy; eniIds: EniId[] }>()
  for (const id of touched.enis) {
    for (const { was, is } of versionsOf(sides, id)) {
      const kept = (['ingress', 'egress'] as const).filter((each) => equal(was[each], is[each]))
      if (kept.length === 2) continue
      const key = `${was.source ?? id}|${is.source ?? id}`
      const known = found.get(key)
      if (known === undefined) {
        const same = Object.fromEntries(kept.map((each) => [each, was[each]]))
        found.set(key, { was, is: { ...is, ...same }, eniIds: [id] })
      } else {
        known.was = joined(known.was, was)
        known.is = joined(known.is, is)
        if (known.eniIds.at(-1) !== id) known.eniIds.push(id)
      }
    }
  }
  const groups = [...found.values()].sort((a, b) => b.eniIds.length - a.eniIds.length)
  return [...groups.map((pair) => ({ ...pair, vSwitchIds: [] })), ...edgePairs(sides, touched, equal)]
}

/** Of an interface that comes, goes or changes its addresses, those that it has only once stand against nothing. */
function versionsOf({ old, next }: Sides, id: EniId): readonly { was: EniPolicy; is: EniPolicy }[] {
  const [was, is] = [old.policyOf(id), next.policyOf(id)]
  if (was === undefined && is === undefined) return []
  if (was === undefined) return [{ was: nobodyAt(is as EniPolicy), is: is as EniPolicy }]
  if (is === undefined) return [{ was, is: nobodyAt(was) }]
  const [had, has] = [holdingsOf(was), holdingsOf(is)]
  const [gone, come] = [subtractSet(had, has), subtractSet(has, had)]
  if (gone.length === 0 && come.length === 0) return [{ was, is }]
  const [lost, won] = [withAddresses(was, gone), withAddresses(is, come)]
  return [
    { was, is },
    ...(gone.length === 0 ? [] : [{ was: lost, is: nobodyAt(lost) }]),
    ...(come.length === 0 ? [] : [{ was: nobodyAt(won), is: won }]),
  ]
}

const holdingsOf = ({ addresses, prefixes }: EniPolicy): AddressSet =>
  normaliseRanges([...addresses.map((address) => rangeOf(cidrOf(address))), ...prefixes])

const withAddresses = ({ source, ...policy }: EniPolicy, set: AddressSet): EniPolicy => ({
  ...policy,
  addresses: [],
  prefixes: set,
  ...(source === undefined ? {} : { source: `${source} part` }),
})

const NOTHING = everything('drop', { kind: 'noGroup' })

/** An interface that is not there lets nothing through. */
const nobodyAt = (policy: EniPolicy): EniPolicy => ({
  ...policy,
  ingress: [NOTHING],
  egress: [NOTHING],
  edge: null,
  source: 'nobody',
})

const joined = (all: EniPolicy, one: EniPolicy): EniPolicy => ({
  ...all,
  addresses: [...all.addresses, ...one.addresses],
  prefixes: [...all.prefixes, ...one.prefixes],
  gateways: [...all.gateways, ...one.gateways],
})

const OPEN_EDGE: Pick<Edge, Direction> = (() => {
  const clause = everything('accept', { kind: 'system', service: 'no network ACL' })
  return { ingress: [clause], egress: [clause] }
})()

/** Through an edge passes what its entries accept, whoever has the addresses; without a network ACL everything does. */
function edgePairs(
  { before, after, old, next }: Sides,
  { vSwitches }: Touched,
  equal: ListComparer,
): readonly PolicyPair[] {
  const found = new Map<string, { was: EniPolicy; is: EniPolicy; vSwitchIds: VSwitchId[] }>()
  for (const vSwitchId of vSwitches) {
    const [eni] = [before, after].flatMap((state) => state.by('eni', 'vSwitch', vSwitchId))
    if (eni === undefined) continue
    const [was, is] = [old, next].map((resolver) => resolver.policyOf(eni.id)?.edge ?? null)
    const key = `${was?.networkAclId}|${is?.networkAclId}`
    const known = found.get(key)
    if (known !== undefined) {
      known.vSwitchIds.push(vSwitchId)
      continue
    }
    const [from, to] = [was ?? OPEN_EDGE, is ?? OPEN_EDGE]
    const kept = (['ingress', 'egress'] as const).filter((each) => equal(from[each], to[each]))
    const same = Object.fromEntries(kept.map((each) => [each, from[each]]))
    found.set(key, { was: anyEniWith(from), is: { ...anyEniWith(to), ...same }, vSwitchIds: [vSwitchId] })
  }
  return [...found.values()].map((pair) => ({ ...pair, eniIds: [] }))
}
