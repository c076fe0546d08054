// A public address of the caller's own, bound to nothing yet.

import { fail } from '../../core/model/faults.ts'
import { asId, type EipId } from '../../core/model/ids.ts'
import type { Eip } from '../../core/model/network.ts'
import type { Call } from '../call.ts'
import { effectiveLimit } from '../limits.ts'
import type { Naming } from '../owned.ts'
import { checkResourceGroup } from '../resourceGroup/findResourceGroup.ts'
import { freePublicAddress } from './pool.ts'

export interface NewEip extends Naming {
  readonly region: string
  /** Undefined: whichever is free. */
  readonly address?: string | undefined
  readonly bandwidth: string
  readonly internetChargeType: string
  readonly isp: string
  readonly prepaid?: boolean
}

export function allocateEip(call: Call, input: NewEip): Eip {
  checkResourceGroup(call, input.resourceGroupId)
  const mine = call.state.by('eip', 'account', call.accountId)
  const current = mine.filter((eip) => eip.region === input.region && eip.withInstance !== true).length
  const limit = effectiveLimit(call.state, 'eipsPerAccount')
  if (current >= limit.maximum) fail({ name: 'tooManyEips', current, limit })
  const eip = newEip(call, input)
  call.state.put('eip', eip)
  return eip
}

export const newEip = (call: Call, input: NewEip): Eip => ({
  id: asId<EipId>(call.ids.next('eip', input.region)),
  accountId: call.accountId,
  region: input.region,
  name: input.name,
  description: input.description,
  resourceGroupId: input.resourceGroupId,
  tags: input.tags,
  createdAt: call.now,
  address: freePublicAddress(call.state, input.address),
  bandwidth: input.bandwidth,
  internetChargeType: input.internetChargeType,
  isp: input.isp,
  ...(input.prepaid === true ? { prepaid: true as const } : {}),
  association: null,
})
