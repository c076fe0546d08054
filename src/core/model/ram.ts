// Roles and who has put them on for a while; what they allow stands in policies.

import type { AccessKeyId, AccountId, RamPolicyId, RamRoleId } from './ids.ts'

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

/** Written by the account itself; the cloud's own are part of the program. */
export interface RamPolicy {
  /** Its owner and name. */
  readonly id: RamPolicyId
  readonly accountId: AccountId
  readonly name: string
  readonly description: string
  readonly document: string
  readonly createdAt: number
}

export const ramPolicyId = (accountId: AccountId, name: string): RamPolicyId =>
  `${accountId} ${name}` as RamPolicyId

export interface AttachedPolicy {
  readonly name: string
  /** One of the account's own; absent: of the cloud. */
  readonly custom?: true
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
