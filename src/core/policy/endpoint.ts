// Finds who is meant by a word: an instance, an ENI, an address, or the internet.

import { type Address, formatAddress, parseAddress } from '../model/address.ts'
import { isPrivatelyReached } from '../model/borne.ts'
import { rangeContains } from '../model/cidr.ts'
import { isLink } from '../model/classicLink.ts'
import type { EniId, VpcId } from '../model/ids.ts'
import type { Eni } from '../model/network.ts'
import type { Packet } from '../model/packet.ts'
import type { ResourceReader } from '../model/resources.ts'
import { addressesIn, addressTextsOf, rangesOfEni } from './peers.ts'

/** One end of a packet's way. `addresses` are the ones meant, the first one preferred. */
export type Endpoint =
  | {
      readonly kind: 'eni'
      readonly eniId: EniId
      readonly vpcId: VpcId
      readonly addresses: readonly Address[]
    }
  | { readonly kind: 'internet'; readonly addresses: readonly Address[] }

export type ResolvedEndpoint =
  | { readonly kind: 'found'; readonly endpoint: Endpoint }
  /** Several ENIs are called so, for example the same address in two VPCs: their ids. */
  | { readonly kind: 'ambiguous'; readonly candidates: readonly EniId[] }
  | { readonly kind: 'unknown' }

/** Who is meant by `internet`: a documentation address (RFC 5737), and one of IPv6 that no VPC has. */
const INTERNET_HOSTS = ['203.0.113.1', '2600::1']

export function resolveEndpoint(reader: ResourceReader, text: string): ResolvedEndpoint {
  if (text === 'internet') return found({ kind: 'internet', addresses: addressesIn(INTERNET_HOSTS) })
  const eni = reader.get('eni', text)
  if (eni !== undefined) return found(endpointOf(eni))
  const address = parseAddress(text)
  if (address !== undefined) return resolveAddress(reader, address)
  return resolveInstance(reader, text)
}

export const endpointOf = (
  eni: Eni,
  addresses: readonly Address[] = addressesIn(addressTextsOf(eni)),
): Endpoint => ({
  kind: 'eni',
  eniId: eni.id,
  vpcId: eni.vpcId,
  addresses,
})

/** ENIs that are reached at this private address, in any VPC. */
export function enisWith(reader: ResourceReader, address: Address): readonly Eni[] {
  const known = reader.by('eni', 'address', formatAddress(address))
  const own = known.every(isPrivatelyReached) ? known : known.filter(isPrivatelyReached)
  const delegated = reader.by('eni', 'delegated', 'yes').filter((eni) => eniHas(eni, address))
  return delegated.length === 0 ? own : [...new Set([...own, ...delegated])]
}

/** In its VPC. */
export const eniHas = (eni: Eni, address: Address): boolean =>
  rangesOfEni(eni).some((range) => rangeContains(range, address))

/** The ENIs on whose wire packets have this address: those in VPCs that are reached at it, and the one that shows it. */
export function enisBearing(reader: ResourceReader, address: Address): readonly Eni[] {
  const [eip] = reader.by('eip', 'address', formatAddress(address))
  const eni = eip?.association?.mode && reader.get('eni', eip.association.eniId)
  const own = enisWith(reader, address)
  return eni ? [...own, eni] : own
}

/** It stands on the interface itself, to be seen from outside (P10). */
export const eniShows = (eni: Eni, address: Address): boolean =>
  eni.visible?.addresses.includes(formatAddress(address)) === true

const found = (endpoint: Endpoint): ResolvedEndpoint => ({ kind: 'found', endpoint })

function resolveAddress(reader: ResourceReader, address: Address): ResolvedEndpoint {
  const [eip] = reader.by('eip', 'address', formatAddress(address))
  const behindEip = eip?.association && reader.get('eni', eip.association.eniId)
  if (behindEip) return found(endpointOf(behindEip, [address]))
  const enis = namedBy(reader, address)
  if (enis.length === 0) return found({ kind: 'internet', addresses: [address] })
  return oneOf(enis, (eni) => endpointOf(eni, [address]))
}

/** K3: a linked instance is called by its own NIC; its ways lead over the link where they have to. */
const namedBy = (reader: ResourceReader, address: Address): readonly Eni[] =>
  enisWith(reader, address).filter((eni) => !isLink(eni))

/** By id first; a name may stand for several. Its primary ENI is meant. */
function resolveInstance(reader: ResourceReader, text: string): ResolvedEndpoint {
  const byId = reader.get('instance', text)
  const instances = byId ? [byId] : [...reader.list('instance')].filter((each) => each.name === text)
  return oneOf(
    instances.flatMap((instance) => reader.get('eni', instance.primaryEniId) ?? []),
    endpointOf,
  )
}

function oneOf(enis: readonly Eni[], meant: (eni: Eni) => Endpoint): ResolvedEndpoint {
  const [eni, ...others] = enis
  if (eni === undefined) return { kind: 'unknown' }
  return others.length === 0
    ? found(meant(eni))
    : { kind: 'ambiguous', candidates: enis.map((each) => each.id) }
}

/** Whom a packet's own addresses name; an address that several VPCs use means the sender's VPC, else the first. */
export function endpointsOf(
  reader: ResourceReader,
  packet: Packet,
): { readonly from: Endpoint; readonly to: Endpoint } {
  const from = bearerOf(reader, packet.source, null)
  return { from, to: bearerOf(reader, packet.destination, from.kind === 'eni' ? from.vpcId : null) }
}

function bearerOf(reader: ResourceReader, address: Address, near: VpcId | null): Endpoint {
  const resolved = resolveAddress(reader, address)
  if (resolved.kind === 'found') return resolved.endpoint
  const enis = namedBy(reader, address)
  const meant = enis.find((eni) => eni.vpcId === near) ?? enis[0]
  return meant ? endpointOf(meant, [address]) : { kind: 'internet', addresses: [address] }
}
