// What lists of clauses do with many packets: compiled where there are many, else one after the other.

import { compileClassifier } from '../../headerspace/classifier.ts'
import { columnsOf } from '../../headerspace/columns.ts'
import type { Family } from '../../model/address.ts'
import type { Direction, Packet } from '../../model/packet.ts'
import { decidingPlace } from '../../policy/evaluate.ts'
import type { Clause } from '../../policy/policy.ts'

/** Below this a list is read faster than it is compiled. */
const FEW = 500

/** For each packet the place of the clause that decides. */
export function decidingPlaces(
  clauses: readonly Clause[],
  direction: Direction,
  packets: readonly Packet[],
  few = FEW,
): Int32Array {
  const decided = new Int32Array(packets.length)
  for (const family of [4, 6] as const) {
    const places = [...packets.keys()].filter((place) => packets[place]?.source.family === family)
    const mine = places.map((place) => packets[place] as Packet)
    const found = mine.length < few ? undefined : compiled(clauses, direction, mine, family)
    for (const [at, place] of places.entries()) {
      decided[place] = found?.[at] ?? decidingPlace(clauses, direction, mine[at] as Packet)
    }
  }
  return decided
}

/** Undefined: the list is beyond what can be compiled. */
function compiled(
  clauses: readonly Clause[],
  direction: Direction,
  packets: readonly Packet[],
  family: Family,
): Int32Array | undefined {
  const classifier = compileClassifier(clauses, direction, family)
  if (classifier === undefined) return undefined
  const decided = new Int32Array(packets.length)
  classifier.classify(columnsOf(packets, family), decided)
  return decided
}
