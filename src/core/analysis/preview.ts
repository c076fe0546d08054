// What one edit of rules would open and close in a fleet before it is made: within the box of what is edited only.

import type { Spans } from '../headerspace/spans.ts'
import type { AddressSet } from '../model/addressSet.ts'
import type { SecurityGroupId } from '../model/ids.ts'
import type { Direction, Packet } from '../model/packet.ts'
import { evaluate } from '../policy/evaluate.ts'
import type { Clause } from '../policy/policy.ts'
import type { Fleet, FleetMember } from './fleet.ts'
import { packetOf, type Service, speaksOf } from './service.ts'
import { serviceSamples } from './serviceSamples.ts'
import { intersectSpans, sizeOfSpans, subtractSpans, uniteSpans } from './stretches.ts'

export interface FleetEdit {
  readonly direction: Direction
  /** Clauses that come, go or move: all of them as they were and as they will be. */
  readonly touched: readonly Clause[]
  /** The group whose rules are edited, where it is one: lists that have nothing of it are not looked at. */
  readonly groupId?: SecurityGroupId
  /** The list with the edit made; the very same one where it holds none of it. */
  apply(clauses: readonly Clause[]): readonly Clause[]
}

export interface FleetChange {
  readonly effect: 'opened' | 'closed'
  /** Members whose own lists decide otherwise, by their places. */
  readonly members: readonly number[]
  /** One for each kind of service that the lists tell apart. */
  readonly service: Service
  /** Places of the members at the other end: first and last of each stretch. */
  readonly peers: Spans
  /** Ordered pairs of different members. */
  readonly pairs: number
  /** Judged once more when it is asked for; null where a member would meet itself alone. */
  readonly witness: () => Packet | null
}

/** What the lists of that direction decide otherwise; whether the other end agrees is not asked. */
export function previewEdit(fleet: Fleet, edit: FleetEdit): readonly FleetChange[] {
  const { membersOf, booksOf } = indexOf(fleet, edit.direction)
  const books = fleet.rulebooks[edit.direction]
  const asked = edit.groupId === undefined ? [...books.keys()] : (booksOf.get(edit.groupId) ?? [])
  const box = new EditedBox(fleet, edit.touched)
  if (box.whole.length === 0) return []
  return asked.flatMap((book) => {
    const clauses = books[book]?.clauses ?? []
    const after = edit.apply(clauses)
    return after === clauses ? [] : changesOf(fleet, edit, clauses, after, membersOf[book] ?? [], box)
  })
}

/** The members that edited clauses speak about, and what of other sets lies among them. */
class EditedBox {
  readonly whole: Spans
  readonly #fleet: Fleet
  readonly #inside = new Map<AddressSet, Spans>()

  constructor(fleet: Fleet, touched: readonly Clause[]) {
    this.#fleet = fleet
    const everyone = Uint32Array.of(0, Math.max(0, fleet.members.length - 1))
    this.whole = uniteSpans(
      touched.map(({ peer }) => (peer === null ? everyone : fleet.stretchesOf(peer.ranges))),
    )
  }

