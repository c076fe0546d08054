// Links a classic instance to a VPC.

import { linkInstance } from '../../../../service/classic/links.ts'
import { action } from '../../action.ts'
import { owner, regionId } from '../fields.ts'
import { vpcId } from '../vpc/vpcFields.ts'
import { instanceId } from './instanceFields.ts'

export const AttachClassicLinkVpc = action({
  name: 'AttachClassicLinkVpc',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Link a classic instance to a VPC.',
  effect: 'write',
  permission: 'ecs:AttachClassicLinkVpc',
  input: { RegionId: regionId, InstanceId: instanceId, VpcId: vpcId, ...owner },
  faults: [
    'instanceNotFound',
    'vpcNotFound',
    'notClassicInstance',
    'classicLinkOff',
    'classicLinkBlock',
    'linkedElsewhere',
    'tooManyLinks',
  ],
  missing: [],
  example: { RegionId: 'cn-hangzhou', InstanceId: 'i-bp1example', VpcId: 'vpc-bp1example' },
  run(call, { RegionId, InstanceId, VpcId }) {
    linkInstance(call, { instanceId: InstanceId, vpcId: VpcId, region: RegionId })
    return {}
  },
})
