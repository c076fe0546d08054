// A public address bound to a private one, of an instance or of a network interface, or put onto an interface itself.

import { fail } from '../../core/model/faults.ts'
import type { Eip, Eni } from '../../core/model/network.ts'
import type { Call } from '../call.ts'
import { owned } from '../owned.ts'
import { findEip } from './find.ts'
import { addressFor, checkMode, type ForwardMode, noteVisible } from './modes.ts'

export interface EipTarget {
  readonly kind: 'instance' | 'eni'
  readonly id: string
  /** One of the interface's addresses; undefined means its primary one. */
  readonly privateAddress?: string | undefined
}

export function associateEip(
  call: Call,
  input: { eipId: string; region?: string | undefined; target: EipTarget; mode?: ForwardMode },
): Eip {
  const eip = findEip(call, input.eipId, input.region)
  if (eip.association !== null) fail({ name: 'eipInUse', eipId: eip.id })
  const { target, mode } = input
  const eni = eniOf(call, target)
  if (eni.region !== eip.region) fail({ name: 'eipTargetInOtherRegion', id: target.id })
  const privateAddress = target.privateAddress ?? eni.primaryAddress
  if (privateAddress !== eni.primaryAddress && !eni.secondaryAddresses.includes(privateAddress)) {
    fail({ name: 'addressNotOnEni', address: privateAddress, eniId: eni.id })
  }
  const others = call.state.by('eip', 'eni', eni.id)
  if (isTaken(others, privateAddress)) fail({ name: 'eipTargetTaken', id: target.id })
  checkMode(eni, mode, others)
  // Cut-through takes the place of the primary address and of nothing else.
  if (mode === 'cutThrough' && privateAddress !== eni.primaryAddress)
    fail({ name: 'eipModeUnfit', id: eni.id })
  // Naming the primary interface is naming its instance: both show the address.
  const instanceId = target.kind === 'instance' || eni.kind === 'primary' ? eni.instanceId : null
  const bound: Eip = {
    ...eip,
    association: {
      ...{ eniId: eni.id, instanceId, privateAddress: addressFor(eni, mode, privateAddress) },
      ...(mode === undefined ? {} : { mode }),
    },
  }
  call.state.put('eip', bound)
  noteVisible(call, eni.id)
  return bound
}

const isTaken = (others: readonly Eip[], privateAddress: string): boolean =>
  others.some((other) => other.association?.privateAddress === privateAddress)

function eniOf(call: Call, target: EipTarget): Eni {
  const instance = target.kind === 'instance' ? owned(call, 'instance', target.id) : undefined
  const eniId = target.kind === 'eni' ? target.id : instance?.primaryEniId
  const eni = eniId === undefined ? undefined : owned(call, 'eni', eniId)
  // K2: a classic NIC has its addresses for life.
  if (eni === undefined || eni.nic !== undefined) fail({ name: 'eipTargetNotFound', id: target.id })
  return eni
}
