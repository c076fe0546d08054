// What is decided about a packet, and why: never one without the other (semantics W1).

import type { EniId, NetworkAclEntryId, NetworkAclId, RuleId, SecurityGroupId } from './ids.ts'
import type { Direction } from './packet.ts'
import type { Action } from './rule.ts'

/**
 * Place of a rule among all rules of one ENI and direction; compared element by element, smaller decides first.
 * [place of the group, precedence in the group, 0 for drop and 1 for accept where ties go to drop].
 */
export type Rank = readonly [group: number, precedence: number, tie: number]

export interface RuleRef {
  readonly ruleId: RuleId
  readonly groupId: SecurityGroupId
  readonly rank: Rank
  readonly action: Action
}

export type Why =
  /** A rule decided. */
  | { readonly kind: 'rule'; readonly rule: RuleRef }
  /** No rule matched; the groups' default holds (P4). */
  | { readonly kind: 'default'; readonly groupIds: readonly SecurityGroupId[] }
  /** The ENI has no group at all (P4). */
  | { readonly kind: 'noGroup' }
  /** Members of one group reach each other (G2). */
  | {
      readonly kind: 'innerAccess'
      readonly groupId: SecurityGroupId
      readonly order: 'before-rules' | 'after-rules'
    }
  /** At the edge of the ENI's vSwitch (A1): an entry of its network ACL; null = none matched, so dropped. */
  | {
      readonly kind: 'networkAcl'
      readonly networkAclId: NetworkAclId
      readonly entryId: NetworkAclEntryId | null
    }
  /** Part of, or an error about, a session accepted earlier (C1). */
  | { readonly kind: 'session' }
  /** System traffic that passes whatever the rules say (S1). */
  | { readonly kind: 'system'; readonly service: string }
  /** Not this ENI's own MAC or address (S2). */
  | { readonly kind: 'spoofed' }
  /** Outbound TCP 25 to public addresses (S3). */
  | { readonly kind: 'smtp' }
  /** A later fragment that nothing reassembled (P7). */
  | { readonly kind: 'fragment' }
  /** No way leads there: another VPC, no public address, nobody has the address. */
  | {
      readonly kind: 'noRoute'
      readonly reason: 'noSuchAddress' | 'otherVpc' | 'otherNetwork' | 'noPublicAddress' | 'detached'
    }

export interface Verdict {
  readonly action: Action
  readonly why: Why
  /** Rules that matched as well but stand behind the one that decided, in rank order. */
  readonly overruled: readonly RuleRef[]
  /** Dropped, but sessions that were accepted before go on (C5). */
  readonly keeps?: true
}

/** Verdict of one side of a packet's way: an ENI's groups, or the network ACL of its vSwitch (`why` tells which). */
export interface SideVerdict extends Verdict {
  readonly eniId: EniId
  readonly direction: Direction
}

/**
 * Verdicts along the whole way: sender's egress, then receiver's ingress; accept only if every side accepts (P1).
 * Network ACLs stand between them: the sender's vSwitch is left, then the receiver's is entered (A1).
 */
export interface PathVerdict {
  readonly action: Action
  /** In the order the packet meets them; the last one decides when it drops. */
  readonly sides: readonly SideVerdict[]
  /** Dropped, but a session that was accepted before goes on: every side that drops keeps (C5). */
  readonly keeps?: true
  /** Set when the packet has no way at all. */
  readonly noRoute: (Why & { kind: 'noRoute' }) | null
}
