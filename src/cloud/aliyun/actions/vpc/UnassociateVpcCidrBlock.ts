// Takes a further IPv4 block off a VPC.

import { unassociateBlock } from '../../../../service/vpc/secondaryBlocks.ts'
import { action } from '../../action.ts'
import { text } from '../../fields.ts'
import { owner, regionId } from '../fields.ts'
import { onlyIpv4 } from './secondaryFields.ts'
import { vpcId } from './vpcFields.ts'

export const UnassociateVpcCidrBlock = action({
  name: 'UnassociateVpcCidrBlock',
  product: 'Vpc',
  version: '2016-04-28',
  summary: 'Remove a secondary CIDR block from a VPC.',
  effect: 'write',
  permission: 'vpc:UnassociateVpcCidrBlock',
  input: {
    RegionId: regionId,
    VpcId: vpcId,
    SecondaryCidrBlock: text({ about: 'A secondary block in which no vSwitch stands.' }),
    IPv6CidrBlock: text({ about: 'IPv6 block; not supported here.' }),
    ...owner,
  },
  faults: ['vpcNotFound', 'cidrNotAssociated', 'cidrInUse'],
  missing: ['secondary IPv6 blocks'],
  example: { RegionId: 'cn-hangzhou', VpcId: 'vpc-bp1example', SecondaryCidrBlock: '10.8.0.0/16' },
  run(call, parameters) {
    const cidr = onlyIpv4(parameters.SecondaryCidrBlock, parameters.IPv6CidrBlock)
    unassociateBlock(call, { vpcId: parameters.VpcId, region: parameters.RegionId, cidr })
    return {}
  },
})
