// A security group: how its rules are ordered, what holds where none matches, who owns it.

import type { AccountId, SecurityGroupId, VpcId } from './ids.ts'
import type { Direction } from './packet.ts'
import type { Action } from './rule.ts'

/**
 * How the rules of several groups on one ENI make one list (semantics P3).
 * `merged`: all groups' rules by precedence, drop before accept at equal precedence.
 * `inSequence`: group after group as bound to the ENI, by precedence within each.
 */
export type GroupOrder = 'merged' | 'inSequence'

/** `basic` knows peers that are groups and inner access; `enterprise` knows neither (G2, G3). */
export type GroupKind = 'basic' | 'enterprise'

export interface Tags {
  readonly [key: string]: string
}

export interface SecurityGroup {
  readonly id: SecurityGroupId
  readonly accountId: AccountId
  readonly region: string
  /** Null: classic network (K1), or no network of its own. */
  readonly vpcId: VpcId | null
  /** Belongs to no network: interfaces of every VPC of the region may have it (G1, Tencent Cloud). */
  readonly spansNetworks?: true
  readonly name: string
  readonly description: string
  readonly kind: GroupKind
  readonly order: GroupOrder
  /** What happens to a packet that no rule matches (P4). */
  readonly defaults: { readonly [direction in Direction]: Action }
  /** Whether members reach each other's private addresses without a rule (G2). */
  readonly innerAccess: Action
  /** What becomes of live sessions that the rules no longer allow (C3, C5); absent: they are cut. */
  readonly liveSessions?: 'keep'
  /** A cloud product owns it: it can be looked at, not changed (G6). */
  readonly managed: boolean
  readonly deletionProtection: boolean
  /** Made by the system for instances that name no group (semantics G8). */
  readonly isDefault?: boolean
  /** When its name, description or rules last changed; absent: never since it was made, or nobody asks. */
  readonly changedAt?: number
  /** How often its list of rules has been changed; counted where rules are in sequence. Absent: never. */
  readonly rulesVersion?: number
  readonly resourceGroupId: string
  readonly tags: Tags
  readonly createdAt: number
}
