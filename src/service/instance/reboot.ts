// A running instance begins anew; its interfaces, addresses and groups stay.

import { fail } from '../../core/model/faults.ts'
import type { Call } from '../call.ts'
import { findInstance } from './find.ts'

export function rebootInstance(call: Call, input: { instanceId: string; region?: string | undefined }): void {
  const instance = findInstance(call, input.instanceId, input.region)
  const { id, state } = instance
  if (state !== 'running') fail({ name: 'instanceStateWrong', instanceId: id, state })
  call.state.put('instance', { ...instance, startedAt: call.now })
}
