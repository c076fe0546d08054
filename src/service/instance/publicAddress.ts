// The public address that an instance has of its own: given with bandwidth, gone with the instance.

import { fail } from '../../core/model/faults.ts'
import type { Eip, Eni, Instance } from '../../core/model/network.ts'
import type { Call } from '../call.ts'
import { addInternetNic } from '../classic/nics.ts'
import { newEip } from '../eip/allocate.ts'
import { NO_NAMING } from '../owned.ts'
import { findInstance } from './find.ts'

/** As the user asks for it; throws when the instance has a public address already. */
export function allocatePublicAddress(
  call: Call,
  input: {
    readonly instanceId: string
    readonly region?: string | undefined
    readonly address?: string | undefined
  },
): string {
  const instance = findInstance(call, input.instanceId, input.region)
  if (publicAddressOf(call, instance) !== undefined) {
    fail({ name: 'publicAddressExists', instanceId: instance.id })
  }
  const primary =
    call.state.get('eni', instance.primaryEniId) ??
    fail({ name: 'eniNotFound', eniId: instance.primaryEniId })
  return givePublicAddress(call, instance, primary, input.address)
}

/** The address of its own, or an elastic one on its primary address. */
export const publicAddressOf = (call: Call, instance: Instance): Eip | undefined =>
  call.state
    .by('eni', 'instance', instance.id)
    .flatMap((eni) => call.state.by('eip', 'eni', eni.id))
    .find((eip) => eip.withInstance === true || eip.association?.instanceId === instance.id)

/** An elastic one on its primary address. */
export const elasticAddressOf = (call: Call, instance: Instance): Eip | undefined =>
  call.state
    .by('eip', 'eni', instance.primaryEniId)
    .find((eip) => eip.withInstance !== true && eip.association?.instanceId === instance.id)

/** Its text. */
export function givePublicAddress(call: Call, instance: Instance, primary: Eni, address?: string): string {
  const eip = newEip(call, {
    address,
    ...NO_NAMING,
    region: instance.region,
    bandwidth: String(instance.internetMaxBandwidthOut),
    internetChargeType: instance.internetChargeType,
    isp: 'BGP',
  })
  const bound =
    primary.nic === undefined ? translated(eip, instance, primary) : addInternetNic(call, primary, eip)
  call.state.put('eip', { ...bound, withInstance: true })
  return eip.address
}

/** In a VPC the instance knows its private address only. */
const translated = (eip: Eip, instance: Instance, primary: Eni): Eip => ({
  ...eip,
  association: { eniId: primary.id, instanceId: instance.id, privateAddress: primary.primaryAddress },
})
