// Attributes of an instance changed; what is left out stays as it is.

import { fail } from '../../core/model/faults.ts'
import type { Instance } from '../../core/model/network.ts'
import type { Call } from '../call.ts'
import { putGroups } from '../classic/nics.ts'
import { withGroups } from '../eni/replaceGroups.ts'
import { findInstance } from './find.ts'

export interface InstanceChange {
  readonly instanceId: string
  readonly region?: string | undefined
  readonly name?: string | undefined
  readonly description?: string | undefined
  readonly hostName?: string | undefined
  readonly userData?: string | undefined
  readonly deletionProtection?: boolean | undefined
  readonly metadata?: Partial<Instance['metadata']> | undefined
  readonly chargeType?: string | undefined
  readonly instanceType?: string | undefined
  readonly internetChargeType?: string | undefined
  readonly internetMaxBandwidthOut?: number | undefined
  /** Exactly these on the primary interface from now on; empty: as they are (P2). */
  readonly securityGroupIds?: readonly string[]
}

export function modifyInstance(call: Call, change: InstanceChange): Instance {
  const { instanceId, region, securityGroupIds = [], metadata, ...attributes } = change
  const instance = findInstance(call, instanceId, region)
  if (securityGroupIds.length > 0) {
    const { primaryEniId } = instance
    const primary = call.state.get('eni', primaryEniId) ?? fail({ name: 'eniNotFound', eniId: primaryEniId })
    putGroups(call, primary, withGroups(call, primary, securityGroupIds).securityGroupIds)
  }
  const given = Object.entries(attributes).filter(([, value]) => value !== undefined)
  const changed: Instance = {
    ...instance,
    ...(Object.fromEntries(given) as Partial<Instance>),
    metadata: { ...instance.metadata, ...metadata },
  }
  call.state.put('instance', changed)
  return changed
}
