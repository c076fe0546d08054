// Faults of instances and network interfaces.

import type { Limit } from '../limits/limit.ts'

export type InstanceFault =
  | { readonly name: 'instanceNotFound'; readonly instanceId: string }
  | { readonly name: 'instanceStateWrong'; readonly instanceId: string; readonly state: string }
  | { readonly name: 'instanceProtected'; readonly instanceId: string }
  /** Paid for in advance, and not said to end early. */
  | { readonly name: 'instanceSubscribed'; readonly instanceId: string }
  | { readonly name: 'responderMalformed'; readonly value: string }
  | { readonly name: 'vSwitchNeeded'; readonly vpcId: string }
  | { readonly name: 'vSwitchInOtherZone'; readonly vSwitchId: string; readonly zone: string }
  | { readonly name: 'vSwitchInOtherVpc'; readonly vSwitchId: string; readonly vpcId: string }
  | { readonly name: 'eniNotFound'; readonly eniId: string }
  | { readonly name: 'eniNotFree'; readonly eniId: string }
  | { readonly name: 'eniInOtherZone'; readonly eniId: string; readonly zone: string }
  | { readonly name: 'eniInOtherVpc'; readonly eniId: string; readonly vpcId: string }
  | { readonly name: 'tooManyEnis'; readonly current: number; readonly maximum: number }
  /** An ENI must have a group (semantics G4). */
  | { readonly name: 'groupNeeded' }
  | { readonly name: 'tooManyGroups'; readonly current: number; readonly limit: Limit }
  /** Basic and enterprise groups on one ENI (semantics G4). */
  | { readonly name: 'groupKindsMixed' }
  /** Further interfaces, addresses or IPv6 for a classic instance (semantics K2). */
  | { readonly name: 'interfacesInClassicNetwork' }
  /** Group and ENI lie in different VPCs (semantics G5). */
  | { readonly name: 'groupInOtherVpc'; readonly groupId: string; readonly vpcId: string }
  /** A group of the classic network for an ENI of a VPC (semantics G5). */
  | { readonly name: 'groupOutsideVpcs'; readonly groupId: string; readonly vpcId: string }
  | { readonly name: 'groupManaged'; readonly groupId: string }
  /** No more members fit into the group. */
  | { readonly name: 'groupFull'; readonly groupId: string; readonly current: number; readonly limit: Limit }
  /** No more private addresses fit into the VPC. */
  | {
      readonly name: 'tooManyAddressesInVpc'
      readonly vpcId: string
      readonly current: number
      readonly limit: Limit
    }
  /** All groups together would bring the ENI more rules than it may have. */
  | { readonly name: 'tooManyRulesOnEni'; readonly current: number; readonly limit: Limit }
  /** Something that only secondary interfaces can do. */
  | { readonly name: 'eniPrimary'; readonly eniId: string }
  | { readonly name: 'eniNotAttached'; readonly eniId: string; readonly instanceId: string }
  /** More addresses than the interface may have: alone, or as part of an instance of this type. */
  | ({ readonly name: 'tooManyIpv4' } & TooManyAddresses)
  | ({ readonly name: 'tooManyIpv6' } & TooManyAddresses)
  /** The same address twice in one call. */
  | { readonly name: 'addressRepeated'; readonly address: string }
  /** Not a block that can be delegated: IPv4 /28, IPv6 /80, from its first address on. */
  | { readonly name: 'prefixNotAllowed'; readonly prefix: string }
  /** An instance has a public address already. */
  | { readonly name: 'publicAddressExists'; readonly instanceId: string }

interface TooManyAddresses {
  readonly eniId: string
  readonly attached: boolean
  readonly wanted: number
  readonly maximum: number
}
