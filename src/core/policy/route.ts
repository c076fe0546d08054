// The way of a packet: who sends, who receives, and how public addresses are translated between them.

import { type Address, formatAddress, parseAddress, sameAddress } from '../model/address.ts'
import { setContains } from '../model/addressSet.ts'
import { addressBehind } from '../model/borne.ts'
import { rangeContains, rangeOf } from '../model/cidr.ts'
import { isLink, linkBlockOf } from '../model/classicLink.ts'
import type { Eip, Eni } from '../model/network.ts'
import type { Packet } from '../model/packet.ts'
import type { ResourceReader } from '../model/resources.ts'
import { NEVER_PUBLIC } from '../model/system.ts'
import type { Why } from '../model/verdict.ts'
import { type Endpoint, eniHas, eniShows, enisWith } from './endpoint.ts'
import { blocksOf } from './peers.ts'

export type NoRouteReason = (Why & { kind: 'noRoute' })['reason']

/** One ENI on the way, and the packet as it looks there: always with an address that the ENI itself bears. */
export interface Hop {
  readonly eni: Eni
  readonly packet: Packet
}

export interface Route {
  /** Null: the sender is outside, or there is no sender at all. */
  readonly sender: Hop | null
  /** Null: the receiver is outside, or there is no way to it. */
  readonly receiver: Hop | null
  readonly noRoute: NoRouteReason | null
}

export function routeOf(reader: ResourceReader, packet: Packet, from: Endpoint, to: Endpoint): Route {
  const sender = from.kind === 'eni' ? reader.get('eni', from.eniId) : undefined
  return sender === undefined
    ? routeFromOutside(reader, packet, to)
    : routeFromEni(reader, packet, linkTowards(reader, sender, packet.destination) ?? sender, to)
}

/** K3: where an instance's link leads, it has a route over it. */
export const linkTowards = (
  reader: ResourceReader,
  { nic, instanceId }: Eni,
  destination: Address,
): Eni | undefined =>
  nic !== 'intranet' || instanceId === null
    ? undefined
    : reader.by('eni', 'instance', instanceId).find((eni) => {
        const vpc = isLink(eni) ? reader.get('vpc', eni.vpcId) : undefined
        const block = vpc === undefined ? undefined : linkBlockOf(vpc)
        return block !== undefined && rangeContains(rangeOf(block), destination)
      })

function routeFromEni(reader: ResourceReader, packet: Packet, eni: Eni, to: Endpoint): Route {
  const eip = publicOf(reader, packet.source)
  const source = eip?.eni.id === eni.id ? eip.borne : packet.source
  const sent = { ...packet, source }
  if (!isRunning(reader, eni)) return { sender: null, receiver: null, noRoute: 'detached' }
  const sender = { eni, packet: sent }
  const sibling = siblingWith(reader, eni, sent.destination)
  // P10: what is visible stands outside the VPC, whose private addresses are not reached from there.
  const inside = sibling ?? (eniShows(eni, source) ? undefined : insideVpc(reader, eni, sent, to))
  if (inside !== undefined) return { sender, ...delivery(reader, inside, sent) }
  if (!isPublicFor(reader, eni, sent.destination)) {
    const noRoute = eniShows(eni, source) ? 'noSuchAddress' : reasonInside(reader, sent.destination)
    return { sender, receiver: null, noRoute }
  }
  const own = eipOf(reader, eni, source)
  if (own === undefined) return { sender, receiver: null, noRoute: 'noPublicAddress' }
  return { sender, ...arriveFromOutside(reader, { ...sent, source: own }) }
}

