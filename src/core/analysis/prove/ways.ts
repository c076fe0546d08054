// The ways from one end of an assertion to the other: which gates stand on each, and with which addresses (P1, P9, A1).

import type { AddressSet } from '../../model/addressSet.ts'
import { normaliseRanges, subtractSet } from '../../model/addressSet.ts'
import type { Direction } from '../../model/packet.ts'
import type { ResourceReader } from '../../model/resources.ts'
import { blocksOf } from '../../policy/peers.ts'
import type { EniPolicy } from '../../policy/policy.ts'
import type { Resolver } from '../../policy/resolve.ts'
import type { Asked } from '../ground.ts'
import type { End, EndMember } from './ends.ts'

/** What one side of a way asks of a packet, and the addresses that the packet has there. */
export interface Leg {
  readonly gates: readonly Asked[]
  readonly source: AddressSet
  readonly destination: AddressSet
}

export interface Way {
  /** One leg, or two with a translation of addresses between them. */
  readonly legs: readonly Leg[]
  /** Pairs of addresses within one instance, where no packet meets a group (P2). */
  readonly inside: readonly { readonly source: AddressSet; readonly destination: AddressSet }[]
}

/** Interfaces that share all gates of one direction. */
export interface Crowd {
  readonly policy: EniPolicy
  readonly members: readonly EndMember[]
}

const alone = (leg: Leg): Way => ({ legs: [leg], inside: [] })

/**
 * Made one after the other, since the first that passes is enough. `mayPass` is asked about what every way to one
 * receiver has in common, before its senders are gone through.
 */
export function* waysBetween(
  reader: ResourceReader,
  resolver: Resolver,
  from: End,
  to: End,
  mayPass: (way: Way) => boolean,
): Iterable<Way> {
  const senders = crowdsOf(resolver, from.members, 'egress')
  const receivers = crowdsOf(resolver, to.members, 'ingress')
  for (const crowd of receivers) yield* withAddresses(arrival(reader, crowd, from.outside)).map(alone)
  for (const crowd of senders) yield* withAddresses(departure(reader, crowd, to.outside)).map(alone)
  for (const receiver of receivers) {
    const near = senders.filter(({ policy }) => policy.vpcId === receiver.policy.vpcId)
    if (near.length > 1 && !mayPass(alone(entrance(near, receiver)))) {
      for (const sender of senders) yield* publicWays(reader, sender, receiver)
    } else {
      for (const sender of senders) yield* waysAmong(reader, sender, receiver)
    }
  }
}

/** The receiver's own gate alone, for all senders of its VPC at once. */
const entrance = (senders: readonly Crowd[], receiver: Crowd): Leg => ({
  gates: gatesOf(receiver, 'ingress', false),
  source: normaliseRanges(senders.flatMap(({ members }) => addressesOf(members))),
  destination: addressesOf(receiver.members),
})

export function crowdsOf(resolver: Resolver, members: readonly EndMember[], direction: Direction): Crowd[] {
  const crowds = new Map<string, { policy: EniPolicy; members: EndMember[] }>()
  const numbers = new Map<unknown, number>()
  const numberOf = (thing: unknown): number => {
    const known = numbers.get(thing) ?? numbers.size
    numbers.set(thing, known)
    return known
  }
  for (const member of members) {
    const policy = resolver.policyOf(member.eni.id)
    if (policy === undefined) continue
    // Gateways are the vSwitch's: they decide which of its traffic is the system's (S1).
    const key = [member.eni.vpcId, member.eni.vSwitchId, numberOf(policy[direction])].join(' ')
    const crowd = crowds.get(key)
    if (crowd === undefined) crowds.set(key, { policy, members: [member] })
    else crowd.members.push(member)
  }
  return [...crowds.values()].map(({ policy, members: all }) => ({
    policy: ownedBy(policy, all),
    members: all,
  }))
}

/** One policy with the addresses of all. */
const ownedBy = (policy: EniPolicy, members: readonly EndMember[]): EniPolicy => ({
  ...policy,
  addresses: [],
  prefixes: normaliseRanges([
    ...addressesOf(members),
    ...members.flatMap(({ publicOnes }) => publicOnes.map((each) => each.private)),
  ]),
})

const addressesOf = (members: readonly EndMember[]): AddressSet =>
  normaliseRanges(members.flatMap(({ addresses }) => addresses))

