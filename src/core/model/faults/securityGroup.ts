// Faults of security groups, their rules and their members.

import type { Direction } from '../packet.ts'

export type SecurityGroupFault =
  | { readonly name: 'groupNotFound'; readonly groupId: string }
  | { readonly name: 'groupProtected'; readonly groupId: string }
  /** Deletion: `members` are instances, and network interfaces that belong to none (semantics G6). */
  | { readonly name: 'groupHasMembers'; readonly groupId: string; readonly members: readonly string[] }
  /** Deletion: rules of these other groups name it (semantics G6). */
  | { readonly name: 'groupReferenced'; readonly groupId: string; readonly referrers: readonly string[] }
  | {
      readonly name: 'tooManyGroupsInRegion'
      readonly region: string
      readonly current: number
      readonly maximum: number
    }
  /** As `tooManyGroupsInRegion`, where each resource group has a number of its own. */
  | {
      readonly name: 'tooManyGroupsInProject'
      readonly region: string
      readonly current: number
      readonly maximum: number
    }
  /** Deletion of the group that instances get when they name none (semantics G8). */
  | { readonly name: 'groupIsDefault'; readonly groupId: string }
  /** Enterprise groups keep their members apart for ever (semantics G3). */
  | { readonly name: 'innerAccessFixed'; readonly groupId: string }
  /** An enterprise group in the classic network (semantics G3). */
  | { readonly name: 'groupNeedsVpc' }
  | BackupFault
  | RuleFault
  | MemberFault

type BackupFault =
  | { readonly name: 'backupPolicyNotFound'; readonly policyId: string }
  | { readonly name: 'backupNotFound'; readonly backupId: string }
  | { readonly name: 'groupNotBackedUp'; readonly groupId: string; readonly policyId: string }
  | { readonly name: 'tooManyBackupPolicies'; readonly current: number; readonly maximum: number }

export type RuleFault =
  /** The list of rules has changed since the caller looked at it. */
  | {
      readonly name: 'rulesVersionStale'
      readonly groupId: string
      readonly version: number
      readonly current: number
    }
  /** No rule stands there; positions count from 0. */
  | { readonly name: 'rulePositionEmpty'; readonly position: number; readonly rules: number }
  | { readonly name: 'rulePositionRepeated'; readonly position: number }
  | {
      readonly name: 'tooManyRulesInDirection'
      readonly groupId: string
      readonly direction: Direction
      readonly current: number
      readonly added: number
      readonly maximum: number
    }
  /** Rules counted once for each entry of the lists they name. */
  | {
      readonly name: 'tooManyExpandedRules'
      readonly groupId: string
      readonly current: number
      readonly maximum: number
    }
  /** `eniId`: the member that would be over the limit; null when the group alone is. */
  | {
      readonly name: 'tooManyRules'
      readonly groupId: string
      readonly eniId: string | null
      readonly current: number
      readonly added: number
      readonly maximum: number
    }
  | {
      readonly name: 'tooManyGroupPeers'
      readonly groupId: string
      readonly current: number
      readonly added: number
      readonly maximum: number
    }
  /** A protocol of one address family with an address of the other (semantics P6). */
  | { readonly name: 'protocolOfOtherFamily'; readonly protocolFamily: 4 | 6 }
  /** Peer and own side in different address families. */
  | { readonly name: 'sidesOfDifferentFamilies' }
  | { readonly name: 'sidesEqual' }
  /** Only TCP and UDP have source ports: another rule would match nothing, and a drop would let everything by. */
  | { readonly name: 'sourcePortsWithoutPorts' }
  | { readonly name: 'peerGroupNotFound'; readonly direction: Direction; readonly groupId: string }
  | { readonly name: 'peerGroupIsItself'; readonly direction: Direction; readonly groupId: string }
  | { readonly name: 'peerGroupInOtherVpc'; readonly direction: Direction; readonly groupId: string }
  /** One of the two is classic, the other in a VPC (semantics G5). */
  | { readonly name: 'peerGroupInOtherNetwork'; readonly direction: Direction; readonly groupId: string }
  /** Enterprise groups neither name groups nor are named (semantics G3). */
  | { readonly name: 'groupPeerInEnterpriseGroup'; readonly groupId: string }
  | { readonly name: 'peerGroupIsEnterprise'; readonly groupId: string }
  /** Enterprise groups by the rules of 2019: accept only, no priorities (semantics G3). */
  | { readonly name: 'dropInEnterpriseGroup'; readonly groupId: string }
  | { readonly name: 'priorityInEnterpriseGroup'; readonly groupId: string }
  /** Classic network: group peers are for the intranet only (semantics K1). */
  | { readonly name: 'groupPeerNeedsIntranet'; readonly direction: Direction }
  /** Classic network: an intranet ingress rule names single addresses only (semantics K1). */
  | { readonly name: 'intranetPeerTooWide'; readonly cidr: string }
  | { readonly name: 'notInClassicNetwork'; readonly what: 'prefixList' | 'portList' | 'ipv6' }
  | { readonly name: 'prefixListNotFound'; readonly listId: string }
  | { readonly name: 'prefixListOfOtherFamily'; readonly listId: string }
  | { readonly name: 'portListNotFound'; readonly listId: string }
  | { readonly name: 'ruleRepeated' }
  /** A change would make the rule the same as this one (semantics T3). */
  | { readonly name: 'ruleDuplicate'; readonly ruleId: string }
  | { readonly name: 'ruleNotFound'; readonly direction: Direction; readonly ruleId: string }
  | { readonly name: 'ruleIdRepeated'; readonly ruleId: string }
  /** No rule looks like the one described. */
  | { readonly name: 'ruleUnmatched'; readonly groupId: string }
  | { readonly name: 'peerKindFixed'; readonly ruleId: string }
  | { readonly name: 'portKindFixed'; readonly ruleId: string }
  | { readonly name: 'nicFixed'; readonly ruleId: string }

/** `memberId` is the instance or network interface that the call names. */
type MemberFault =
  | { readonly name: 'alreadyMember'; readonly groupId: string; readonly memberId: string }
  | { readonly name: 'notMember'; readonly groupId: string; readonly memberId: string }
  /** An ENI always has a group (semantics G4). */
  | { readonly name: 'lastGroup'; readonly groupId: string; readonly memberId: string }
  | {
      readonly name: 'memberInOtherVpc'
      readonly groupId: string
      readonly memberId: string
      readonly kind: 'instance' | 'eni'
    }
  /** A cloud product owns the network interface. */
  | { readonly name: 'eniManaged'; readonly eniId: string }
