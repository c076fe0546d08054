// Invitations for hosts: made for a while, used once, taken back.

import { fail } from '../../core/model/faults.ts'
import type { JoinToken } from '../../core/model/host.ts'
import { asId, type EniId, type JoinTokenId } from '../../core/model/ids.ts'
import type { Call } from '../call.ts'

export interface NewToken {
  readonly id: string
  readonly digest: string
  readonly lifetimeMs: number
  readonly eniId: string | null
}

export function createToken({ state, now }: Call, wanted: NewToken): JoinToken {
  const { eniId } = wanted
  if (eniId !== null && state.get('eni', eniId) === undefined)
    fail({ name: 'eniNotFound', eniId: asId<EniId>(eniId) })
  for (const token of state.list('joinToken')) if (token.expiresAt <= now) state.remove('joinToken', token.id)
  const token: JoinToken = {
    id: asId<JoinTokenId>(wanted.id),
    digest: wanted.digest,
    createdAt: now,
    expiresAt: now + wanted.lifetimeMs,
    eniId: eniId === null ? null : asId<EniId>(eniId),
  }
  state.put('joinToken', token)
  return token
}

export function removeToken({ state }: Call, id: string): void {
  if (state.get('joinToken', id) === undefined) fail({ name: 'joinTokenNotFound', token: id })
  state.remove('joinToken', id)
}
