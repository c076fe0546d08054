// Faults of VPCs, vSwitches and public addresses.

import type { Limit } from '../limits/limit.ts'

export type NetworkFault =
  | { readonly name: 'vpcNotFound'; readonly vpcId: string }
  | { readonly name: 'vpcHasVSwitch'; readonly vpcId: string; readonly vSwitchId: string }
  | { readonly name: 'vpcHasGroup'; readonly vpcId: string; readonly groupId: string }
  /** No block of the length asked for is left. */
  | { readonly name: 'vpcFull'; readonly vpcId: string }
  | { readonly name: 'vSwitchNotFound'; readonly vSwitchId: string }
  | { readonly name: 'vSwitchInUse'; readonly vSwitchId: string; readonly eniId: string }
  | { readonly name: 'vSwitchFull'; readonly vSwitchId: string; readonly free: number }
  /** Not a block that a network may have. */
  | {
      readonly name: 'cidrNotAllowed'
      readonly cidr: string
      readonly reason: 'malformed' | 'length' | 'reserved'
    }
  | { readonly name: 'cidrOutsideVpc'; readonly cidr: string; readonly vpcId: string }
  | { readonly name: 'cidrOverlaps'; readonly cidr: string; readonly vSwitchId: string }
  | { readonly name: 'tooManyVSwitches'; readonly current: number; readonly limit: Limit }
  | { readonly name: 'userCidrNotAllowed'; readonly cidr: string; readonly reason: 'malformed' | 'reserved' }
  | { readonly name: 'tooManyUserCidrs'; readonly current: number; readonly limit: Limit }
  | { readonly name: 'ipv6Off'; readonly id: string }
  | { readonly name: 'ipv6BlockTaken'; readonly cidr: string }
  | { readonly name: 'addressOutsideVSwitch'; readonly address: string; readonly vSwitchId: string }
  | { readonly name: 'addressTaken'; readonly address: string }
  | { readonly name: 'eipNotFound'; readonly eipId: string }
  | { readonly name: 'eipInUse'; readonly eipId: string }
  /** Paid for in advance: it ends with its term. */
  | { readonly name: 'eipSubscribed'; readonly eipId: string }
  | { readonly name: 'eipNotInUse'; readonly eipId: string }
  /** The EIP is bound, but not to what the call names. */
  | { readonly name: 'eipBoundElsewhere'; readonly eipId: string; readonly id: string }
  | { readonly name: 'eipTargetNotFound'; readonly id: string }
  /** The private address has a public one already. */
  | { readonly name: 'eipTargetTaken'; readonly id: string }
  /** Only a secondary interface bears public addresses, and one alone only in the place of its primary address (P10). */
  | { readonly name: 'eipModeUnfit'; readonly id: string }
  /** What an interface bears changes while no instance has it. */
  | { readonly name: 'eipEniAttached'; readonly eniId: string }
  /** None of the VPC's first block is apart from the classic network's (K3). */
  | { readonly name: 'classicLinkBlock'; readonly vpcId: string; readonly cidr: string }
  | { readonly name: 'cidrHoldsLink'; readonly cidr: string; readonly instanceId: string }
  | { readonly name: 'classicLinkOff'; readonly vpcId: string }
  | { readonly name: 'classicLinkInUse'; readonly vpcId: string; readonly instanceId: string }
  | { readonly name: 'linkedElsewhere'; readonly instanceId: string; readonly vpcId: string }
  | { readonly name: 'tooManyLinks'; readonly current: number; readonly limit: Limit }
  | { readonly name: 'linkNotFound'; readonly instanceId: string; readonly vpcId: string }
  | { readonly name: 'notClassicInstance'; readonly instanceId: string }
  | { readonly name: 'addressNotOnEni'; readonly address: string; readonly eniId: string }
  | { readonly name: 'eipTargetInOtherRegion'; readonly id: string }
  | { readonly name: 'publicAddressUnavailable'; readonly address: string }
  | { readonly name: 'publicAddressesExhausted' }
  | { readonly name: 'tooManyEips'; readonly current: number; readonly limit: Limit }
  | { readonly name: 'eipProtected'; readonly eipId: string }
  /** One per region. */
  | { readonly name: 'defaultVpcExists'; readonly vpcId: string }
  | { readonly name: 'defaultVpcMissing'; readonly region: string }
  | { readonly name: 'defaultVSwitchExists'; readonly vSwitchId: string }
  /** Shrinking or taking away a block in which vSwitches stand. */
  | { readonly name: 'cidrInUse'; readonly cidr: string; readonly vSwitchId: string }
  /** Another block of the same VPC covers part of it. */
  | { readonly name: 'cidrOverlapsBlock'; readonly cidr: string; readonly other: string }
  | { readonly name: 'cidrNotAssociated'; readonly cidr: string; readonly vpcId: string }
  | { readonly name: 'tooManySecondaryCidrs'; readonly current: number; readonly limit: Limit }
  /** IPv6 cannot go while something has such addresses. */
  | { readonly name: 'ipv6InUse'; readonly id: string; readonly user: string }
  | { readonly name: 'routeTableNotFound'; readonly routeTableId: string }
