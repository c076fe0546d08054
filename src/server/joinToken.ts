// The secret half of an invitation, which only the host gets to see.

import { randomBytes } from 'node:crypto'
import { digestOf } from '../feed/signing.ts'

export function newJoinToken(): { readonly id: string; readonly secret: string; readonly digest: string } {
  const secret = randomBytes(24).toString('base64url')
  return { id: `join-${randomBytes(6).toString('hex')}`, secret, digest: digestOf(secret) }
}
