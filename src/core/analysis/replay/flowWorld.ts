// Who decides about a recorded flow in a state: the interfaces at its ends, found by its addresses.

import { type Address, formatAddress } from '../../model/address.ts'
import type { EniId, VpcId } from '../../model/ids.ts'
import type { Eni } from '../../model/network.ts'
import type { ResourceReader, Write } from '../../model/resources.ts'
import { eniHas, eniShows, enisBearing } from '../../policy/endpoint.ts'
import type { EniPolicy } from '../../policy/policy.ts'
import { createResolver, type Resolver } from '../../policy/resolve.ts'
import { touchedBy } from '../change/touched.ts'
import type { RecordedFlow } from './recordedFlow.ts'

/** Null: nobody of ours is there. */
export interface FlowEnds {
  readonly sender: EniPolicy | null
  readonly receiver: EniPolicy | null
  /** Where one end alone is judged, who is at the other: within one vSwitch no edge is met (A1). */
  readonly unasked?: EniPolicy | null
}

/** Two flows with the same ends are decided by the same rules. */
export interface FlowWorld {
  endsOf(flow: RecordedFlow): FlowEnds
}

/** A state, and the same with writes laid over it; `resolver` is of the state before. */
export function worldsAround(
  before: ResourceReader,
  after: ResourceReader,
  writes: readonly Write[],
  resolver: Resolver = createResolver(before),
): readonly [FlowWorld, FlowWorld] {
  const touched = touchedBy(before, after, writes)
  const next = createResolver(after)
  const isTouched = ({ id, vSwitchId }: Eni): boolean =>
    touched.enis.has(id) || touched.vSwitches.has(vSwitchId)
  return [
    worldOf(before, (eni) => resolver.policyOf(eni.id)),
    // Whoever is not touched has the rules that it had: most of a big state is not looked at again.
    worldOf(after, (eni) => (isTouched(eni) ? next : resolver).policyOf(eni.id)),
  ]
}

export function worldOf(
  reader: ResourceReader,
  policyOf: (eni: Eni) => EniPolicy | undefined = ({ id }) => createResolver(reader).policyOf(id),
): FlowWorld {
  const policies = new Map<EniId, EniPolicy | null>()
  const policyFor = (eni: Eni | undefined): EniPolicy | null =>
    eni === undefined ? null : once(policies, eni.id, () => policyOf(eni) ?? null)
  const bearers = new Map<string, readonly Eni[]>()
  const bearerOf = (address: Address, near: VpcId | null): Eni | undefined => {
    const enis = once(bearers, formatAddress(address), () => enisBearing(reader, address))
    return near === null ? enis[0] : enis.find(({ vpcId }) => vpcId === near)
  }
  const alone = ({ packet, at }: RecordedFlow): FlowEnds => {
    const eni = at.eniId === null ? undefined : reader.get('eni', at.eniId)
    if (eni === undefined) return { sender: null, receiver: null }
    const isSender = (at.direction ?? (bears(eni, packet.source) ? 'egress' : 'ingress')) === 'egress'
    const policy = policyFor(eni)
    const unasked = policyFor(bearerOf(isSender ? packet.destination : packet.source, eni.vpcId))
    return isSender
      ? { sender: policy, receiver: null, unasked }
      : { sender: null, receiver: policy, unasked }
  }
  return {
    endsOf(flow) {
      if (flow.alone) return alone(flow)
      const { packet, vpcId } = flow
      const sender = bearerOf(packet.source, vpcId)
      const receiver = bearerOf(packet.destination, sender?.vpcId ?? vpcId)
      // P10: it goes on outside, and comes in again as a flow of its own.
      const leaves =
        sender && receiver && eniHas(sender, packet.source) && eniShows(receiver, packet.destination)
      return { sender: policyFor(sender), receiver: leaves ? null : policyFor(receiver) }
    },
  }
}

function once<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  const found = known.get(key)
  if (found !== undefined) return found
  const made = make()
  known.set(key, made)
  return made
}

const bears = (eni: Eni, address: Address): boolean => eniHas(eni, address) || eniShows(eni, address)
