// Another type for an instance; its interfaces and addresses must fit in there.

import { fail } from '../../core/model/faults.ts'
import type { Call } from '../call.ts'
import { type CapacityOf, checkRoom, roomWith } from '../eni/room.ts'
import { findInstance } from './find.ts'
import { modifyInstance } from './modify.ts'

export interface Resize {
  readonly instanceId: string
  readonly region?: string | undefined
  readonly instanceType?: string | undefined
  readonly bandwidth?: number | undefined
  /** Also while it runs. */
  readonly mayRun: boolean
}

export function resizeInstance(call: Call, input: Resize, capacityOf: CapacityOf): void {
  const { instanceId, region, instanceType } = input
  const { id, state } = findInstance(call, instanceId, region)
  if (instanceType !== undefined) {
    if (state === 'running' && !input.mayRun) fail({ name: 'instanceStateWrong', instanceId: id, state })
    checkFits(call, id, instanceType, capacityOf)
  }
  modifyInstance(call, { instanceId, region, instanceType, internetMaxBandwidthOut: input.bandwidth })
}

function checkFits(call: Call, id: string, instanceType: string, capacityOf: CapacityOf): void {
  const capacity = capacityOf(instanceType)
  if (capacity === undefined) return
  const enis = call.state.by('eni', 'instance', id)
  if (enis.length > capacity.enis) {
    fail({ name: 'tooManyEnis', current: enis.length, maximum: capacity.enis })
  }
  for (const eni of enis) checkRoom(eni, roomWith(capacity))
}
