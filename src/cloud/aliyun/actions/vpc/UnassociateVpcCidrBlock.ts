// Takes a further block off a VPC.

import { unassociateBlock } from '../../../../service/vpc/secondaryBlocks.ts'
import { action } from '../../action.ts'
import { missingOf, refuse, text } from '../../fields.ts'
import { owner, regionId } from '../fields.ts'
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
    IPv6CidrBlock: text({ about: 'A secondary IPv6 block from which no vSwitch has one.' }),
    ...owner,
  },
  faults: ['vpcNotFound', 'cidrNotAssociated', 'cidrInUse'],
  missing: [],
  example: { RegionId: 'cn-hangzhou', VpcId: 'vpc-bp1example', SecondaryCidrBlock: '10.8.0.0/16' },
  run(call, parameters) {
    const cidr =
      parameters.SecondaryCidrBlock ?? parameters.IPv6CidrBlock ?? refuse(missingOf('SecondaryCidrBlock'))
    unassociateBlock(call, { vpcId: parameters.VpcId, region: parameters.RegionId, cidr })
    return {}
  },
})
