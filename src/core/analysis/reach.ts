// Who reaches whom on one service, for all pairs of a fleet at once and without looking at any pair.

import { hasBit, hashWords, RowInterner, sameWords, wordsFor } from '../headerspace/bits.ts'
import { type FieldClasses, fieldClasses } from '../headerspace/fieldClasses.ts'
import type { Spans } from '../headerspace/spans.ts'
import type { AddressSet } from '../model/addressSet.ts'
import type { Direction, Packet } from '../model/packet.ts'
import { evaluate, evaluateEdge } from '../policy/evaluate.ts'
import type { Clause } from '../policy/policy.ts'
import type { Fleet, FleetMember, Rulebook } from './fleet.ts'
import { packetOf, type Service, speaksOf } from './service.ts'

/** Members alike: no clause about the service tells their addresses apart, and they decide alike. */
interface MemberType {
  readonly addressClass: number
  readonly ingress: number
  readonly egress: number
  count: number
}

export interface Reach {
  readonly fleet: Fleet
  readonly service: Service
  readonly types: readonly MemberType[]
  /** Type of each member. */
  readonly typeOf: Uint32Array
  /** Different sets of address classes that members accept from, and send to; `words` words each. */
  readonly behaviours: { readonly [direction in Direction]: Uint32Array }
  readonly words: number
}

/** First packets of sessions, from an ENI's egress rules through the other's ingress rules (P1). */
export function reachOn(fleet: Fleet, service: Service): Reach {
  const tokens = new FleetTokens(fleet)
  const slices = {
    ingress: fleet.rulebooks.ingress.map((book) => slicesOf(book, service, tokens)),
    egress: fleet.rulebooks.egress.map((book) => slicesOf(book, service, tokens)),
  }
  const classes = fieldClasses(tokens.spans, 1, Math.max(0, fleet.members.length - 1))
  const ingress = behavioursOf(slices.ingress, classes)
  const egress = behavioursOf(slices.egress, classes)
  const { types, typeOf } = typesOf(fleet, memberClasses(fleet, classes), ingress.of, egress.of)
  const behaviours = { ingress: ingress.rows, egress: egress.rows }
  return { fleet, service, types, typeOf, behaviours, words: wordsFor(classes.count) }
}

/** Peers that clauses about the service name, as stretches of members. */
class FleetTokens {
  readonly spans: Spans[] = []
  readonly #fleet: Fleet
  readonly #places = new Map<AddressSet, number>()

  constructor(fleet: Fleet) {
    this.#fleet = fleet
  }

