// An elastic address of the caller; addresses that came with an instance are none.

import { fail } from '../../core/model/faults.ts'
import type { Eip } from '../../core/model/network.ts'
import type { Call } from '../call.ts'
import { owned } from '../owned.ts'

export function findEip(call: Call, eipId: string, region?: string): Eip {
  const eip = owned(call, 'eip', eipId, region)
  return eip === undefined || eip.withInstance === true ? fail({ name: 'eipNotFound', eipId }) : eip
}
