// Machines whose agents this installation knows, and the invitations by which they come.

import type { EniId, HostId, JoinTokenId } from './ids.ts'

export interface Host {
  readonly id: HostId
  /** Ed25519, as SubjectPublicKeyInfo in base64url; the private half never leaves the host. */
  readonly publicKey: string
  /** Milliseconds since 1970, UTC. */
  readonly joinedAt: number
}

/** Good for one host, once. */
export interface JoinToken {
  readonly id: JoinTokenId
  /** SHA-256 of the secret, base64url: who reads the store cannot join with it. */
  readonly digest: string
  readonly createdAt: number
  readonly expiresAt: number
  /** The host joins as this ENI; null: it binds interfaces by itself. */
  readonly eniId: EniId | null
}

/** The agent beside the server; nobody can join under its name. */
export const LOCAL_HOST = 'local'
