// A running instance is halted; it keeps its interfaces, addresses and groups.

import { fail } from '../../core/model/faults.ts'
import type { Instance } from '../../core/model/network.ts'
import type { Call } from '../call.ts'
import { findInstance } from './find.ts'

export function stopInstance(
  call: Call,
  input: { instanceId: string; region?: string | undefined },
): Instance {
  const instance = findInstance(call, input.instanceId, input.region)
  const { id, state } = instance
  if (state !== 'running') fail({ name: 'instanceStateWrong', instanceId: id, state })
  const stopped: Instance = { ...instance, state: 'stopped' }
  call.state.put('instance', stopped)
  return stopped
}
