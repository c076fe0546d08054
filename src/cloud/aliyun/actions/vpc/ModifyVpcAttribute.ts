// Changes a VPC: labels, block, IPv6.

import { modifyVpc } from '../../../../service/vpc/modifyVpc.ts'
import { action } from '../../action.ts'
import { flag, ignored, text } from '../../fields.ts'
import { optionalRegionId, owner } from '../fields.ts'
import { vpcDescription, vpcId, vpcName } from './vpcFields.ts'

export const ModifyVpcAttribute = action({
  name: 'ModifyVpcAttribute',
  product: 'Vpc',
  version: '2016-04-28',
  alsoIn: ['2014-05-26'],
  summary: 'Change a VPC.',
  effect: 'write',
  permission: 'vpc:ModifyVpcAttribute',
  input: {
    VpcId: vpcId,
    RegionId: optionalRegionId,
    VpcName: vpcName,
    Description: vpcDescription,
    CidrBlock: text({ about: 'Another IPv4 block, with all vSwitches inside.' }),
    EnableIPv6: flag({ about: 'Turn IPv6 on or off; off only when no vSwitch has it.' }),
    Ipv6CidrBlock: text({ about: 'The IPv6 /56 block to assign when it is turned on.' }),
    Ipv6Isp: ignored('All IPv6 blocks are of the type BGP.'),
    EnableDnsHostname: flag({ about: 'Noted and shown; hosts have no DNS names here.' }),
    ...owner,
  },
  faults: [
    'vpcNotFound',
    'cidrNotAllowed',
    'cidrInUse',
    'cidrOverlapsBlock',
    'classicLinkBlock',
    'ipv6InUse',
    'ipv6BlockTaken',
  ],
  missing: [],
  example: { VpcId: 'vpc-bp1example', VpcName: 'office' },
  run(call, parameters) {
    modifyVpc(call, {
      vpcId: parameters.VpcId,
      region: parameters.RegionId,
      name: parameters.VpcName,
      description: parameters.Description,
      cidr: parameters.CidrBlock,
      ipv6: parameters.EnableIPv6,
      ipv6Cidr: parameters.Ipv6CidrBlock,
      dnsHostnames: parameters.EnableDnsHostname,
    })
    return {}
  },
})
