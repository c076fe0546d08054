// Changes a vSwitch: labels, IPv6.

import { fail } from '../../../../core/model/faults.ts'
import { owned } from '../../../../service/owned.ts'
import { modifyVSwitch } from '../../../../service/vpc/modifyVSwitch.ts'
import { action } from '../../action.ts'
import { flag, integer, text } from '../../fields.ts'
import { optionalRegionId, owner } from '../fields.ts'
import { ipv6Index, vSwitchDescription, vSwitchId, vSwitchName } from './vpcFields.ts'

export const ModifyVSwitchAttribute = action({
  name: 'ModifyVSwitchAttribute',
  product: 'Vpc',
  version: '2016-04-28',
  alsoIn: ['2014-05-26'],
  summary: 'Change a vSwitch.',
  effect: 'write',
  permission: 'vpc:ModifyVSwitchAttribute',
  input: {
    VSwitchId: vSwitchId,
    RegionId: optionalRegionId,
    VSwitchName: vSwitchName,
    Description: vSwitchDescription,
    EnableIPv6: flag({ about: 'Turn IPv6 on or off; off only when nobody has such an address.' }),
    Ipv6CidrBlock: ipv6Index,
    Ipv6CidrMask: integer({ about: 'Only 64.', min: 64, max: 64 }),
    VpcIpv6CidrBlock: text({ about: "The VPC's IPv6 block to take it from." }),
    ...owner,
  },
  faults: ['vSwitchNotFound', 'ipv6Off', 'ipv6InUse', 'ipv6BlockTaken'],
  missing: [],
  example: { VSwitchId: 'vsw-bp1example', VSwitchName: 'first' },
  run(call, parameters) {
    const { VSwitchId, RegionId, VpcIpv6CidrBlock } = parameters
    const vpcId = owned(call, 'vSwitch', VSwitchId, RegionId)?.vpcId
    const vpc = vpcId === undefined ? undefined : call.state.get('vpc', vpcId)
    if (vpc !== undefined && VpcIpv6CidrBlock !== undefined && VpcIpv6CidrBlock !== vpc.ipv6Cidr) {
      fail({ name: 'ipv6Off', id: VpcIpv6CidrBlock })
    }
    modifyVSwitch(call, {
      vSwitchId: VSwitchId,
      region: RegionId,
      name: parameters.VSwitchName,
      description: parameters.Description,
      ipv6: parameters.EnableIPv6,
      ipv6Index: parameters.Ipv6CidrBlock,
    })
    return {}
  },
})
