// Shows one VPC with the numbers of what stands in it.

import { fail } from '../../../../core/model/faults.ts'
import { owned } from '../../../../service/owned.ts'
import { action } from '../../action.ts'
import { flag } from '../../fields.ts'
import { dryRun, owner, regionId } from '../fields.ts'
import { meets } from '../filters.ts'
import { vpcAnswer } from './vpcAnswer.ts'
import { vpcId } from './vpcFields.ts'

export const DescribeVpcAttribute = action({
  name: 'DescribeVpcAttribute',
  product: 'Vpc',
  version: '2016-04-28',
  alsoIn: ['2014-05-26'],
  summary: 'Show one VPC.',
  effect: 'read',
  permission: 'vpc:DescribeVpcAttribute',
  input: {
    RegionId: regionId,
    VpcId: vpcId,
    IsDefault: flag({ about: 'Only when it is the default VPC, or only when it is not.' }),
    DryRun: dryRun,
    ...owner,
  },
  faults: ['vpcNotFound'],
  missing: [],
  example: { RegionId: 'cn-hangzhou', VpcId: 'vpc-bp1example' },
  run(call, { RegionId, VpcId, IsDefault }) {
    const vpc = owned(call, 'vpc', VpcId, RegionId)
    if (vpc === undefined || !meets(IsDefault, vpc.isDefault)) {
      return fail({ name: 'vpcNotFound', vpcId: VpcId })
    }
    const vSwitches = call.state.by('vSwitch', 'vpc', vpc.id).length
    return {
      ...vpcAnswer(call.state, vpc),
      ClassicLinkEnabled: vpc.classicLink === true,
      Ipv4GatewayId: '',
      SupportIpv4Gateway: false,
      CloudResources: {
        CloudResourceSetType: [
          { ResourceType: 'VSwitch', ResourceCount: vSwitches },
          { ResourceType: 'VRouter', ResourceCount: 1 },
          { ResourceType: 'RouteTable', ResourceCount: 1 },
        ],
      },
    }
  },
})
