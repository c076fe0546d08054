// SSH key pairs: the public half and what is known about it; the private half is given away once and kept nowhere.

import type { AccountId, KeyPairId } from './ids.ts'
import type { Owned } from './network.ts'

export interface KeyPair extends Owned {
  /** Its owner, region and name: a name is unique there, and what calls know it by. */
  readonly id: KeyPairId
  /** As the cloud shows it, `ssh-bp1…`. */
  readonly shownId: string
  /** `ssh-rsa AAAA…`. */
  readonly publicKey: string
  readonly fingerprint: string
}

export const keyPairId = (accountId: AccountId, region: string, name: string): KeyPairId =>
  `${accountId} ${region} ${name}` as KeyPairId
