// One question of a diagnosis, and the way of its packet and of the answer to it.

import type { Packet } from '../../model/packet.ts'
import type { ResourceReader } from '../../model/resources.ts'
import type { Endpoint } from '../../policy/endpoint.ts'
import { answerTo, judgeWay, type Way, type WaySide } from '../../policy/path.ts'
import { createResolver } from '../../policy/resolve.ts'

export interface Question {
  readonly packet: Packet
  readonly from: Endpoint
  readonly to: Endpoint
  /** One end is "the internet" as such, and its address only an example of it. */
  readonly anyone: boolean
}

export interface Ways {
  readonly there: Way
  /** Of the answer, which only network ACLs can stop (A1); null where there is no packet to answer. */
  readonly back: Way | null
}

export function waysOf(reader: ResourceReader, { packet, from, to }: Question): Ways {
  const resolver = createResolver(reader)
  const there = judgeWay(reader, packet, from, to, { resolver })
  if (there.noRoute !== null || there.sides.some(({ why }) => why.kind === 'system')) {
    return { there, back: null }
  }
  const answer = answerTo(reader, packet, from, to)
  return { there, back: judgeWay(reader, answer, to, from, { resolver, session: 'accepted' }) }
}

/** A side that drops. `isAnswer`: it drops what comes back. */
export interface Obstacle {
  readonly side: WaySide
  readonly isAnswer: boolean
}

/** In the order in which they are met. */
export const obstaclesOf = ({ there, back }: Ways): readonly Obstacle[] => [
  ...there.sides.filter(isDrop).map((side) => ({ side, isAnswer: false })),
  ...(back?.sides ?? []).filter(isDrop).map((side) => ({ side, isAnswer: true })),
]

export const isOpen = (ways: Ways): boolean =>
  ways.there.noRoute === null && (ways.back?.noRoute ?? null) === null && obstaclesOf(ways).length === 0

/** The same side on the way of another state. */
export function sameSide({ there, back }: Ways, { side, isAnswer }: Obstacle): WaySide | undefined {
  const isEdge = side.why.kind === 'networkAcl'
  return (isAnswer ? back : there)?.sides.find(
    (each) =>
      each.eniId === side.eniId &&
      each.direction === side.direction &&
      (each.why.kind === 'networkAcl') === isEdge,
  )
}

const isDrop = ({ action }: WaySide): boolean => action === 'drop'
