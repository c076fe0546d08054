// Faults of network ACLs.

import type { Direction } from '../packet.ts'

export type NetworkAclFault =
  | { readonly name: 'networkAclNotFound'; readonly networkAclId: string }
  /** Deletion: it stands in front of these vSwitches. */
  | {
      readonly name: 'networkAclBound'
      readonly networkAclId: string
      readonly vSwitchIds: readonly string[]
    }
  | { readonly name: 'tooManyNetworkAcls'; readonly current: number; readonly maximum: number }
  | { readonly name: 'tooManyAclEntries'; readonly current: number; readonly maximum: number }
  /** An update names an entry that this direction of the ACL has not, or names one twice. */
  | { readonly name: 'aclEntryNotFound'; readonly entryId: string; readonly direction: Direction }
  | { readonly name: 'aclPrefixListNotFound'; readonly listId: string }
  | { readonly name: 'aclPrefixListOfOtherFamily'; readonly listId: string }
  /** Entries for IPv6, in a VPC that has none. */
  | { readonly name: 'aclWithoutIpv6'; readonly vpcId: string }
  | { readonly name: 'aclVSwitchNotFound'; readonly vSwitchId: string }
  | { readonly name: 'aclVSwitchInOtherVpc'; readonly vSwitchId: string; readonly vpcId: string }
  /** A vSwitch has at most one, and keeps it until it is taken away. */
  | { readonly name: 'vSwitchHasNetworkAcl'; readonly vSwitchId: string; readonly networkAclId: string }
  | { readonly name: 'vSwitchWithoutNetworkAcl'; readonly vSwitchId: string }
  | { readonly name: 'vSwitchHasOtherNetworkAcl'; readonly vSwitchId: string; readonly networkAclId: string }
  | { readonly name: 'vpcHasNetworkAcl'; readonly vpcId: string; readonly networkAclId: string }
