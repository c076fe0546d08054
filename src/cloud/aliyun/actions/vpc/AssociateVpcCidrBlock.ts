// Gives a VPC a further block, IPv4 or IPv6.

import { associateBlock, associateIpv6Block } from '../../../../service/vpc/secondaryBlocks.ts'
import { action } from '../../action.ts'
import { choice, ignored, missingOf, refuse, text } from '../../fields.ts'
import { noIpamPool, owner, regionId } from '../fields.ts'
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
    IPv6CidrBlock: text({
      about: 'IPv6 /56 block, out of 2001:db8::/32 here. Default the next free one.',
    }),
    Ipv6Isp: ignored('All IPv6 blocks are of the type BGP.'),
    IpamPoolId: noIpamPool,
    Ipv6CidrMask: ignored('Length of a block from an IPAM pool.'),
    SecondaryCidrMask: ignored('Length of a block from an IPAM pool.'),
    ...owner,
  },
  faults: ['vpcNotFound', 'cidrNotAllowed', 'cidrOverlapsBlock', 'tooManySecondaryCidrs', 'ipv6BlockTaken'],
  missing: [],
  example: { RegionId: 'cn-hangzhou', VpcId: 'vpc-bp1example', SecondaryCidrBlock: '10.8.0.0/16' },
  run(call, parameters) {
    const vpc = { vpcId: parameters.VpcId, region: parameters.RegionId }
    const { SecondaryCidrBlock, IPv6CidrBlock } = parameters
    if (parameters.IpVersion === 'IPV6' || IPv6CidrBlock !== undefined) {
      return { CidrBlock: associateIpv6Block(call, { ...vpc, cidr: IPv6CidrBlock }), IpVersion: 'IPV6' }
    }
    const cidr = SecondaryCidrBlock ?? refuse(missingOf('SecondaryCidrBlock'))
    return { CidrBlock: associateBlock(call, { ...vpc, cidr }), IpVersion: 'IPV4' }
  },
})
