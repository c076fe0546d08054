// A key that ends by itself, with the token that must come along with it.

import { randomBytes } from 'node:crypto'
import { digestOf } from './signature.ts'

export interface SessionKey {
  readonly id: string
  readonly secret: string
  readonly token: string
  readonly tokenDigest: string
}

export function newSessionKey(): SessionKey {
  const token = randomBytes(48).toString('base64url')
  return {
    id: `STS.${randomBytes(18).toString('base64url').replaceAll(/[-_]/g, 'x')}`,
    secret: randomBytes(24).toString('base64url'),
    token,
    tokenDigest: digestOf(token),
  }
}
