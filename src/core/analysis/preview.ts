// What one edit of rules would open and close in a fleet before it is made: within the box of what is edited only.

import type { Spans } from '../headerspace/spans.ts'
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
  readonly witness: Packet | null
}

/** What the lists of that direction decide otherwise; whether the other end agrees is not asked. */
export function previewEdit(fleet: Fleet, edit: FleetEdit): readonly FleetChange[] {
  const touched = new Set(edit.touched)
  const membersOf = membersByBook(fleet, edit.direction)
  const everyone = Uint32Array.of(0, Math.max(0, fleet.members.length - 1))
  const box = uniteSpans(
    edit.touched.map(({ peer }) => (peer === null ? everyone : fleet.stretchesOf(peer.ranges))),
  )
  if (box.length === 0) return []
  return fleet.rulebooks[edit.direction].flatMap(({ clauses }, book) => {
    if (!clauses.some((clause) => touched.has(clause)) && edit.apply(clauses) === clauses) return []
    const members = membersOf(book)
    return changesOf(fleet, edit, clauses, members, box)
  })
}

function changesOf(
  fleet: Fleet,
  { direction, touched, apply }: FleetEdit,
  before: readonly Clause[],
  members: readonly number[],
  box: Spans,
): readonly FleetChange[] {
  const after = apply(before)
  const known = new Set(before)
  // Only what meets the box can have a say in it.
  const meets = (clause: Clause): boolean =>
    clause.peer === null || intersectSpans(fleet.stretchesOf(clause.peer.ranges), box).length > 0
  const lists = [before.filter(meets), after.filter(meets)] as const
  const all = [...lists[0], ...lists[1].filter((clause) => !known.has(clause))]
  const changes: FleetChange[] = []
  for (const service of serviceSamples(touched, all, fleet.family)) {
    const [was, is] = lists.map((clauses) => acceptedPeers(fleet, clauses, service, box)) as [Spans, Spans]
    for (const [effect, peers] of [
      ['opened', subtractSpans(is, was)],
      ['closed', subtractSpans(was, is)],
    ] as const) {
      const pairs = pairsOf(members, peers)
      if (pairs === 0) continue
      const witness = witnessOf(fleet, { direction, members, peers, service, before, after, effect })
      changes.push({ effect, members, service, peers, pairs, witness })
    }
  }
  return changes
}

/** First match, for all members of the box at once. */
function acceptedPeers(fleet: Fleet, clauses: readonly Clause[], service: Service, box: Spans): Spans {
  const accepted: Spans[] = []
  let left = box
  for (const clause of clauses) {
    if (!speaksOf(clause, service)) continue
    const mine = clause.peer === null ? left : intersectSpans(left, fleet.stretchesOf(clause.peer.ranges))
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

const books = new WeakMap<Fleet, Map<Direction, readonly (readonly number[])[]>>()

/** Worked out once for each fleet: edits are many. */
function membersByBook(fleet: Fleet, direction: Direction): (book: number) => readonly number[] {
  const known = books.get(fleet) ?? new Map<Direction, readonly (readonly number[])[]>()
  books.set(fleet, known)
  const found = known.get(direction) ?? byBook(fleet, direction)
  known.set(direction, found)
  return (book) => found[book] ?? []
}

function byBook(fleet: Fleet, direction: Direction): readonly (readonly number[])[] {
  const found = Array.from({ length: fleet.rulebooks[direction].length }, (): number[] => [])
  for (const [member, book] of fleet.rulebookOf[direction].entries()) found[book]?.push(member)
  return found
}
