// The same step for several instances: all or none, or each for itself.

import { type Fault, FaultError } from '../../core/model/faults.ts'
import type { InstanceState } from '../../core/model/network.ts'
import type { Call } from '../call.ts'

export type BatchMode = 'allTogether' | 'successFirst'

export interface BatchResult {
  readonly instanceId: string
  /** Null when there is no such instance. */
  readonly before: InstanceState | null
  readonly after: InstanceState | null
  readonly fault: Fault | null
}

/** `step` must throw before it writes; under `allTogether` its fault ends the whole call, writes included. */
export const inBatch = (
  call: Call,
  ids: readonly string[],
  mode: BatchMode,
  step: (instanceId: string) => void,
): readonly BatchResult[] =>
  [...new Set(ids)].map((instanceId) => {
    const before = stateOf(call, instanceId)
    const fault = mode === 'allTogether' ? noFault(() => step(instanceId)) : faultOf(() => step(instanceId))
    return { instanceId, before, after: stateOf(call, instanceId), fault }
  })

function noFault(step: () => void): null {
  step()
  return null
}

function faultOf(step: () => void): Fault | null {
  try {
    return noFault(step)
  } catch (error) {
    if (error instanceof FaultError) return error.fault
    throw error
  }
}

function stateOf(call: Call, instanceId: string): InstanceState | null {
  const instance = call.state.get('instance', instanceId)
  return instance?.accountId === call.accountId ? instance.state : null
}
