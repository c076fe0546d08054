// Two lists cut down to what can decide where they differ: whoever meets none of the edited clauses decides nothing there.

import { longestAscending } from '../headerspace/editedBoxes.ts'
import { type AddressSet, normaliseRanges, setsMeet, setWithin } from '../model/addressSet.ts'
import type { AddressRange } from '../model/cidr.ts'
import type { PortRange } from '../model/ports.ts'
import { type Clause, clauseText } from '../policy/policy.ts'

export interface CutList {
  readonly clauses: readonly Clause[]
  /** Where each of them stands in the whole list. */
  readonly places: readonly number[]
}

/** Beyond so many edits everything is looked at. */
const MOST_EDITS = 64
/** Sets of fewer ranges are not worth to be cut, and those of edits that have more cut nothing away. */
const [MANY_RANGES, FEW_RANGES] = [64, 256]

type List = readonly Clause[]

/** Both decide every packet that they decide differently as the whole lists do, and differ in no other. */
export function editedRegion(before: List, after: List, mostEdits = MOST_EDITS): readonly [CutList, CutList] {
  const edited = editedIn(before, after)
  const edits = [...edited[0]].map((place) => before[place] as Clause)
  edits.push(...[...edited[1]].map((place) => after[place] as Clause))
  if (edits.length > mostEdits) return [whole(before), whole(after)]
  const meets = meetsAny(edits)
  const cut = cutPeers(edits)
  const keep = (list: List, own: ReadonlySet<number>): CutList => {
    const places = [...list.keys()].filter((place) => own.has(place) || meets(list[place] as Clause))
    return { places, clauses: places.map((place) => cut(list[place] as Clause)) }
  }
  return [keep(before, edited[0]), keep(after, edited[1])]
}

const whole = (list: List): CutList => ({ clauses: list, places: [...list.keys()] })

/** Places of clauses that come, go or move. */
function editedIn(before: List, after: List): readonly [ReadonlySet<number>, ReadonlySet<number>] {
  const counterparts = counterpartsOf(before, after)
  const pairs = after.flatMap((_, is) => {
    const was = counterparts[is]
    return was === undefined ? [] : [[was, is] as const]
  })
  const edited = [new Set(before.keys()), new Set(after.keys())] as const
  for (const at of longestAscending(pairs.map(([was]) => was))) {
    const [was, is] = pairs[at] as readonly [number, number]
    edited[0].delete(was)
    edited[1].delete(is)
  }
  return edited
}

/** For each clause of `after` the same one of `before`: mostly the very object, else one that says the same. */
function counterpartsOf(before: List, after: List): readonly (number | undefined)[] {
  const places = new Map<Clause, number[]>()
  for (let place = before.length - 1; place >= 0; place--) push(places, before[place] as Clause, place)
  const found = after.map((clause) => places.get(clause)?.pop())
  const alike = new Map<string, number[]>()
  for (const [clause, left] of places) for (const place of left) push(alike, clauseText(clause), place)
  if (alike.size === 0) return found
  for (const list of alike.values()) list.sort((a, b) => b - a)
  return found.map((place, at) => {
    if (place !== undefined) return place
    const clause = after[at] as Clause
    const list = alike.get(clauseText(clause))
    const other = list?.at(-1)
    return other !== undefined && samePeers(before[other] as Clause, clause) ? list?.pop() : undefined
  })
}

function push<K>(lists: Map<K, number[]>, key: K, place: number): void {
  const known = lists.get(key)
  if (known === undefined) lists.set(key, [place])
  else known.push(place)
}

/** A group has one key, whoever its members are. */
function samePeers({ peer: a }: Clause, { peer: b }: Clause): boolean {
  if (a === null || b === null || a.ranges === b.ranges) return true
  return (
    a.ranges.length === b.ranges.length &&
    a.ranges.every((range, at) => {
      const other = b.ranges[at]
      return range.family === other?.family && range.first === other.first && range.last === other.last
    })
  )
}

/** May say yes where no packet is met, never no where one is. */
function meetsAny(edits: List): (clause: Clause) => boolean {
  const known = new Map<AddressSet, Map<AddressSet, boolean>>()
  const peersMeet = (a: AddressSet, b: AddressSet): boolean => {
    if (a === b) return true
    const row = known.get(a) ?? new Map<AddressSet, boolean>()
    known.set(a, row)
    const answer = row.get(b) ?? setsMeet(a, b)
    row.set(b, answer)
    return answer
  }
  const meets = (clause: Clause, edit: Clause): boolean =>
    servicesMeet(clause, edit) &&
    (clause.own === null || edit.own === null || rangesMeet(clause.own, edit.own)) &&
    (clause.peer === null || edit.peer === null || peersMeet(edit.peer.ranges, clause.peer.ranges))
  return (clause) => {
    for (const edit of edits) if (meets(clause, edit)) return true
    return false
  }
}

function servicesMeet(a: Clause, b: Clause): boolean {
  return (
    (a.protocol === 'all' || b.protocol === 'all' || a.protocol === b.protocol) &&
    portsMeet(a.ports, b.ports) &&
    portsMeet(a.sourcePorts, b.sourcePorts) &&
    (a.icmp === null ||
      b.icmp === null ||
      (a.icmp.type === b.icmp.type &&
        (a.icmp.code === null || b.icmp.code === null || a.icmp.code === b.icmp.code)))
  )
}

type Ports = readonly PortRange[] | null

function portsMeet(a: Ports, b: Ports): boolean {
  if (a === null || b === null) return true
  for (const one of a) {
    for (const other of b) if (one.first <= other.last && other.first <= one.last) return true
  }
  return false
}

const rangesMeet = (a: AddressRange, b: AddressRange): boolean =>
  a.family === b.family && a.first <= b.last && b.first <= a.last

/** Members of groups that no edit speaks of are left out: thousands of them where edits speak of few addresses. */
function cutPeers(edits: List): (clause: Clause) => Clause {
  const peers = edits.map(({ peer }) => peer)
  const all = peers.includes(null) ? [] : peers.flatMap((peer) => peer?.ranges ?? [])
  if (peers.includes(null) || all.length > FEW_RANGES) return (clause) => clause
  const within = normaliseRanges(all)
  const known = new Map<AddressSet, AddressSet>()
  return (clause) => {
    const { peer } = clause
    if (peer === null || peer.ranges.length <= MANY_RANGES) return clause
    const ranges = known.get(peer.ranges) ?? setWithin(peer.ranges, within)
    known.set(peer.ranges, ranges)
    return ranges === peer.ranges ? clause : { ...clause, peer: { key: peer.key, ranges } }
  }
}
