// The ENIs of one VPC in the order of their addresses, so that a block of addresses is a stretch of ENIs.

import type { Spans } from '../headerspace/spans.ts'
import type { Address, Family } from '../model/address.ts'
import { type AddressSet, normaliseRanges } from '../model/addressSet.ts'
import { type AddressRange, cidrOf, rangeContains, rangeOf } from '../model/cidr.ts'
import type { Direction } from '../model/packet.ts'
import { type Clause, type EniPolicy, privateAddressesOf } from '../policy/policy.ts'

/** An ENI by its first address of the family: whoever reaches that one reaches the ENI. */
export interface FleetMember {
  readonly policy: EniPolicy
  readonly address: Address
}

/** Members that share their clauses and, as far as clauses look at it, their own address. */
export interface Rulebook {
  readonly clauses: readonly Clause[]
  /** What stands at the edge of their vSwitch (A1), and who is on this side of it. */
  readonly edge?: { readonly clauses: readonly Clause[]; readonly home: AddressSet }
}

export interface Fleet {
  readonly family: Family
  readonly members: readonly FleetMember[]
  /** Per direction the different lists of clauses, and which one each member has. */
  readonly rulebooks: { readonly [direction in Direction]: readonly Rulebook[] }
  readonly rulebookOf: { readonly [direction in Direction]: Uint32Array }
  /** Members with an address of the set: first and last place of each stretch. */
  stretchesOf(set: AddressSet): Spans
}

/** Of one VPC: between VPCs there is no way but through elastic addresses (P9). ENIs without the family stay out. */
export function fleetOf(policies: Iterable<EniPolicy>, family: Family): Fleet {
  const members: FleetMember[] = []
  for (const policy of policies) {
    const address = privateAddressesOf(policy).find((each) => each.family === family)
    if (address !== undefined) members.push({ policy, address })
  }
  const vpcs = new Set(members.map(({ policy }) => policy.vpcId))
  if (vpcs.size > 1) throw new Error('INVARIANT: a fleet is made of the ENIs of one VPC')
  members.sort((a, b) => (a.address.value < b.address.value ? -1 : a.address.value > b.address.value ? 1 : 0))
  const [ingress, egress] = [rulebooksOf(members, 'ingress'), rulebooksOf(members, 'egress')]
  return {
    family,
    members,
    rulebooks: { ingress: ingress.books, egress: egress.books },
    rulebookOf: { ingress: ingress.of, egress: egress.of },
    stretchesOf: stretchFinder(members, family),
  }
}

function rulebooksOf(members: readonly FleetMember[], direction: Direction) {
  const places = new Map<readonly Clause[], Map<string, number>>()
  const ownLooks = new Map<readonly Clause[], boolean>()
  const books: Rulebook[] = []
  const of = new Uint32Array(members.length)
  const homes = homesOf(members)
  for (const [place, { policy, address }] of members.entries()) {
    const clauses = policy[direction]
    let variants = places.get(clauses)
    if (variants === undefined) {
      variants = new Map()
      places.set(clauses, variants)
      ownLooks.set(
        clauses,
        clauses.some(({ own }) => own !== null),
      )
    }
    const looks = ownLooks.get(clauses) === true
    const key = `${looks ? ownKey(clauses, address) : ''}${policy.edge?.vSwitchId ?? ''}`
    let book = variants.get(key)
    if (book === undefined) {
      const applies = ({ own }: Clause): boolean => own === null || rangeContains(own, address)
      const home = homes.get(policy.edge?.vSwitchId)
      const edge = policy.edge && home ? { edge: { clauses: policy.edge[direction], home } } : {}
      book = books.push({ clauses: looks ? clauses.filter(applies) : clauses, ...edge }) - 1
      variants.set(key, book)
    }
    of[place] = book
  }
  return { books, of }
}

/** By vSwitch, where a network ACL stands before one. */
function homesOf(members: readonly FleetMember[]): ReadonlyMap<string | undefined, AddressSet> {
  const found = new Map<string, AddressRange[]>()
  for (const { policy, address } of members) {
    if (policy.edge === null) continue
    const home = found.get(policy.edge.vSwitchId) ?? []
    home.push(rangeOf(cidrOf(address)))
    found.set(policy.edge.vSwitchId, home)
  }
  return new Map([...found].map(([id, ranges]) => [id, normaliseRanges(ranges)]))
}

/** Which of the clauses with an own side apply to an address. */
const ownKey = (clauses: readonly Clause[], address: Address): string =>
  clauses.map(({ own }) => (own === null ? '' : rangeContains(own, address) ? 'y' : 'n')).join('')

function stretchFinder(members: readonly FleetMember[], family: Family): Fleet['stretchesOf'] {
  const known = new Map<AddressSet, Spans>()
  // Numbers compare faster than bigints, and IPv4 is what large fleets have.
  const small = family === 4 ? Float64Array.from(members, ({ address }) => Number(address.value)) : null
  const wide = family === 6 ? members.map(({ address }) => address.value) : []
  const find = (value: bigint): number =>
    small === null ? placeOf(wide, value) : placeOf(small, Number(value))
  return (set) => {
    const found = known.get(set)
    if (found !== undefined) return found
    const spans: number[] = []
    for (const range of set) {
      if (range.family !== family) continue
      const first = find(range.first)
      const last = find(range.last + 1n) - 1
      if (first > last) continue
      if (spans.at(-1) === first - 1) spans[spans.length - 1] = last
      else spans.push(first, last)
    }
    const stretches = Uint32Array.from(spans)
    known.set(set, stretches)
    return stretches
  }
}

/** Place of the first that is not below the value. */
function placeOf<T extends bigint | number>(sorted: ArrayLike<T>, value: T): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] as T) < value) low = middle + 1
    else high = middle
  }
  return low
}
