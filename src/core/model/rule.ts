// One rule of a security group, as it is kept: plain JSON, addresses as text.

import type { AccountId, PortListId, PrefixListId, RuleId, SecurityGroupId } from './ids.ts'
import type { Direction } from './packet.ts'
import type { PortRange } from './ports.ts'
import type { Protocol } from './protocol.ts'

/** Drop is silent: no RST, no ICMP error (semantics P3). */
export type Action = 'accept' | 'drop'

/** Who stands at the other end (semantics P5, G1). `cidr` keeps the user's text (T2). */
export type Peer =
  | { readonly kind: 'cidr'; readonly cidr: string }
  | { readonly kind: 'group'; readonly groupId: SecurityGroupId; readonly accountId: AccountId }
  | { readonly kind: 'prefixList'; readonly listId: PrefixListId }

/** Destination ports: any, ranges of their own, or a shared list. */
export type PortMatch =
  | { readonly kind: 'any' }
  | { readonly kind: 'ranges'; readonly ranges: readonly PortRange[] }
  | { readonly kind: 'list'; readonly listId: PortListId }

export type Nic = 'intranet' | 'internet'

export interface Rule {
  readonly id: RuleId
  readonly groupId: SecurityGroupId
  readonly direction: Direction
  readonly action: Action
  /** Number of the rule within its group's order: a priority or a list position; smaller decides first (P3). */
  readonly precedence: number
  readonly protocol: Protocol
  readonly ports: PortMatch
  /** Source ports of the packet; null = any (five-tuple rules). */
  readonly sourcePorts: readonly PortRange[] | null
  /** ICMP type and code; null = any. An extension: neither cloud's API can say it (P5). */
  readonly icmp: { readonly type: number; readonly code: number | null } | null
  readonly peer: Peer
  /** Restricts the instance's own side of the packet, as text; null = any of its addresses (five-tuple rules). */
  readonly ownCidr: string | null
  readonly nic: Nic
  readonly description: string
  /** Made by the system itself (default rules of default groups), not by the user (P8). */
  readonly system: boolean
  /** Milliseconds since 1970, UTC. */
  readonly createdAt: number
}
