// A network interface put into an instance and taken out of it.

import { fail } from '../../core/model/faults.ts'
import type { Eni, Instance } from '../../core/model/network.ts'
import type { Call } from '../call.ts'
import { findInstance } from '../instance/find.ts'
import { owned } from '../owned.ts'
import { findChangeableEni } from './find.ts'
import { type CapacityOf, checkRoom, roomWith } from './room.ts'

export interface Attachment {
  readonly eniId: string
  readonly instance: Pick<Instance, 'id' | 'vpcId' | 'zone' | 'region'>
  /** Counts the primary interface as well. */
  readonly maximumEnis: number
}

/** Throws unless the interface can go into an instance at this place. */
export function checkAttachable(
  call: Call,
  eniId: string,
  place: Pick<Instance, 'vpcId' | 'zone' | 'region'>,
): Eni {
  const eni = owned(call, 'eni', eniId, place.region) ?? fail({ name: 'eniNotFound', eniId })
  if (eni.instanceId !== null || eni.kind === 'primary') fail({ name: 'eniNotFree', eniId })
  if (eni.vpcId !== place.vpcId) fail({ name: 'eniInOtherVpc', eniId, vpcId: place.vpcId })
  return eni.zone === place.zone ? eni : fail({ name: 'eniInOtherZone', eniId, zone: place.zone })
}

export function attachEni(call: Call, input: Attachment): Eni {
  const { instance, maximumEnis } = input
  const eni = checkAttachable(call, input.eniId, instance)
  const others = call.state.by('eni', 'instance', instance.id)
  if (others.length >= maximumEnis) {
    fail({ name: 'tooManyEnis', current: others.length, maximum: maximumEnis })
  }
  checkSameKind(call, eni, others)
  const used = new Set(others.map((other) => other.deviceIndex))
  let deviceIndex = 1
  while (used.has(deviceIndex)) deviceIndex++
  const attached: Eni = { ...eni, instanceId: instance.id, deviceIndex }
  call.state.put('eni', attached)
  return attached
}

/** All interfaces of an instance are in basic groups, or all in enterprise ones. */
function checkSameKind(call: Call, eni: Eni, others: readonly Eni[]): void {
  const kindOf = (one: Eni) => call.state.get('securityGroup', one.securityGroupIds[0] ?? '')?.kind
  const kinds = new Set([eni, ...others].map(kindOf).filter((kind) => kind !== undefined))
  if (kinds.size > 1) fail({ name: 'groupKindsMixed' })
}

export interface Plugging {
  readonly eniId: string
  readonly instanceId: string
  readonly region: string
}

/** As the user asks for it: into an instance that exists, whether it runs or not. */
export function plugEni(call: Call, input: Plugging, capacityOf: CapacityOf): Eni {
  const eni = findChangeableEni(call, input.eniId, input.region)
  const instance = findInstance(call, input.instanceId, input.region)
  if (eni.kind === 'primary') fail({ name: 'eniPrimary', eniId: eni.id })
  const capacity = capacityOf(instance.instanceType)
  const attached = attachEni(call, { eniId: eni.id, instance, maximumEnis: capacity?.enis ?? Infinity })
  if (capacity !== undefined) checkRoom(attached, roomWith(capacity))
  return attached
}

export function unplugEni(call: Call, input: Plugging): void {
  const eni = findChangeableEni(call, input.eniId, input.region)
  const instance = findInstance(call, input.instanceId, input.region)
  if (eni.kind === 'primary') fail({ name: 'eniPrimary', eniId: eni.id })
  if (eni.instanceId !== instance.id) {
    fail({ name: 'eniNotAttached', eniId: eni.id, instanceId: instance.id })
  }
  detachEni(call, eni)
}

/** Keeps addresses, groups and public addresses that were bound to the interface itself. */
export function detachEni(call: Call, eni: Eni): void {
  call.state.put('eni', { ...eni, instanceId: null, deviceIndex: 0 })
}