const withAddresses = (leg: Leg): Leg[] => (leg.source.length > 0 && leg.destination.length > 0 ? [leg] : [])

/** A1: the edge of a vSwitch is asked about what crosses it. */
function gatesOf({ policy }: Crowd, direction: Direction, crosses: boolean): readonly Asked[] {
  const groups: Asked = { policy, direction }
  return crosses && policy.edge !== null ? [groups, { policy, direction, edge: policy.edge }] : [groups]
}

export const arrival = (reader: ResourceReader, crowd: Crowd, outside: AddressSet): Leg => ({
  gates: gatesOf(crowd, 'ingress', true),
  source: subtractSet(outside, vpcBlocks(reader, crowd)),
  destination: normaliseRanges(publiclyKnown(crowd).map((each) => each.private)),
})

export const departure = (reader: ResourceReader, crowd: Crowd, outside: AddressSet): Leg => ({
  gates: gatesOf(crowd, 'egress', true),
  source: normaliseRanges(publiclyKnown(crowd).map((each) => each.private)),
  destination: subtractSet(outside, vpcBlocks(reader, crowd)),
})

const publicEnds = ({ members }: Crowd) =>
  members.flatMap(({ eni, publicOnes }) => publicOnes.map((each) => ({ ...each, eni })))

type PublicEnd = ReturnType<typeof publicEnds>[number]

/** P2, P10: to an address that stands on an interface of the same instance, where nothing is translated on the way. */
const staysInside = (from: PublicEnd, to: PublicEnd): boolean =>
  from.eni.instanceId !== null &&
  from.eni.instanceId === to.eni.instanceId &&
  to.private.first === to.public.first

const publiclyKnown = ({ members }: Crowd) => members.flatMap(({ publicOnes }) => publicOnes)

function vpcBlocks(reader: ResourceReader, { policy }: Crowd): AddressSet {
  const vpc = reader.get('vpc', policy.vpcId)
  return vpc === undefined ? [] : blocksOf(vpc)
}

function waysAmong(reader: ResourceReader, sender: Crowd, receiver: Crowd): readonly Way[] {
  const direct = sender.policy.vpcId === receiver.policy.vpcId ? [directWay(sender, receiver)] : []
  return [...direct, ...publicWays(reader, sender, receiver)]
}

export function directWay(sender: Crowd, receiver: Crowd): Way {
  const isCrossing = sender.members[0]?.eni.vSwitchId !== receiver.members[0]?.eni.vSwitchId
  return {
    legs: [
      {
        gates: [...gatesOf(sender, 'egress', isCrossing), ...gatesOf(receiver, 'ingress', isCrossing)],
        source: addressesOf(sender.members),
        destination: addressesOf(receiver.members),
      },
    ],
    inside: sameInstances(sender, receiver),
  }
}

function sameInstances(sender: Crowd, receiver: Crowd): Way['inside'] {
  const receivers = byInstance(receiver.members)
  return [...byInstance(sender.members)].flatMap(([instance, own]) => {
    const others = receivers.get(instance)
    return others === undefined ? [] : [{ source: addressesOf(own), destination: addressesOf(others) }]
  })
}

function byInstance(members: readonly EndMember[]): Map<string, EndMember[]> {
  const found = new Map<string, EndMember[]>()
  for (const member of members) {
    const instance = member.eni.instanceId ?? member.eni.id
    found.set(instance, [...(found.get(instance) ?? []), member])
  }
  return found
}

/** P9: between VPCs, and by choice within one, through the elastic address of each side. */
export function publicWays(reader: ResourceReader, sender: Crowd, receiver: Crowd): Way[] {
  return publicEnds(sender).flatMap((from) =>
    publicEnds(receiver).flatMap((to): Way[] => {
      if (from.private.family !== to.private.family || from.public.first === to.public.first) return []
      if (staysInside(from, to)) return []
      const out: Leg = {
        gates: gatesOf(sender, 'egress', true),
        source: [from.private],
        destination: subtractSet([to.public], vpcBlocks(reader, sender)),
      }
      const into: Leg = {
        gates: gatesOf(receiver, 'ingress', true),
        source: subtractSet([from.public], vpcBlocks(reader, receiver)),
        destination: [to.private],
      }
      const legs = [out, into].flatMap(withAddresses)
      return legs.length === 2 ? [{ legs, inside: [] }] : []
    }),
  )
}
