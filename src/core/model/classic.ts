// The classic network of a region: one flat network of all accounts, beside their VPCs (semantics K).
//
// It is kept as a VPC that belongs to nobody, so that everything behind the model treats it as one; groups say
// null for it, as users do. An instance has two NICs there, each an ENI of its own.

import { type AccountId, asId, type VpcId, type VSwitchId } from './ids.ts'
import type { Vpc, VSwitch } from './network.ts'
import type { Nic } from './rule.ts'
import type { SecurityGroup } from './securityGroup.ts'

const PREFIX = 'classic-'

export const classicNetworkId = (region: string): VpcId => asId<VpcId>(`${PREFIX}${region}`)

export const isClassicNetwork = (vpcId: VpcId): boolean => vpcId.startsWith(PREFIX)

type Placed = Pick<SecurityGroup, 'vpcId' | 'region' | 'spansNetworks'>

/** Where the members of a group are: its VPC, or the classic network of its region; null: anywhere in the region. */
export const networkOf = (group: Placed): VpcId | null =>
  group.spansNetworks ? null : (group.vpcId ?? classicNetworkId(group.region))

/** K: in the classic network, not just without a network. */
export const isClassicGroup = (group: Pick<SecurityGroup, 'vpcId' | 'spansNetworks'>): boolean =>
  group.vpcId === null && group.spansNetworks !== true

/** G5: whether an interface of this VPC may have the group. */
export const mayStandIn = (group: Placed, vpcId: VpcId): boolean => (networkOf(group) ?? vpcId) === vpcId

/** Nobody's: no caller ever finds it among its own. */
const NOBODY = asId<AccountId>('')

const owned = (region: string, createdAt: number) => ({
  accountId: NOBODY,
  region,
  name: 'classic network',
  description: '',
  resourceGroupId: '',
  tags: {},
  createdAt,
})

/** The real one uses 10.0.0.0/8 for instances and 100.64.0.0/10 for its own services. */
const INTRANET = '10.0.0.0/8'

export const classicNetwork = (region: string, createdAt: number): Vpc => ({
  ...owned(region, createdAt),
  id: classicNetworkId(region),
  cidr: INTRANET,
  secondaryCidrs: [],
  ipv6Cidr: null,
  userCidrs: [],
  isDefault: false,
  routerId: '',
  routeTableId: '',
})

/** Of the intranet the addresses are given out; on the internet side the block only holds the gateway. */
const BLOCKS: Readonly<Record<Nic, string>> = { intranet: INTRANET, internet: '169.254.254.0/24' }

export const classicVSwitch = (nic: Nic, region: string, createdAt: number): VSwitch => ({
  ...owned(region, createdAt),
  id: asId<VSwitchId>(`vsw-${classicNetworkId(region)}-${nic}`),
  vpcId: classicNetworkId(region),
  zone: '',
  cidr: BLOCKS[nic],
  ipv6Cidr: null,
  isDefault: false,
})
