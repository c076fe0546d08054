// Gives a VPC a further IPv4 block.

import { associateBlock } from '../../../../service/vpc/secondaryBlocks.ts'
import { action } from '../../action.ts'
import { choice, ignored, text } from '../../fields.ts'
import { owner, regionId } from '../fields.ts'
import { onlyIpv4 } from './secondaryFields.ts'
import { vpcId } from './vpcFields.ts'

export const AssociateVpcCidrBlock = action({
  name: 'AssociateVpcCidrBlock',
  product: 'Vpc',
  version: '2016-04-28',
  summary: 'Add a secondary CIDR block to a VPC.',
  effect: 'write',
  permission: 'vpc:AssociateVpcCidrBlock',
  input: {
    RegionId: regionId,
    VpcId: vpcId,
    SecondaryCidrBlock: text({ about: 'IPv4 block, /16 to /28, that overlaps no other of the VPC.' }),
    IpVersion: choice(['IPV4', 'IPV6'], { about: 'Default IPV4.' }),
    IPv6CidrBlock: text({ about: 'IPv6 block; not supported here.' }),
    Ipv6Isp: ignored('All IPv6 blocks are of the type BGP.'),
    IpamPoolId: ignored('There are no IPAM pools here.'),
    Ipv6CidrMask: ignored('There are no IPAM pools here.'),
    SecondaryCidrMask: ignored('There are no IPAM pools here.'),
    ...owner,
  },
  faults: ['vpcNotFound', 'cidrNotAllowed', 'cidrOverlapsBlock', 'tooManySecondaryCidrs'],
  missing: ['secondary IPv6 blocks', 'blocks from IPAM pools'],
  example: { RegionId: 'cn-hangzhou', VpcId: 'vpc-bp1example', SecondaryCidrBlock: '10.8.0.0/16' },
  run(call, parameters) {
    const cidr = onlyIpv4(parameters.SecondaryCidrBlock, parameters.IPv6CidrBlock, parameters.IpVersion)
    const kept = associateBlock(call, { vpcId: parameters.VpcId, region: parameters.RegionId, cidr })
    return { CidrBlock: kept, IpVersion: 'IPV4' }
  },
})
