// Pairs that reach each other, counted: over a whole fleet, and between groups as a table.

import { lowestBit, wordsFor } from '../headerspace/bits.ts'
import { type Reach, typeReaches } from './reach.ts'

/** How many ordered pairs of different members reach, out of how many. */
export interface PairCount {
  readonly reaching: number
  readonly pairs: number
}

/**
 * A pair reaches when the receiver's class is in what the sender sends to and the sender's in what the receiver
 * accepts. Both depend on types only, so members are counted per behaviour and the counts multiplied.
 */
export function countPairs(reach: Reach): PairCount {
  const { types, behaviours, words, fleet } = reach
  const behavioursIn = behaviours.ingress.length / words
  const receivers = receiversByClass(reach)
  const acceptors = acceptorsByClass(reach, behavioursIn)
  const receiving = new Float64Array(behavioursIn)
  const sending = new Float64Array(behavioursIn)
  let reaching = 0
  for (const [egress, senders] of sendersByBehaviour(reach)) {
    receiving.fill(0)
    addReceivers(behaviours.egress, egress * words, words, receivers, receiving)
    sending.fill(0)
    for (const { addressClass, count } of senders) addSenders(acceptors, addressClass, count, sending)
    for (let ingress = 0; ingress < behavioursIn; ingress++) {
      reaching += (receiving[ingress] as number) * (sending[ingress] as number)
    }
  }
  // An ENI and itself are no pair.
  for (const type of types) if (typeReaches(reach, type, type)) reaching -= type.count
  return { reaching, pairs: fleet.members.length * (fleet.members.length - 1) }
}

/** Members of each class by how they let in: those of a class stand from `starts[class]` to `starts[class + 1]`. */
interface Receivers {
  readonly starts: Uint32Array
  readonly ingress: Uint32Array
  readonly counts: Uint32Array
}

function receiversByClass({ types, words }: Reach): Receivers {
  const sorted = [...types].sort((a, b) => a.addressClass - b.addressClass)
  const starts = new Uint32Array(32 * words + 1)
  for (const { addressClass } of sorted) starts[addressClass + 1] = (starts[addressClass + 1] as number) + 1
  for (let at = 1; at < starts.length; at++) starts[at] = (starts[at] as number) + (starts[at - 1] as number)
  return {
    starts,
    ingress: Uint32Array.from(sorted, ({ ingress }) => ingress),
    counts: Uint32Array.from(sorted, ({ count }) => count),
  }
}

function addReceivers(
  rows: Uint32Array,
  from: number,
  words: number,
  { starts, ingress, counts }: Receivers,
  receiving: Float64Array,
): void {
  for (let word = 0; word < words; word++) {
    for (let rest = rows[from + word] as number; rest !== 0; rest &= rest - 1) {
      const addressClass = (word << 5) + lowestBit(rest)
      const end = starts[addressClass + 1] as number
      for (let at = starts[addressClass] as number; at < end; at++) {
        const behaviour = ingress[at] as number
        receiving[behaviour] = (receiving[behaviour] as number) + (counts[at] as number)
      }
    }
  }
}

/** For each class the ingress behaviours that accept it: rows turned round, to be read in one go. */
function acceptorsByClass({ behaviours, words }: Reach, behavioursIn: number): Uint32Array {
  const width = wordsFor(behavioursIn)
  const turned = new Uint32Array(32 * words * width)
  for (let behaviour = 0; behaviour < behavioursIn; behaviour++) {
    for (let word = 0; word < words; word++) {
      for (let rest = behaviours.ingress[behaviour * words + word] as number; rest !== 0; rest &= rest - 1) {
        const at = ((word << 5) + lowestBit(rest)) * width + (behaviour >>> 5)
        turned[at] = (turned[at] as number) | (1 << (behaviour & 31))
      }
    }
  }
  return turned
}

function addSenders(
  acceptors: Uint32Array,
  addressClass: number,
  count: number,
  sending: Float64Array,
): void {
  const width = wordsFor(sending.length)
  for (let word = 0; word < width; word++) {
    for (let rest = acceptors[addressClass * width + word] as number; rest !== 0; rest &= rest - 1) {
      const ingress = (word << 5) + lowestBit(rest)
      sending[ingress] = (sending[ingress] as number) + count
    }
  }
}

function sendersByBehaviour({ types }: Reach) {
  const found = new Map<number, { readonly addressClass: number; readonly count: number }[]>()
  for (const { addressClass, egress, count } of types) {
    const senders = found.get(egress)
    if (senders === undefined) found.set(egress, [{ addressClass, count }])
    else senders.push({ addressClass, count })
  }
  return found
}

export interface GroupCell extends PairCount {
  readonly from: string
  readonly to: string
}

/** Between named sets of members, as places in the fleet; cells in the order of the names. */
export function groupMatrix(
  reach: Reach,
  groups: ReadonlyMap<string, readonly number[]>,
): readonly GroupCell[] {
  const shares = [...groups].map(([name, members]) => ({ name, members, types: typesAmong(reach, members) }))
  return shares.flatMap((from) =>
    shares.map((to) => {
      let reaching = 0
      for (const [sender, sending] of from.types) {
        for (const [receiver, receiving] of to.types) {
          if (typeReaches(reach, sender, receiver)) reaching += sending * receiving
        }
      }
      const both = common(from.members, to.members)
      const alone = both.filter((member) => reachesItsType(reach, member)).length
      const pairs = from.members.length * to.members.length - both.length
      return { from: from.name, to: to.name, reaching: reaching - alone, pairs }
    }),
  )
}

type MemberType = Reach['types'][number]

function typesAmong({ types, typeOf }: Reach, members: readonly number[]): Map<MemberType, number> {
  const found = new Map<MemberType, number>()
  for (const member of members) {
    const type = types[typeOf[member] as number] as MemberType
    found.set(type, (found.get(type) ?? 0) + 1)
  }
  return found
}

function reachesItsType(reach: Reach, member: number): boolean {
  const type = reach.types[reach.typeOf[member] as number] as MemberType
  return typeReaches(reach, type, type)
}

function common(a: readonly number[], b: readonly number[]): number[] {
  if (a === b) return [...a]
  const known = new Set(b)
  return a.filter((member) => known.has(member))
}
