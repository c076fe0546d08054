// Roles and who has put them on for a while; what they allow stands in policies.

import type { AccessKeyId, AccountId, RamRoleId } from './ids.ts'

export interface RamRole {
  readonly id: RamRoleId
  readonly accountId: AccountId
  readonly name: string
  readonly description: string
  /** The document that says who may put it on, as it was written. */
  readonly trustDocument: string
  /** Longest time for which it can be put on, in seconds. */
  readonly longestSession: number
  readonly policies: readonly AttachedPolicy[]
  readonly createdAt: number
  readonly updatedAt: number
}

export interface AttachedPolicy {
  readonly name: string
  readonly attachedAt: number
}

/** A key that ends by itself: it may do what the role allows, and what was said when it was made. */
export interface RoleSession {
  /** Its access key. */
  readonly id: AccessKeyId
  readonly accountId: AccountId
  readonly roleId: RamRoleId
  readonly name: string
  readonly secret: string
  /** Of the token that must come with each call. */
  readonly tokenDigest: string
  /** A policy that narrows the role's; null: none. */
  readonly policyDocument: string | null
  readonly createdAt: number
  readonly expiresAt: number
}
