// Proofs over all packets: an assertion holds, or here is the packet that breaks it, or none could be decided in time.

import { NONE, OutOfNodes } from '../../headerspace/bdd.ts'
import type { Box } from '../../headerspace/box.ts'
import type { PacketSet } from '../../headerspace/packetSpace.ts'
import { FAMILIES, type Family } from '../../model/address.ts'
import type { AddressSet } from '../../model/addressSet.ts'
import { formatPacket, type Packet } from '../../model/packet.ts'
import type { ResourceReader } from '../../model/resources.ts'
import { evaluate, evaluateEdge } from '../../policy/evaluate.ts'
import { createResolver } from '../../policy/resolve.ts'
import type { Asked, Ground } from '../ground.ts'
import type { Assertion } from './assertion.ts'
import { type End, othersThan, resolveEnd } from './ends.ts'
import { findGap } from './gaps.ts'
import { askedOn, groundOf, hasFamilies, OutOfTime, type ProveOptions } from './wayGround.ts'
import { type Leg, type Way, waysBetween } from './ways.ts'

export type Proof =
  /** `vacuous`: one of the ends is nobody, so there is no packet to speak of. */
  | { readonly kind: 'holds'; readonly witness: Packet | null; readonly vacuous: boolean }
  /**
   * `witness`: a packet that gets through although none should, or does not although all should; null when one should
   * and none does, or when there is no way at all.
   */
  | { readonly kind: 'broken'; readonly witness: Packet | null; readonly vacuous: boolean }
  | { readonly kind: 'undecided' }
  /** Nobody is called so. */
  | { readonly kind: 'unknownEnd'; readonly end: string }

/**
 * About the first packet of a session, whatever state instances are in; system traffic (S1) between an ENI and its
 * platform is nobody's reach.
 */
export function prove(reader: ResourceReader, assertion: Assertion, options: ProveOptions = {}): Proof {
  const [from, to] = [resolveEnd(reader, assertion.from), resolveEnd(reader, assertion.to)]
  if (from === undefined) return { kind: 'unknownEnd', end: assertion.from }
  if (to === undefined) return { kind: 'unknownEnd', end: assertion.to }
  const vacuous = isNobody(from) || isNobody(to)
  const { claims, service } = assertion
  try {
    if (claims === 'all') {
      const gap = findGap(reader, from, to, service, options)
      return gap === null ? { kind: 'holds', witness: null, vacuous } : { kind: 'broken', ...gap, vacuous }
    }
    const senders = claims === 'only' ? othersThan(reader, from) : from
    const witness = findWitness(reader, senders, to, service, options)
    const holds = (witness !== null) === (claims === 'some')
    return { kind: holds ? 'holds' : 'broken', witness, vacuous }
  } catch (error) {
    if (error instanceof OutOfNodes || error instanceof OutOfTime) return { kind: 'undecided' }
    throw error
  }
}

const isNobody = ({ members, outside }: End): boolean => members.length + outside.length === 0

function findWitness(
  reader: ResourceReader,
  from: End,
  to: End,
  service: Box,
  options: ProveOptions,
): Packet | null {
  const { resolver = createResolver(reader), nodeLimit, isOver = () => false } = options
  const witnessIn = (way: Way): Packet | null => {
    for (const family of FAMILIES) {
      if (isOver()) throw new OutOfTime()
      const witness = witnessOn(way, family, service, nodeLimit)
      if (witness !== null) return witness
    }
    return null
  }
  for (const way of waysBetween(reader, resolver, from, to, (way) => witnessIn(way) !== null)) {
    const witness = witnessIn(way)
    if (witness !== null) return witness
  }
  return null
}

function witnessOn(way: Way, family: Family, service: Box, nodeLimit: number | undefined): Packet | null {
  if (!hasFamilies(way, family)) return null
  const ground = groundOf(way, family, service, nodeLimit)
  const passing = passingLegs(ground, way)
  const [first, second] = passing
  if (first === undefined || first === NONE) return null
  if (second === undefined) return confirmed(ground.sample(first), way.legs[0] as Leg)
  return translatedWitness(ground, way, first, second)
}

/** What each leg lets through, of the service asked about. */
function passingLegs(ground: Ground, way: Way): readonly PacketSet[] {
  const { diagram } = ground.space
  let place = 0
  return way.legs.map((leg, number) => {
    let set = askedOn(ground, way, number)
    for (const _ of leg.gates) {
      const side = ground.sides[place++]
      set = side === undefined || set === NONE ? set : diagram.and(set, side.accepted())
    }
    return set
  })
}

/** Both legs have one source and one destination each, so the services that pass both are what is left of them. */
function translatedWitness(ground: Ground, way: Way, first: PacketSet, second: PacketSet): Packet | null {
  const { space } = ground
  const services = [first, second].map((set) => space.anyAddresses(set)) as [PacketSet, PacketSet]
  const both = space.diagram.and(...services)
  if (both === NONE) return null
  const packets = [first, second].map((set) => ground.sample(space.diagram.and(set, both)))
  const [sent] = packets as [Packet, Packet]
  const [out, into] = way.legs as [Leg, Leg]
  const arrived = { ...sent, source: addressIn(into.source), destination: addressIn(into.destination) }
  confirmed(arrived, into)
  return confirmed(sent, out)
}

function addressIn(set: AddressSet): Packet['source'] {
  const [range] = set
  if (range === undefined) throw new Error('INVARIANT: a leg has addresses')
  return { family: range.family, value: range.first }
}

/** INVARIANT: the evaluator lets the packet through every gate as well. */
function confirmed(packet: Packet, { gates }: Leg): Packet {
  const actionAt = ({ policy, direction, edge }: Asked) =>
    edge === undefined ? evaluate(policy, direction, packet) : evaluateEdge(edge, direction, packet)
  if (gates.every((gate) => actionAt(gate).action === 'accept')) return packet
  throw new Error(`INVARIANT: ${formatPacket(packet)} passes in the analysis only`)
}
