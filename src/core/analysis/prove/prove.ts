// Proofs over all packets: an assertion holds, or here is the packet that breaks it, or none could be decided in time.

import { NONE, OutOfNodes } from '../../headerspace/bdd.ts'
import { type Box, EVERYTHING } from '../../headerspace/box.ts'
import type { PacketSet } from '../../headerspace/packetSpace.ts'
import type { Family } from '../../model/address.ts'
import type { AddressSet } from '../../model/addressSet.ts'
import { formatPacket, type Packet } from '../../model/packet.ts'
import type { ResourceReader } from '../../model/resources.ts'
import { evaluate, evaluateEdge } from '../../policy/evaluate.ts'
import { createResolver, type Resolver } from '../../policy/resolve.ts'
import { type Asked, Ground } from '../ground.ts'
import type { Assertion } from './assertion.ts'
import { type End, resolveEnd } from './ends.ts'
import { type Leg, type Way, waysBetween } from './ways.ts'

export type Proof =
  | { readonly kind: 'holds'; readonly witness: Packet | null }
  /** `witness`: a packet that gets through although none should; null when one should and none does. */
  | { readonly kind: 'broken'; readonly witness: Packet | null }
  | { readonly kind: 'undecided' }
  /** Nobody is called so. */
  | { readonly kind: 'unknownEnd'; readonly end: string }

export interface ProveOptions {
  readonly resolver?: Resolver
  readonly nodeLimit?: number
}

const FAMILIES = [4, 6] as const

/**
 * About the first packet of a session, whatever state instances are in; system traffic (S1) between an ENI and its
 * platform is nobody's reach.
 */
export function prove(reader: ResourceReader, assertion: Assertion, options: ProveOptions = {}): Proof {
  const [from, to] = [resolveEnd(reader, assertion.from), resolveEnd(reader, assertion.to)]
  if (from === undefined) return { kind: 'unknownEnd', end: assertion.from }
  if (to === undefined) return { kind: 'unknownEnd', end: assertion.to }
  try {
    const witness = findWitness(reader, from, to, assertion.service, options)
    const holds = (witness !== null) === (assertion.claims === 'some')
    return { kind: holds ? 'holds' : 'broken', witness }
  } catch (error) {
    if (error instanceof OutOfNodes) return { kind: 'undecided' }
    throw error
  }
}

function findWitness(
  reader: ResourceReader,
  from: End,
  to: End,
  service: Box,
  { resolver = createResolver(reader), nodeLimit }: ProveOptions,
): Packet | null {
  for (const way of waysBetween(reader, resolver, from, to)) {
    for (const family of FAMILIES) {
      const witness = witnessOn(way, family, service, nodeLimit)
      if (witness !== null) return witness
    }
  }
  return null
}

function witnessOn(way: Way, family: Family, service: Box, nodeLimit: number | undefined): Packet | null {
  if (way.legs.some((leg) => !hasAddress(leg.source, family) || !hasAddress(leg.destination, family)))
    return null
  const asked = way.legs.flatMap(({ gates }) => gates)
  const extras = [
    service,
    ...way.legs.map(({ source, destination }) => ({ ...EVERYTHING, source, destination })),
    ...way.inside.map((pair) => ({ ...EVERYTHING, ...pair })),
  ]
  const ground = new Ground(asked, family, nodeLimit === undefined ? { extras } : { extras, nodeLimit })
  const passing = passingLegs(ground, way)
  const [first, second] = passing
  if (first === undefined || first === NONE) return null
  if (second === undefined) return confirmed(ground.sample(first), way.legs[0] as Leg)
  return translatedWitness(ground, way, first, second)
}

const hasAddress = (set: AddressSet, family: Family): boolean => set.some((range) => range.family === family)

/** What each leg lets through, of the service asked about. */
function passingLegs(ground: Ground, { legs, inside }: Way): readonly PacketSet[] {
  const { diagram } = ground.space
  let place = 0
  return legs.map((leg, number) => {
    let set = diagram.and(ground.extra(0), ground.extra(1 + number))
    for (let pair = 0; pair < inside.length; pair++) {
      set = diagram.difference(set, ground.extra(1 + legs.length + pair))
    }
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
