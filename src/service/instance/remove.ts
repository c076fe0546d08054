// An instance goes for good, with its primary interface and those that are bound to its life.

import { fail } from '../../core/model/faults.ts'
import type { Instance } from '../../core/model/network.ts'
import type { Call } from '../call.ts'
import { releaseDisks } from '../disk/release.ts'
import { detachEni } from '../eni/attach.ts'
import { removeEni } from '../eni/remove.ts'
import { findInstance } from './find.ts'

export interface RemoveInstance {
  readonly instanceId: string
  readonly region?: string | undefined
  /** Also when it is running. */
  readonly force: boolean
  /** Also when it is paid for in advance. */
  readonly endSubscription: boolean
}

export function removeInstance(call: Call, input: RemoveInstance): void {
  const instance = findInstance(call, input.instanceId, input.region)
  const { id, state } = instance
  if (instance.deletionProtection) fail({ name: 'instanceProtected', instanceId: id })
  if (instance.chargeType === 'PrePaid' && !input.endSubscription) {
    fail({ name: 'instanceSubscribed', instanceId: id })
  }
  if (state === 'running' && !input.force) fail({ name: 'instanceStateWrong', instanceId: id, state })
  releaseInstance(call, instance)
}

/** Whatever protects it: its time may have come. */
export function releaseInstance(call: Call, { id }: Instance): void {
  for (const eni of call.state.by('eni', 'instance', id)) {
    if (eni.kind === 'primary' || eni.deleteOnRelease) removeEni(call, eni)
    else detachEni(call, eni)
  }
  releaseDisks(call, id)
  call.state.remove('instance', id)
}
