// Makes the default VPC of a region.

import { createDefaultVpc } from '../../../../service/vpc/defaultVpc.ts'
import { action } from '../../action.ts'
import { flag, missingOf, refuse, text } from '../../fields.ts'
import { clientToken, owner, regionId, resourceGroupId } from '../fields.ts'

export const CreateDefaultVpc = action({
  name: 'CreateDefaultVpc',
  product: 'Vpc',
  version: '2016-04-28',
  summary: 'Create the default VPC of a region.',
  effect: 'write',
  permission: 'vpc:CreateDefaultVpc',
  input: {
    RegionId: regionId,
    EnableIpv6: flag({ about: 'Assign an IPv6 block. Default false.' }),
    Ipv6CidrBlock: text({ about: 'The IPv6 /56 block; needed with EnableIpv6.' }),
    ResourceGroupId: resourceGroupId,
    ClientToken: clientToken,
    ...owner,
  },
  faults: ['defaultVpcExists', 'ipv6BlockTaken', 'cidrNotAllowed', 'resourceGroupNotFound'],
  missing: [],
  example: { RegionId: 'cn-hangzhou' },
  run(call, parameters) {
    const { EnableIpv6, Ipv6CidrBlock } = parameters
    if (EnableIpv6 === true && Ipv6CidrBlock === undefined) refuse(missingOf('Ipv6CidrBlock'))
    const vpc = createDefaultVpc(call, {
      region: parameters.RegionId,
      resourceGroupId: parameters.ResourceGroupId,
      ipv6Cidr: EnableIpv6 === true ? Ipv6CidrBlock : undefined,
    })
    return { VpcId: vpc.id, VRouterId: vpc.routerId, RouteTableId: vpc.routeTableId }
  },
})
