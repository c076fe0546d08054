// Makes a VPC with its router and system route table.

import { createVpc } from '../../../../service/vpc/createVpc.ts'
import { action } from '../../action.ts'
import { commaList, flag, ignored, text } from '../../fields.ts'
import { clientToken, dryRun, noIpamPool, owner, regionId, resourceGroupId, tags } from '../fields.ts'
import { tagsOf } from '../tags.ts'
import { vpcDescription, vpcName } from './vpcFields.ts'

const NO_IPAM = 'Length of a block from an IPAM pool.'

export const CreateVpc = action({
  name: 'CreateVpc',
  product: 'Vpc',
  version: '2016-04-28',
  alsoIn: ['2014-05-26'],
  summary: 'Create a VPC.',
  effect: 'write',
  permission: 'vpc:CreateVpc',
  input: {
    RegionId: regionId,
    CidrBlock: text({ about: 'IPv4 block of the VPC, /8 to /28. Default 172.16.0.0/12.' }),
    VpcName: vpcName,
    Description: vpcDescription,
    EnableIpv6: flag({ about: 'Assign an IPv6 /56 block.' }),
    Ipv6CidrBlock: text({ about: 'The IPv6 /56 block to assign; out of 2001:db8::/32 here.' }),
    Ipv6Isp: ignored('All IPv6 blocks are of the type BGP.'),
    UserCidr: commaList({ about: 'User CIDR blocks, up to 3.' }),
    ResourceGroupId: resourceGroupId,
    Tag: tags,
    EnableDnsHostname: flag({ about: 'Noted and shown; hosts have no DNS names here.' }),
    Ipv4CidrMask: ignored(NO_IPAM),
    Ipv4IpamPoolId: noIpamPool,
    Ipv6CidrMask: ignored(NO_IPAM),
    Ipv6IpamPoolId: noIpamPool,
    ClientToken: clientToken,
    DryRun: dryRun,
    ...owner,
  },
  faults: [
    'cidrNotAllowed',
    'userCidrNotAllowed',
    'tooManyUserCidrs',
    'ipv6BlockTaken',
    'resourceGroupNotFound',
  ],
  missing: [],
  example: { RegionId: 'cn-hangzhou', CidrBlock: '192.168.0.0/16', VpcName: 'office' },
  run(call, parameters) {
    const vpc = createVpc(call, {
      region: parameters.RegionId,
      name: parameters.VpcName ?? '',
      description: parameters.Description ?? '',
      resourceGroupId: parameters.ResourceGroupId ?? '',
      tags: tagsOf(parameters.Tag),
      cidr: parameters.CidrBlock,
      ipv6: parameters.EnableIpv6 === true || parameters.Ipv6CidrBlock !== undefined,
      ipv6Cidr: parameters.Ipv6CidrBlock,
      userCidrs: parameters.UserCidr,
      dnsHostnames: parameters.EnableDnsHostname,
    })
    return {
      VpcId: vpc.id,
      VRouterId: vpc.routerId,
      RouteTableId: vpc.routeTableId,
      ResourceGroupId: vpc.resourceGroupId,
    }
  },
})
