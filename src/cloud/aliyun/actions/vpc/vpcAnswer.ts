// A VPC as the answers of DescribeVpcs and DescribeVpcAttribute show it.

import { ipv6BlocksOf, type Vpc } from '../../../../core/model/network.ts'
import type { ResourceReader } from '../../../../core/model/resources.ts'
import { formatTime } from '../../time.ts'
import { vpcTags } from '../tags.ts'

export const vpcAnswer = (state: ResourceReader, vpc: Vpc) => ({
  VpcId: vpc.id,
  VpcName: vpc.name,
  Description: vpc.description,
  RegionId: vpc.region,
  Status: 'Available',
  CidrBlock: vpc.cidr,
  SecondaryCidrBlocks: { SecondaryCidrBlock: vpc.secondaryCidrs },
  UserCidrs: { UserCidr: vpc.userCidrs },
  EnabledIpv6: vpc.ipv6Cidr !== null,
  Ipv6CidrBlock: vpc.ipv6Cidr ?? '',
  Ipv6CidrBlocks: {
    Ipv6CidrBlock: ipv6BlocksOf(vpc).map((block) => ({ Ipv6CidrBlock: block, Ipv6Isp: 'BGP' })),
  },
  IsDefault: vpc.isDefault,
  VRouterId: vpc.routerId,
  VSwitchIds: { VSwitchId: state.by('vSwitch', 'vpc', vpc.id).map((vSwitch) => vSwitch.id) },
  DnsHostnameStatus: vpc.dnsHostnames === true ? 'ENABLED' : 'DISABLED',
  ResourceGroupId: vpc.resourceGroupId,
  Tags: vpcTags(vpc.tags),
  CreationTime: formatTime(vpc.createdAt),
})
