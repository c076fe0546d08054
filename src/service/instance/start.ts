// A stopped instance goes on; the agent on its host makes it so.

import { fail } from '../../core/model/faults.ts'
import type { Instance } from '../../core/model/network.ts'
import type { Call } from '../call.ts'
import { findInstance } from './find.ts'

export function startInstance(
  call: Call,
  input: { instanceId: string; region?: string | undefined },
): Instance {
  const instance = findInstance(call, input.instanceId, input.region)
  const { id, state } = instance
  if (state !== 'stopped') fail({ name: 'instanceStateWrong', instanceId: id, state })
  const started: Instance = { ...instance, state: 'running', startedAt: call.now }
  call.state.put('instance', started)
  return started
}
