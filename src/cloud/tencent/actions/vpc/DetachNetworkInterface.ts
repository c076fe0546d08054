// Takes a network interface out of its instance; it keeps its addresses and groups.

import { unplugEni } from '../../../../service/eni/attach.ts'
import { action } from '../../action.ts'
import { clientToken, eniId, instanceId } from './eniFields.ts'

export const DetachNetworkInterface = action({
  name: 'DetachNetworkInterface',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Detach a network interface from its instance.',
  effect: 'write',
  input: { NetworkInterfaceId: eniId, InstanceId: instanceId, ClientToken: clientToken },
  faults: ['eniNotFound', 'eniPrimary', 'eniNotAttached', 'instanceNotFound'],
  missing: [],
  example: { NetworkInterfaceId: 'eni-abcd1234', InstanceId: 'ins-abcd1234' },
  run(call, { NetworkInterfaceId, InstanceId }, { region }) {
    unplugEni(call, { eniId: NetworkInterfaceId, instanceId: InstanceId, region })
    return {}
  },
})
