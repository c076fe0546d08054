// Binds an elastic IP address to an instance or a network interface.

import { associateEip } from '../../../../service/eip/associate.ts'
import { action } from '../../action.ts'
import { ignored, required, text, withDefault } from '../../fields.ts'
import { clientToken, optionalRegionId, owner } from '../fields.ts'
import { allocationId, associationFaults, forwardMode, modeOf, targetType } from './eipFields.ts'

export const AssociateEipAddress = action({
  name: 'AssociateEipAddress',
  product: 'Vpc',
  version: '2016-04-28',
  alsoIn: ['2014-05-26'],
  summary: 'Bind an elastic IP address to an instance or a network interface.',
  effect: 'write',
  permission: 'vpc:AssociateEipAddress',
  input: {
    AllocationId: allocationId,
    InstanceId: required(text({ about: 'Instance or network interface.' })),
    InstanceType: withDefault(targetType, 'EcsInstance'),
    PrivateIpAddress: text({ about: "One of the interface's addresses. Default its primary one." }),
    Mode: forwardMode,
    RegionId: optionalRegionId,
    InstanceRegionId: ignored('Address and instance are always of one region.'),
    VpcId: ignored('Only needed for targets that do not exist here.'),
    ClientToken: clientToken,
    ...owner,
  },
  faults: [...associationFaults, 'addressNotOnEni'],
  missing: [],
  example: { AllocationId: 'eip-bp1example', InstanceId: 'i-bp1example', RegionId: 'cn-hangzhou' },
  run(call, parameters) {
    associateEip(call, {
      eipId: parameters.AllocationId,
      region: parameters.RegionId,
      mode: modeOf(parameters.Mode),
      target: {
        kind: parameters.InstanceType === 'EcsInstance' ? 'instance' : 'eni',
        id: parameters.InstanceId,
        privateAddress: parameters.PrivateIpAddress,
      },
    })
    return {}
  },
})
