// What packets travel through: VPCs, vSwitches, ENIs, instances and public addresses, as they are kept.

import type {
  AccountId,
  EipId,
  EniId,
  HostId,
  InstanceId,
  NetworkAclId,
  SecurityGroupId,
  VpcId,
  VSwitchId,
} from './ids.ts'
import type { Nic } from './rule.ts'
import type { Tags } from './securityGroup.ts'

/** What every resource a user owns carries. */
export interface Owned {
  readonly accountId: AccountId
  readonly region: string
  readonly name: string
  readonly description: string
  readonly resourceGroupId: string
  readonly tags: Tags
  /** Milliseconds since 1970, UTC. */
  readonly createdAt: number
}

export interface Vpc extends Owned {
  readonly id: VpcId
  readonly cidr: string
  readonly secondaryCidrs: readonly string[]
  /** A /56; null while IPv6 is off. */
  readonly ipv6Cidr: string | null
  /** Further /56 blocks; absent: none. */
  readonly secondaryIpv6Cidrs?: readonly string[]
  readonly userCidrs: readonly string[]
  readonly isDefault: boolean
  /** Other accounts that may put groups, interfaces and instances into it. */
  readonly sharedWith?: readonly AccountId[]
  readonly routerId: string
  readonly routeTableId: string
  /** Labels of the system route table; absent: none. */
  readonly routeTable?: { readonly name: string; readonly description: string; readonly propagation: boolean }
  readonly dnsHostnames?: boolean
  readonly classicLink?: boolean
  /** Kept for their owner: names are resolved, and copies of packets sent, by nobody here. Absent: the cloud's own. */
  readonly dnsServers?: readonly string[]
  readonly domainName?: string
  readonly multicast?: boolean
}

/** The IPv6 blocks of a VPC, the first one first. */
export const ipv6BlocksOf = ({ ipv6Cidr, secondaryIpv6Cidrs = [] }: Vpc): readonly string[] =>
  ipv6Cidr === null ? [] : [ipv6Cidr, ...secondaryIpv6Cidrs]

export interface VSwitch extends Owned {
  readonly id: VSwitchId
  readonly vpcId: VpcId
  readonly zone: string
  readonly cidr: string
  /** A /64 of the VPC's block; null while IPv6 is off. */
  readonly ipv6Cidr: string | null
  readonly isDefault: boolean
  /** What every packet across its edge must pass (semantics A1); left out: nothing. */
  readonly networkAclId?: NetworkAclId
  /** Where the gateway stands: at the first address, or (absent) before the last two. */
  readonly gatewayFirst?: true
  readonly broadcast?: boolean
}

/** Idle seconds after which a session is forgotten (semantics C2). */
export interface SessionTimeouts {
  readonly tcpEstablished: number
  readonly tcpClosed: number
  readonly udp: number
}

/** What an interface has unless its owner says otherwise (C2; API remarks, ConnectionTrackingConfiguration). */
export const USUAL_TIMEOUTS: SessionTimeouts = { tcpEstablished: 910, tcpClosed: 3, udp: 30 }

/** Elastic network interface: the unit of enforcement (semantics P2). */
export interface Eni extends Owned {
  readonly id: EniId
  readonly vpcId: VpcId
  readonly vSwitchId: VSwitchId
  readonly zone: string
  readonly kind: 'primary' | 'secondary'
  /** Null while detached. */
  readonly instanceId: InstanceId | null
  readonly deviceIndex: number
  readonly mac: string
  readonly primaryAddress: string
  readonly secondaryAddresses: readonly string[]
  readonly ipv6Addresses: readonly string[]
  /** Delegated blocks, IPv4 /28 and IPv6 /80, as CIDR text. */
  readonly prefixes: readonly string[]
  /** In the order bound; it decides only where groups are `inSequence` (P3). */
  readonly securityGroupIds: readonly SecurityGroupId[]
  readonly timeouts: SessionTimeouts
  readonly deleteOnRelease: boolean
  readonly sourceDestCheck: boolean
  readonly managed: boolean
  /** Classic network only: which of its instance's two NICs it is (K2). On the internet its address is public. */
  readonly nic?: Nic
  /** It stands for a classic instance in a VPC that it is linked to, beside its intranet NIC and with the same address (K3). */
  readonly linked?: true
  /** The first IPv6 address is the primary one and stays. */
  readonly primaryIpv6?: boolean
  readonly queueNumber?: number
  readonly trafficMode?: 'Standard' | 'HighPerformance'
  /** Public addresses that stand on the interface itself, in the place of its others or beside them (P10); absent: none. */
  readonly visible?: { readonly addresses: readonly string[]; readonly only: boolean }
}

/** How a public address stands on its interface (P10): as the only one there is, or one of several beside the private ones. */
export type VisibleMode = 'cutThrough' | 'multiEip'

export type InstanceState = 'running' | 'stopped'

export interface Instance extends Owned {
  readonly id: InstanceId
  readonly zone: string
  readonly vpcId: VpcId
  readonly vSwitchId: VSwitchId
  /** The state asked for; the agent makes it so. */
  readonly state: InstanceState
  readonly primaryEniId: EniId
  /** Where it runs. */
  readonly hostId: HostId
  readonly hostName: string
  readonly imageId: string
  readonly instanceType: string
  readonly chargeType: string
  readonly internetChargeType: string
  readonly internetMaxBandwidthOut: number
  /** More of it for a time; absent: none. */
  readonly bandwidthBoost?: { readonly mbits: number; readonly from: number; readonly until: number }
  readonly keyPairName: string
  readonly ramRoleName: string
  readonly userData: string
  readonly deletionProtection: boolean
  /** When it goes by itself, milliseconds since 1970; absent: never. */
  readonly autoReleaseAt?: number | undefined
  readonly metadata: {
    readonly endpoint: 'enabled' | 'disabled'
    readonly tokens: 'optional' | 'required'
    readonly hopLimit: number
    /** Whether the metadata service shows the instance's tags; absent: no. */
    readonly tags?: boolean
  }
  /** As it was asked for; nothing is stored on it here. Absent: the usual one. */
  readonly systemDisk?: { readonly category: string; readonly size: number }
  /** Built-in TCP/UDP echo and HTTP responder on these ports; empty = off. */
  readonly responderPorts: readonly number[]
  readonly startedAt: number
}

/** Elastic IP: a public address that maps to one private address, or stands on an interface itself. */
export interface Eip extends Owned {
  readonly id: EipId
  readonly address: string
  readonly bandwidth: string
  readonly internetChargeType: string
  /** Paid in advance: not released by hand; absent: no. */
  readonly prepaid?: true
  readonly isp: string
  /** Given together with an instance: shown as its own, released with it, never an elastic address. */
  readonly withInstance?: true
  /** Cannot be released until this is taken back. */
  readonly deletionProtection?: boolean
  /** Where traffic is logged by the second; absent: off. */
  readonly monitorLog?: { readonly project: string; readonly store: string }
  /** Null while free. */
  readonly association: {
    readonly eniId: EniId
    /** The instance it was asked for; null when the ENI itself was named. */
    readonly instanceId: InstanceId | null
    /** Empty where none is meant. */
    readonly privateAddress: string
    /** Absent: it is translated. */
    readonly mode?: VisibleMode
  } | null
}
