// Attributes of an elastic address changed; what is left out stays as it is.

import type { Eip } from '../../core/model/network.ts'
import type { Call } from '../call.ts'
import { findEip } from './find.ts'

export interface EipChange {
  readonly eipId: string
  readonly region?: string | undefined
  readonly name?: string | undefined
  readonly description?: string | undefined
  readonly bandwidth?: string | undefined
  readonly deletionProtection?: boolean | undefined
  /** Null turns it off. */
  readonly monitorLog?: Eip['monitorLog'] | null
}

export function modifyEip(call: Call, change: EipChange): Eip {
  const { monitorLog: before, ...eip } = findEip(call, change.eipId, change.region)
  const monitorLog = change.monitorLog === undefined ? before : (change.monitorLog ?? undefined)
  const changed: Eip = {
    ...eip,
    name: change.name ?? eip.name,
    description: change.description ?? eip.description,
    bandwidth: change.bandwidth ?? eip.bandwidth,
    ...(change.deletionProtection === undefined ? {} : { deletionProtection: change.deletionProtection }),
    ...(monitorLog === undefined ? {} : { monitorLog }),
  }
  call.state.put('eip', changed)
  return changed
}