/** S2 lets no private address out, so nobody outside can have one. */
function routeFromOutside(reader: ResourceReader, packet: Packet, to: Endpoint): Route {
  const nowhere = (noRoute: NoRouteReason): Route => ({ sender: null, receiver: null, noRoute })
  if (setContains(NEVER_PUBLIC, packet.source)) return nowhere('noSuchAddress')
  const meant = to.kind === 'eni' ? reader.get('eni', to.eniId) : undefined
  const isPrivate = meant !== undefined && eniHas(meant, packet.destination)
  const destination = isPrivate ? eipOf(reader, meant, packet.destination) : packet.destination
  if (destination === undefined) return nowhere('noPublicAddress')
  const arrival = arriveFromOutside(reader, { ...packet, destination })
  return arrival.receiver === null
    ? nowhere(arrival.noRoute ?? 'noSuchAddress')
    : { sender: null, ...arrival }
}

type Arrival = Omit<Route, 'sender'>

/** A packet with public addresses on both ends: through an EIP to an ENI, or on to some host outside. */
function arriveFromOutside(reader: ResourceReader, packet: Packet): Arrival {
  const [eip] = reader.by('eip', 'address', formatAddress(packet.destination))
  if (eip === undefined) return { receiver: null, noRoute: null }
  const behind = publicOf(reader, packet.destination)
  if (behind === undefined) return { receiver: null, noRoute: 'noSuchAddress' }
  return delivery(reader, behind.eni, { ...packet, destination: behind.borne })
}

const delivery = (reader: ResourceReader, eni: Eni, packet: Packet): Arrival =>
  isRunning(reader, eni)
    ? { receiver: { eni, packet }, noRoute: null }
    : { receiver: null, noRoute: 'detached' }

/** P2: who bears the destination within the sender's instance, visible or not: the packet never leaves it. */
const siblingWith = (reader: ResourceReader, { instanceId }: Eni, destination: Address): Eni | undefined =>
  instanceId === null
    ? undefined
    : reader
        .by('eni', 'instance', instanceId)
        .find((each) => eniHas(each, destination) || eniShows(each, destination))

/** Who has the destination within the sender's VPC; `to` is asked first because it may be one of several. */
function insideVpc(reader: ResourceReader, sender: Eni, packet: Packet, to: Endpoint): Eni | undefined {
  const meant = to.kind === 'eni' ? reader.get('eni', to.eniId) : undefined
  if (meant?.vpcId === sender.vpcId && eniHas(meant, packet.destination)) return meant
  return enisWith(reader, packet.destination).find(({ vpcId }) => vpcId === sender.vpcId)
}

const reasonInside = (reader: ResourceReader, destination: Address): NoRouteReason =>
  enisWith(reader, destination).length > 0 ? 'otherVpc' : 'noSuchAddress'

function isPublicFor(reader: ResourceReader, eni: Eni, address: Address): boolean {
  const vpc = reader.get('vpc', eni.vpcId)
  const isInVpc = vpc !== undefined && setContains(blocksOf(vpc), address)
  return !isInVpc && !setContains(NEVER_PUBLIC, address)
}

/** A stopped instance has no interface: nothing leaves it and nothing arrives. */
function isRunning(reader: ResourceReader, eni: Eni): boolean {
  return eni.instanceId !== null && reader.get('instance', eni.instanceId)?.state === 'running'
}

/** Whose EIP this is, and what its packets find on that interface. */
function publicOf(reader: ResourceReader, address: Address): { eni: Eni; borne: Address } | undefined {
  const [eip] = reader.by('eip', 'address', formatAddress(address))
  const eni = eip?.association && reader.get('eni', eip.association.eniId)
  const borne = eip && parsedTarget(eip)
  return eni && borne ? { eni, borne } : undefined
}

function eipOf(reader: ResourceReader, eni: Eni, borne: Address): Address | undefined {
  const eips = reader.by('eip', 'eni', eni.id)
  const own = eips.find((eip) => {
    const target = parsedTarget(eip)
    return target !== undefined && sameAddress(target, borne)
  })
  return own && parseAddress(own.address)
}

const parsedTarget = (eip: Eip): Address | undefined => parseAddress(addressBehind(eip) ?? '')
