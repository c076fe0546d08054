// Takes an elastic IP address off what it is bound to.

import { unassociateEip } from '../../../../service/eip/unassociate.ts'
import { action } from '../../action.ts'
import { ignored, text } from '../../fields.ts'
import { clientToken, optionalRegionId, owner } from '../fields.ts'
import { allocationId, targetType } from './eipFields.ts'

export const UnassociateEipAddress = action({
  name: 'UnassociateEipAddress',
  product: 'Vpc',
  version: '2016-04-28',
  alsoIn: ['2014-05-26'],
  summary: 'Unbind an elastic IP address.',
  effect: 'write',
  permission: 'vpc:UnassociateEipAddress',
  input: {
    AllocationId: allocationId,
    InstanceId: text({ about: 'What it must be bound to; anything when left out.' }),
    InstanceType: targetType,
    PrivateIpAddress: text({ about: 'The private address it must be bound to.' }),
    Force: ignored('It matters to NAT gateways only.'),
    RegionId: optionalRegionId,
    ClientToken: clientToken,
    ...owner,
  },
  faults: ['eipNotFound', 'eipNotInUse', 'eipBoundElsewhere'],
  missing: [],
  example: { AllocationId: 'eip-bp1example', InstanceId: 'i-bp1example', RegionId: 'cn-hangzhou' },
  run(call, parameters) {
    unassociateEip(call, {
      eipId: parameters.AllocationId,
      region: parameters.RegionId,
      targetId: parameters.InstanceId,
      privateAddress: parameters.PrivateIpAddress,
    })
    return {}
  },
})
