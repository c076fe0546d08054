// Gives instances a key pair in place of the one they have, and takes it away again.

import type { Call } from '../call.ts'
import { type BatchResult, inBatch } from '../instance/batch.ts'
import { findInstance } from '../instance/find.ts'
import { findKeyPair } from './findKeyPair.ts'

export interface Binding {
  readonly region: string
  readonly name: string
  readonly instanceIds: readonly string[]
}

export function bindKeyPair(call: Call, { region, name, instanceIds }: Binding): readonly BatchResult[] {
  findKeyPair(call, name, region)
  return inBatch(call, instanceIds, 'successFirst', (instanceId) => {
    call.state.put('instance', { ...findInstance(call, instanceId, region), keyPairName: name })
  })
}

/** An instance that has another pair, or none, is as it shall be. */
export function unbindKeyPair(call: Call, { region, name, instanceIds }: Binding): readonly BatchResult[] {
  findKeyPair(call, name, region)
  return inBatch(call, instanceIds, 'successFirst', (instanceId) => {
    const instance = findInstance(call, instanceId, region)
    if (instance.keyPairName === name) call.state.put('instance', { ...instance, keyPairName: '' })
  })
}
