// Puts a free network interface into an instance.

import { plugEni } from '../../../../service/eni/attach.ts'
import { action } from '../../action.ts'
import { instanceTypeOf } from '../../instanceTypes.ts'
import { attachType, clientToken, eniId, instanceId } from './eniFields.ts'

export const AttachNetworkInterface = action({
  name: 'AttachNetworkInterface',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Attach a network interface to an instance.',
  effect: 'write',
  input: {
    NetworkInterfaceId: eniId,
    InstanceId: instanceId,
    AttachType: attachType,
    ClientToken: clientToken,
  },
  faults: [
    'eniNotFound',
    'eniPrimary',
    'eniNotFree',
    'eniInOtherVpc',
    'eniInOtherZone',
    'instanceNotFound',
    'tooManyEnis',
    'tooManyIpv4',
  ],
  missing: [],
  example: { NetworkInterfaceId: 'eni-abcd1234', InstanceId: 'ins-abcd1234' },
  run(call, { NetworkInterfaceId, InstanceId }, { region }) {
    plugEni(call, { eniId: NetworkInterfaceId, instanceId: InstanceId, region }, instanceTypeOf)
    return {}
  },
})
