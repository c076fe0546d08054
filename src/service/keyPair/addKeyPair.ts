// Keeps the public half of a new key pair.

import { fail } from '../../core/model/faults.ts'
import { type KeyPair, keyPairId } from '../../core/model/keyPair.ts'
import type { Call } from '../call.ts'
import { listLabelled } from '../labelled.ts'
import { maximumOf } from '../limits.ts'
import type { Naming } from '../owned.ts'
import { checkResourceGroup } from '../resourceGroup/findResourceGroup.ts'

export interface NewKeyPair extends Naming {
  readonly region: string
  readonly publicKey: string
  readonly fingerprint: string
}

export function addKeyPair(call: Call, input: NewKeyPair): KeyPair {
  const { region, name } = input
  const id = keyPairId(call.accountId, region, name)
  if (call.state.get('keyPair', id) !== undefined) fail({ name: 'keyPairExists', keyPair: name })
  checkResourceGroup(call, input.resourceGroupId)
  const current = listLabelled(call, 'keyPair', region).length
  const maximum = maximumOf(call.state, 'keyPairsPerRegion')
  if (current >= maximum) fail({ name: 'tooManyKeyPairs', region, current, maximum })
  const pair: KeyPair = {
    ...input,
    id,
    shownId: call.ids.next('ssh', region),
    accountId: call.accountId,
    createdAt: call.now,
  }
  call.state.put('keyPair', pair)
  return pair
}
