// What is missing for everybody of one end to reach everybody of the other with every packet of a service.

import { NONE } from '../../headerspace/bdd.ts'
import type { Box } from '../../headerspace/box.ts'
import type { PacketSet } from '../../headerspace/packetSpace.ts'
import { FAMILIES, type Family } from '../../model/address.ts'
import { formatPacket, type Packet } from '../../model/packet.ts'
import type { ResourceReader } from '../../model/resources.ts'
import { evaluate, evaluateEdge } from '../../policy/evaluate.ts'
import { createResolver } from '../../policy/resolve.ts'
import type { Ground } from '../ground.ts'
import type { End, EndMember } from './ends.ts'
import { askedOn, groundOf, hasFamilies, OutOfTime, type ProveOptions } from './wayGround.ts'
import {
  arrival,
  type Crowd,
  crowdsOf,
  departure,
  directWay,
  type Leg,
  publicWays,
  type Way,
} from './ways.ts'

/** `witness`: a packet that is dropped; null: there is no way at all, for want of a public address. */
export interface Gap {
  readonly witness: Packet | null
}

/**
 * Within a VPC the direct way counts, between VPCs and with the outside the one through public addresses; in every
 * family that both ends have. System traffic (S1) is nobody's reach and no gap.
 */
export function findGap(
  reader: ResourceReader,
  from: End,
  to: End,
  service: Box,
  options: ProveOptions,
): Gap | null {
  const { resolver = createResolver(reader), nodeLimit, isOver = () => false } = options
  const senders = crowdsOf(resolver, from.members, 'egress')
  const receivers = crowdsOf(resolver, to.members, 'ingress')
  for (const way of waysNeeded(reader, senders, receivers, from, to)) {
    if (way === null) return { witness: null }
    for (const family of FAMILIES) {
      if (isOver()) throw new OutOfTime()
      const witness = hasFamilies(way, family) ? droppedOn(way, family, service, nodeLimit) : null
      if (witness !== null) return { witness }
    }
  }
  return null
}

/** All that must pass; null where somebody has no way. */
function* waysNeeded(
  reader: ResourceReader,
  senders: readonly Crowd[],
  receivers: readonly Crowd[],
  from: End,
  to: End,
): Iterable<Way | null> {
  const outside = (crowds: readonly Crowd[], end: End, legOf: typeof arrival): (Way | null)[] =>
    end.outside.length === 0
      ? []
      : crowds.map((crowd) =>
          crowd.members.every(isPublic) ? { legs: [legOf(reader, crowd, end.outside)], inside: [] } : null,
        )
  yield* outside(receivers, from, arrival)
  yield* outside(senders, to, departure)
  for (const sender of senders) {
    for (const receiver of receivers) {
      if (sender.policy.vpcId === receiver.policy.vpcId) {
        yield directWay(sender, receiver)
        yield* bareWays(reader, sender, receiver)
      } else if (![...sender.members, ...receiver.members].every(isPublic)) yield null
      else yield* publicWays(reader, sender, receiver)
    }
  }
}

/** P10: who has no private address in the VPC is reached, and reaches others, by public ones only. */
function* bareWays(reader: ResourceReader, sender: Crowd, receiver: Crowd): Iterable<Way | null> {
  const pairs = [
    [bareOnes(sender), receiver],
    [sender, bareOnes(receiver)],
  ] as const
  for (const [from, to] of pairs) {
    if (from.members.length === 0 || to.members.length === 0) continue
    if (![...from.members, ...to.members].every(isPublic)) yield null
    else yield* publicWays(reader, from, to)
  }
}

const bareOnes = (crowd: Crowd): Crowd => ({
  ...crowd,
  members: crowd.members.filter(({ addresses }) => addresses.length === 0),
})

const isPublic = ({ publicOnes }: EndMember): boolean => publicOnes.length > 0

function droppedOn(way: Way, family: Family, service: Box, nodeLimit: number | undefined): Packet | null {
  const ground = groundOf(way, family, service, nodeLimit)
  let place = 0
  for (const [number, leg] of way.legs.entries()) {
    const asked = askedOn(ground, way, number)
    for (const _ of leg.gates) {
      const set = droppedAt(ground, place++, asked)
      if (set !== NONE) return confirmedDrop(ground.sample(set), leg)
    }
  }
  return null
}

function droppedAt(ground: Ground, place: number, asked: PacketSet): PacketSet {
  const side = ground.sides[place]
  if (side === undefined) return NONE
  const { diagram } = ground.space
  return diagram.difference(diagram.and(asked, side.domain), side.accepted())
}

/** INVARIANT: the evaluator stops the packet at one of the gates as well. */
function confirmedDrop(packet: Packet, { gates }: Leg): Packet {
  const isDropped = gates.some(({ policy, direction, edge }) => {
    const verdict =
      edge === undefined ? evaluate(policy, direction, packet) : evaluateEdge(edge, direction, packet)
    return verdict.action === 'drop'
  })
  if (isDropped) return packet
  throw new Error(`INVARIANT: ${formatPacket(packet)} is dropped in the analysis only`)
}
