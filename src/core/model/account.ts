// Who calls: accounts, their keys, and the answers remembered for calls that may be repeated.

import type { AccessKeyId, AccountId } from './ids.ts'
import type { LimitEdition } from './limits.ts'

export interface Account {
  readonly id: AccountId
  readonly cloud: string
  readonly name: string
  /** Outbound TCP 25 has been released for this account (semantics S3). */
  readonly smtpReleased: boolean
  /** The classic network is what a group without a VPC is in (semantics K); absent: the default VPC. */
  readonly classicNetwork?: boolean
  /** How rules of its groups make one list (semantics P3); absent: all groups merged. */
  readonly groupOrder?: 'inSequence'
  /** Gateways of its vSwitches stand at the first address; absent: before the last two. */
  readonly gatewayFirst?: true
  /** Ids of images that it has beside public ones; absent: none. */
  readonly images?: readonly string[]
  readonly createdAt: number
}

export interface AccessKey {
  readonly id: AccessKeyId
  readonly accountId: AccountId
  readonly secret: string
  readonly active: boolean
  readonly createdAt: number
}

/** The first answer to a call with a client token, given again to the same call (id = account, action and token). */
export interface RememberedAnswer {
  readonly id: string
  /** Digest of the call's parameters: the same token with others is refused. */
  readonly digest: string
  readonly answer: unknown
  readonly createdAt: number
}

/** Settings of the whole installation that change verdicts (one document, id `policy`). */
export interface PolicySettings {
  readonly id: 'policy'
  /** Whether inner access stands before or after the rules (semantics G2). */
  readonly innerAccess: 'before-rules' | 'after-rules'
  /** What enterprise groups can say (semantics G3); absent: modern. */
  readonly enterpriseRules?: 'modern' | '2019'
  /** Where the rules of new default groups stand (semantics P8); absent: 110. */
  readonly defaultRulePriority?: 100 | 110
  /** Whether new default groups open HTTP and HTTPS as well (semantics G8); absent: no. */
  readonly defaultGroupWeb?: boolean
  /** Whose numbers limit groups whose rules are in sequence (semantics L): today's, or the first manual's. */
  readonly sequenceLimits?: LimitEdition
  /** What stays open on machines that are instances (semantics S5), each as `parseFailsafe` reads it; absent: nothing. */
  readonly failsafe?: readonly string[]
}

export const DEFAULT_POLICY_SETTINGS: PolicySettings = { id: 'policy', innerAccess: 'before-rules' }