  /** Many lists name the same sets: each is looked at once. */
  inside({ peer }: Clause): Spans {
    if (peer === null) return this.whole
    const known = this.#inside.get(peer.ranges)
    if (known !== undefined) return known
    const found = intersectSpans(this.#fleet.stretchesOf(peer.ranges), this.whole)
    this.#inside.set(peer.ranges, found)
    return found
  }
}

function changesOf(
  fleet: Fleet,
  { direction, touched }: FleetEdit,
  before: readonly Clause[],
  after: readonly Clause[],
  members: readonly number[],
  box: EditedBox,
): readonly FleetChange[] {
  // Only what meets the box can have a say in it.
  const meets = (clause: Clause): boolean =>
    box.inside(clause).length > 0 && touched.some((each) => mayShare(each, clause))
  const lists = [before.filter(meets), after.filter(meets)] as const
  const changes: FleetChange[] = []
  for (const service of serviceSamples(touched, [...lists[0], ...touched], fleet.family)) {
    const [was, is] = lists.map((clauses) => acceptedPeers(clauses, service, box)) as [Spans, Spans]
    for (const [effect, peers] of [
      ['opened', subtractSpans(is, was)],
      ['closed', subtractSpans(was, is)],
    ] as const) {
      const pairs = pairsOf(members, peers)
      if (pairs === 0) continue
      const witness = () => witnessOf(fleet, { direction, members, peers, service, before, after, effect })
      changes.push({ effect, members, service, peers, pairs, witness })
    }
  }
  return changes
}

/** False where no packet of one can be one of the other, by protocol and a single range of ports each. */
function mayShare(a: Clause, b: Clause): boolean {
  if (a.protocol !== 'all' && b.protocol !== 'all' && a.protocol !== b.protocol) return false
  const [one, other] = [a.ports, b.ports]
  if (one?.length !== 1 || other?.length !== 1) return true
  const [mine, theirs] = [one[0], other[0]]
  return (
    mine === undefined || theirs === undefined || (mine.first <= theirs.last && theirs.first <= mine.last)
  )
}

/** First match, for all members of the box at once. */
function acceptedPeers(clauses: readonly Clause[], service: Service, box: EditedBox): Spans {
  const accepted: Spans[] = []
  let left = box.whole
  for (const clause of clauses) {
    if (!speaksOf(clause, service)) continue
    const mine = clause.peer === null ? left : intersectSpans(left, box.inside(clause))
    if (mine.length === 0) continue
    if (clause.action === 'accept') accepted.push(mine)
    if (clause.peer === null) break
    left = subtractSpans(left, mine)
    if (left.length === 0) break
  }
  return uniteSpans(accepted)
}

/** A member and itself are no pair. */
function pairsOf(members: readonly number[], peers: Spans): number {
  const own = members.filter((member) => holds(peers, member)).length
  return members.length * sizeOfSpans(peers) - own
}

const holds = (spans: Spans, place: number): boolean => {
  for (let at = 0; at < spans.length; at += 2) {
    if ((spans[at] as number) <= place && place <= (spans[at + 1] as number)) return true
  }
  return false
}

interface Shown extends Pick<FleetChange, 'members' | 'peers' | 'service' | 'effect'> {
  readonly direction: Direction
  readonly before: readonly Clause[]
  readonly after: readonly Clause[]
}

/** INVARIANT: the evaluator decides it as the lists of members say, before and after. */
function witnessOf(fleet: Fleet, shown: Shown): Packet | null {
  const { direction, members, peers, service, effect } = shown
  const first = peers[0] as number
  const second =
    sizeOfSpans(peers) > 1 ? ((peers[1] as number) > first ? first + 1 : (peers[2] as number)) : first
  for (const own of members.slice(0, 2)) {
    const peer = own === first ? second : first
    if (own === peer) continue
    const [mine, other] = [fleet.members[own], fleet.members[peer]] as [FleetMember, FleetMember]
    const [source, destination] =
      direction === 'ingress' ? [other.address, mine.address] : [mine.address, other.address]
    const packet = packetOf(service, source, destination)
    const actions = [shown.before, shown.after].map(
      (clauses) => evaluate({ ...mine.policy, [direction]: clauses }, direction, packet).action,
    )
    if (actions.join() === (effect === 'opened' ? 'drop,accept' : 'accept,drop')) return packet
    throw new Error('INVARIANT: the evaluator confirms what an edit changes')
  }
  return null
}

interface EditIndex {
  readonly membersOf: readonly (readonly number[])[]
  readonly booksOf: ReadonlyMap<SecurityGroupId, readonly number[]>
}

const indexes = new WeakMap<Fleet, Map<Direction, EditIndex>>()

/** Worked out once for each fleet: edits are many. */
function indexOf(fleet: Fleet, direction: Direction): EditIndex {
  const known = indexes.get(fleet) ?? new Map<Direction, EditIndex>()
  indexes.set(fleet, known)
  const found = known.get(direction) ?? makeIndex(fleet, direction)
  known.set(direction, found)
  return found
}

function makeIndex(fleet: Fleet, direction: Direction): EditIndex {
  const membersOf = Array.from({ length: fleet.rulebooks[direction].length }, (): number[] => [])
  for (const [member, book] of fleet.rulebookOf[direction].entries()) membersOf[book]?.push(member)
  const booksOf = new Map<SecurityGroupId, number[]>()
  for (const [book, { clauses }] of fleet.rulebooks[direction].entries()) {
    for (const group of new Set(clauses.flatMap(groupsOf))) {
      const books = booksOf.get(group)
      if (books === undefined) booksOf.set(group, [book])
      else books.push(book)
    }
  }
  return { membersOf, booksOf }
}

/** The default at the end of every list names all groups, also those without a rule. */
function groupsOf({ why }: Clause): readonly SecurityGroupId[] {
  if (why.kind === 'rule') return [why.rule.groupId]
  return why.kind === 'default' ? why.groupIds : []
}
