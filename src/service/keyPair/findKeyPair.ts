// A key pair of the caller by its name.

import { fail } from '../../core/model/faults.ts'
import { type KeyPair, keyPairId } from '../../core/model/keyPair.ts'
import type { Call } from '../call.ts'

export const findKeyPair = (call: Call, name: string, region: string): KeyPair =>
  call.state.get('keyPair', keyPairId(call.accountId, region, name)) ??
  fail({ name: 'keyPairNotFound', keyPair: name })
