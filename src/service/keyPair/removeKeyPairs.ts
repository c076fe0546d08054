// Forgets key pairs: all that are named or none; one that instances have stays.

import { fail } from '../../core/model/faults.ts'
import { keyPairId } from '../../core/model/keyPair.ts'
import type { Call } from '../call.ts'

/** A name that means nothing is no mistake. */
export function removeKeyPairs(call: Call, names: readonly string[], region: string): void {
  for (const name of names) {
    const id = keyPairId(call.accountId, region, name)
    if (call.state.get('keyPair', id) === undefined) continue
    const users = call.state
      .by('instance', 'account', call.accountId)
      .filter((instance) => instance.region === region && instance.keyPairName === name)
    const instanceIds = users.map((instance) => instance.id)
    if (instanceIds.length > 0) fail({ name: 'keyPairInUse', keyPair: name, instanceIds })
    call.state.remove('keyPair', id)
  }
}
