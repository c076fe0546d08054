// A free network interface goes for good; so do its addresses, and its public ones become free.

import { fail } from '../../core/model/faults.ts'
import type { Call } from '../call.ts'
import { findChangeableEni } from './find.ts'
import { removeEni } from './remove.ts'

export function deleteEni(call: Call, input: { readonly eniId: string; readonly region: string }): void {
  const eni = findChangeableEni(call, input.eniId, input.region)
  if (eni.kind === 'primary') fail({ name: 'eniPrimary', eniId: eni.id })
  if (eni.instanceId !== null) fail({ name: 'eniNotFree', eniId: eni.id })
  removeEni(call, eni)
}
