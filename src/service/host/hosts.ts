// Hosts come by a token and go when they are removed; a removed one's identity is worth nothing from then on.

import { fail } from '../../core/model/faults.ts'
import { type Host, LOCAL_HOST } from '../../core/model/host.ts'
import { asId, type EniId, type HostId } from '../../core/model/ids.ts'
import type { Transaction } from '../../store/store.ts'
import type { Call } from '../call.ts'

export interface Joining {
  readonly tokenId: string
  /** Of the secret that was shown. */
  readonly digest: string
  readonly hostId: string
  readonly publicKey: string
}

/** In one transaction, so that a token is used once, whoever comes at the same moment. */
export function joinHost(
  { state, now }: { readonly state: Transaction; readonly now: number },
  { tokenId, digest, hostId, publicKey }: Joining,
): { readonly eniId: EniId | null } {
  const token = state.get('joinToken', tokenId)
  // Comparing digests tells nothing about the secret.
  if (token === undefined || token.digest !== digest)
    return fail({ name: 'joinTokenNotFound', token: tokenId })
  if (token.expiresAt <= now) return fail({ name: 'joinTokenExpired', token: tokenId })
  if (hostId === LOCAL_HOST || state.get('host', hostId) !== undefined) {
    return fail({ name: 'hostNameTaken', host: hostId })
  }
  const host: Host = { id: asId<HostId>(hostId), publicKey, joinedAt: now }
  state.put('host', host)
  state.remove('joinToken', tokenId)
  return { eniId: token.eniId }
}

export function removeHost({ state }: Call, id: string): void {
  if (state.get('host', id) === undefined) fail({ name: 'hostNotFound', host: id })
  state.remove('host', id)
}