  place(set: AddressSet): number {
    let place = this.#places.get(set)
    if (place === undefined) {
      place = this.spans.push(this.#fleet.stretchesOf(set)) - 1
      this.#places.set(set, place)
    }
    return place
  }
}

/** The clauses of a rulebook that speak about the service: (place of the peer's token + 1) × 2 + accept; 0 = everybody. */
type Slice = Uint32Array

/** `home`: token of those who do not cross the edge. */
interface Slices {
  readonly rules: Slice
  readonly edge: { readonly slice: Slice; readonly home: number } | null
}

const slicesOf = ({ clauses, edge }: Rulebook, service: Service, tokens: FleetTokens): Slices => ({
  rules: sliceOf(clauses, service, tokens),
  edge:
    edge === undefined
      ? null
      : { slice: sliceOf(edge.clauses, service, tokens), home: tokens.place(edge.home) },
})

function sliceOf(clauses: readonly Clause[], service: Service, tokens: FleetTokens): Slice {
  const slice: number[] = []
  for (const clause of clauses) {
    if (!speaksOf(clause, service)) continue
    const token = clause.peer === null ? 0 : 1 + tokens.place(clause.peer.ranges)
    slice.push(2 * token + (clause.action === 'accept' ? 1 : 0))
    if (token === 0) break
  }
  return Uint32Array.from(slice)
}

/** Rulebooks that accept the same classes behave alike; those with the same steps are decided once. */
function behavioursOf(slices: readonly Slices[], { classesOf, count }: FieldClasses) {
  const words = wordsFor(count)
  const interner = new RowInterner(words)
  const known = new Map<number, { readonly slice: Slice; readonly behaviour: number }[]>()
  const accepted = new Uint32Array(words)
  const left = new Uint32Array(words)
  const crossing = new Uint32Array(words)
  const of = new Uint32Array(slices.length)
  for (const [place, { rules: slice, edge }] of slices.entries()) {
    if (edge !== null) {
      decide(slice, classesOf, accepted, left)
      decide(edge.slice, classesOf, crossing, left)
      const home = classesOf[edge.home] as Uint32Array
      for (let word = 0; word < words; word++) {
        const passes = (crossing[word] as number) | (home[word] as number)
        accepted[word] = (accepted[word] as number) & passes
      }
      of[place] = interner.add(accepted)
      continue
    }
    const hash = hashWords(slice, 0, slice.length)
    const alike = known.get(hash) ?? []
    let found = alike.find((each) => isSame(each.slice, slice))
    if (found === undefined) {
      decide(slice, classesOf, accepted, left)
      found = { slice, behaviour: interner.add(accepted) }
      known.set(hash, [...alike, found])
    }
    of[place] = found.behaviour
  }
  return { of, rows: interner.rows.slice(0, interner.count * words) }
}

const isSame = (a: Slice, b: Slice): boolean => a.length === b.length && sameWords(a, 0, b, 0, a.length)

function decide(
  slice: Slice,
  classesOf: readonly Uint32Array[],
  accepted: Uint32Array,
  left: Uint32Array,
): void {
  accepted.fill(0)
  left.fill(0xffff_ffff)
  for (const step of slice) {
    const members = step < 2 ? undefined : classesOf[(step >> 1) - 1]
    const isAccepting = (step & 1) === 1
    let open = 0
    for (let word = 0; word < left.length; word++) {
      const before = left[word] as number
      const mine = members === undefined ? before : before & (members[word] as number)
      if (isAccepting) accepted[word] = (accepted[word] as number) | mine
      left[word] = before & ~mine
      open |= before & ~mine
    }
    if (open === 0) return
  }
}

function memberClasses({ members }: Fleet, { intervals: { starts, classes } }: FieldClasses): Uint32Array {
  const of = new Uint32Array(members.length)
  for (let place = 0; place < classes.length; place++) {
    of.fill(classes[place] as number, starts[place], starts[place + 1] ?? members.length)
  }
  return of
}

function typesOf(fleet: Fleet, classOf: Uint32Array, ingressOf: Uint32Array, egressOf: Uint32Array) {
  const types: MemberType[] = []
  const known = new Map<number, number>()
  const typeOf = new Uint32Array(fleet.members.length)
  const [behavioursIn, behavioursOut] = [1 + maximum(ingressOf), 1 + maximum(egressOf)]
  for (let place = 0; place < typeOf.length; place++) {
    const addressClass = classOf[place] as number
    const ingress = ingressOf[fleet.rulebookOf.ingress[place] as number] as number
    const egress = egressOf[fleet.rulebookOf.egress[place] as number] as number
    const key = (addressClass * behavioursIn + ingress) * behavioursOut + egress
    let type = known.get(key)
    if (type === undefined) {
      type = types.push({ addressClass, ingress, egress, count: 0 }) - 1
      known.set(key, type)
    }
    ;(types[type] as MemberType).count++
    typeOf[place] = type
  }
  return { types, typeOf }
}

function maximum(values: Uint32Array): number {
  let largest = 0
  for (const value of values) if (value > largest) largest = value
  return largest
}

/** Whether members of one type reach those of another. */
export function typeReaches({ behaviours, words }: Reach, from: MemberType, to: MemberType): boolean {
  return (
    hasBit(behaviours.egress, from.egress * words * 32 + to.addressClass) &&
    hasBit(behaviours.ingress, to.ingress * words * 32 + from.addressClass)
  )
}

/** Whether one member reaches another; within one ENI no packet meets a group (P2). */
export const reaches = (reach: Reach, from: number, to: number): boolean =>
  from !== to && typeReaches(reach, typeAt(reach, from), typeAt(reach, to))

const typeAt = ({ types, typeOf }: Reach, member: number): MemberType =>
  types[typeOf[member] as number] as MemberType

/** Places of the members that reach a member, and of those that it reaches. */
export const whoReaches = (reach: Reach, to: number): readonly number[] =>
  [...reach.fleet.members.keys()].filter((from) => reaches(reach, from, to))

export const whomReaches = (reach: Reach, from: number): readonly number[] =>
  [...reach.fleet.members.keys()].filter((to) => reaches(reach, from, to))

/** The packet of a pair that reaches; judged once more on both sides. */
export function pairWitness({ fleet, service }: Reach, from: number, to: number): Packet {
  const [sender, receiver] = [fleet.members[from], fleet.members[to]] as [FleetMember, FleetMember]
  const packet = packetOf(service, sender.address, receiver.address)
  const crosses = sender.policy.edge?.vSwitchId !== receiver.policy.edge?.vSwitchId
  const atEdge = ({ edge }: FleetMember['policy'], direction: Direction) =>
    edge === null || !crosses ? [] : [evaluateEdge(edge, direction, packet)]
  const verdicts = [
    ...[evaluate(sender.policy, 'egress', packet), ...atEdge(sender.policy, 'egress')],
    ...[...atEdge(receiver.policy, 'ingress'), evaluate(receiver.policy, 'ingress', packet)],
  ]
  if (verdicts.every(({ action }) => action === 'accept')) return packet
  throw new Error(`INVARIANT: ${sender.policy.eniId} reaches ${receiver.policy.eniId} in the analysis only`)
}
