// VPCs and subnets as answers show them, in the fields that real answers have.

import { formatAddress } from '../../../../core/model/address.ts'
import { parseCidr, rangeOf } from '../../../../core/model/cidr.ts'
import type { Vpc, VSwitch } from '../../../../core/model/network.ts'
import type { ResourceReader } from '../../../../core/model/resources.ts'
import { gatewayOf } from '../../../../core/model/system.ts'
import { freeAddressCount } from '../../../../service/eni/addresses.ts'
import { formatLocal } from '../../time.ts'
import { tagSet } from '../fields.ts'

/** What instances ask unless their owner names others (Tencent Cloud private DNS). */
const USUAL_SERVERS = ['183.60.83.19', '183.60.82.98']

export const vpcView = (vpc: Vpc): object => ({
  VpcId: vpc.id,
  VpcName: vpc.name,
  CidrBlock: vpc.cidr,
  Ipv6CidrBlock: vpc.ipv6Cidr ?? '',
  Ipv6CidrBlockSet: [],
  IsDefault: vpc.isDefault,
  EnableMulticast: vpc.multicast ?? false,
  CreatedTime: formatLocal(vpc.createdAt),
  EnableDhcp: true,
  DhcpOptionsId: vpc.id.replace(/^vpc-/, 'dopt-'),
  DnsServerSet: vpc.dnsServers ?? USUAL_SERVERS,
  DomainName: vpc.domainName ?? '',
  VpcFlag: 0,
  IsShare: false,
  EnableRouteVpcPublish: false,
  EnableRouteVpcPublishIpv6: false,
  TagSet: tagSet(vpc.tags),
  AssistantCidrSet: vpc.secondaryCidrs.map((CidrBlock) => ({
    VpcId: vpc.id,
    CidrBlock,
    AssistantType: 1,
    SubnetSet: [],
  })),
})

export function subnetView(state: ResourceReader, subnet: VSwitch): object {
  const block = parseCidr(subnet.cidr)
  return {
    VpcId: subnet.vpcId,
    SubnetId: subnet.id,
    SubnetName: subnet.name,
    CidrBlock: subnet.cidr,
    Ipv6CidrBlock: subnet.ipv6Cidr ?? '',
    ISPType: '',
    AddressType: '',
    IsDefault: subnet.isDefault,
    IsRemoteVpcSnat: false,
    EnableBroadcast: subnet.broadcast ?? false,
    Zone: subnet.zone,
    RouteTableId: state.get('vpc', subnet.vpcId)?.routeTableId ?? '',
    NetworkAclId: subnet.networkAclId ?? '',
    HighPriorityRouteTableId: '',
    TotalIpAddressCount: block === undefined ? 0 : addressCount(block),
    AvailableIpAddressCount: freeAddressCount(state, subnet),
    CreatedTime: formatLocal(subnet.createdAt),
    TagSet: tagSet(subnet.tags),
    LocalZone: false,
    IsShare: false,
    GatewaySet: block === undefined ? [] : [{ Address: formatAddress(gatewayOf(block, subnet)) }],
    CdcId: '',
    IsCdcSubnet: 0,
    Region: subnet.region,
  }
}

/** The first two and the last address of every subnet are nobody's. */
function addressCount(block: Parameters<typeof rangeOf>[0]): number {
  const { first, last } = rangeOf(block)
  return Number(last - first + 1n) - 3
}
