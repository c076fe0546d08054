// A network interface of the caller, for those who want to change it.

import { fail } from '../../core/model/faults.ts'
import type { Eni } from '../../core/model/network.ts'
import type { Call } from '../call.ts'
import { owned } from '../owned.ts'

export function findChangeableEni(call: Call, eniId: string, region?: string): Eni {
  const eni = owned(call, 'eni', eniId, region)
  // K2: a classic instance's NICs are no interfaces that anybody could name.
  if (eni === undefined || eni.nic !== undefined) return fail({ name: 'eniNotFound', eniId })
  return eni.managed ? fail({ name: 'eniManaged', eniId }) : eni
}
