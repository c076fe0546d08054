// Opens a VPC to links of classic instances.

import { modifyVpc } from '../../../../service/vpc/modifyVpc.ts'
import { action } from '../../action.ts'
import { clientToken, owner, regionId } from '../fields.ts'
import { vpcId } from './vpcFields.ts'

export const EnableVpcClassicLink = action({
  name: 'EnableVpcClassicLink',
  product: 'Vpc',
  version: '2016-04-28',
  summary: 'Enable ClassicLink for a VPC.',
  effect: 'write',
  permission: 'vpc:EnableVpcClassicLink',
  input: {
    RegionId: regionId,
    VpcId: vpcId,
    ClientToken: clientToken,
    ...owner,
  },
  faults: ['vpcNotFound', 'classicLinkBlock'],
  missing: [],
  example: { RegionId: 'cn-hangzhou', VpcId: 'vpc-bp1example' },
  run(call, { RegionId, VpcId }) {
    modifyVpc(call, { vpcId: VpcId, region: RegionId, classicLink: true })
    return {}
  },
})
