// Takes a secondary network interface out of its instance.

import { unplugEni } from '../../../../service/eni/attach.ts'
import { action } from '../../action.ts'
import { owner, regionId } from '../fields.ts'
import { eniId, noTrunk } from './eniFields.ts'
import { instanceId } from './instanceFields.ts'

export const DetachNetworkInterface = action({
  name: 'DetachNetworkInterface',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Detach a network interface from its instance.',
  effect: 'write',
  permission: 'ecs:DetachNetworkInterface',
  input: {
    RegionId: regionId,
    NetworkInterfaceId: eniId,
    InstanceId: instanceId,
    TrunkNetworkInstanceId: noTrunk,
    ...owner,
  },
  faults: ['eniNotFound', 'eniManaged', 'eniPrimary', 'eniNotAttached', 'instanceNotFound'],
  missing: [],
  example: { RegionId: 'cn-hangzhou', NetworkInterfaceId: 'eni-bp1example', InstanceId: 'i-bp1example' },
  run(call, { RegionId, NetworkInterfaceId, InstanceId }) {
    unplugEni(call, { eniId: NetworkInterfaceId, instanceId: InstanceId, region: RegionId })
    return {}
  },
})
