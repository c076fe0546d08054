// A public address given back; only while it is bound to nothing.

import { fail } from '../../core/model/faults.ts'
import type { Call } from '../call.ts'
import { findEip } from './find.ts'

export function releaseEip(call: Call, input: { eipId: string; region?: string | undefined }): void {
  const eip = findEip(call, input.eipId, input.region)
  if (eip.association !== null) fail({ name: 'eipInUse', eipId: eip.id })
  if (eip.prepaid === true) fail({ name: 'eipSubscribed', eipId: eip.id })
  if (eip.deletionProtection === true) fail({ name: 'eipProtected', eipId: eip.id })
  call.state.remove('eip', eip.id)
}
