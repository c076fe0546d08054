// Takes a classic instance's link to a VPC away.

import { unlinkInstance } from '../../../../service/classic/links.ts'
import { action } from '../../action.ts'
import { owner, regionId } from '../fields.ts'
import { vpcId } from '../vpc/vpcFields.ts'
import { instanceId } from './instanceFields.ts'

export const DetachClassicLinkVpc = action({
  name: 'DetachClassicLinkVpc',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Unlink a classic instance from a VPC.',
  effect: 'write',
  permission: 'ecs:DetachClassicLinkVpc',
  input: { RegionId: regionId, InstanceId: instanceId, VpcId: vpcId, ...owner },
  faults: ['instanceNotFound', 'vpcNotFound', 'notClassicInstance', 'linkNotFound'],
  missing: [],
  example: { RegionId: 'cn-hangzhou', InstanceId: 'i-bp1example', VpcId: 'vpc-bp1example' },
  run(call, { RegionId, InstanceId, VpcId }) {
    unlinkInstance(call, { instanceId: InstanceId, vpcId: VpcId, region: RegionId })
    return {}
  },
})
