// A public address taken off what it was bound to; it stays the caller's.

import { fail } from '../../core/model/faults.ts'
import type { Call } from '../call.ts'
import { findEip } from './find.ts'
import { noteVisible } from './modes.ts'

export function unassociateEip(
  call: Call,
  input: {
    eipId: string
    region?: string | undefined
    /** Instance or interface it must be bound to; undefined: whichever it is. */
    targetId?: string | undefined
    privateAddress?: string | undefined
  },
): void {
  const eip = findEip(call, input.eipId, input.region)
  const association = eip.association ?? fail({ name: 'eipNotInUse', eipId: eip.id })
  const { targetId, privateAddress } = input
  if (targetId !== undefined && targetId !== association.instanceId && targetId !== association.eniId) {
    fail({ name: 'eipBoundElsewhere', eipId: eip.id, id: targetId })
  }
  if (privateAddress !== undefined && privateAddress !== association.privateAddress) {
    fail({ name: 'eipBoundElsewhere', eipId: eip.id, id: privateAddress })
  }
  call.state.put('eip', { ...eip, association: null })
  noteVisible(call, association.eniId)
}
