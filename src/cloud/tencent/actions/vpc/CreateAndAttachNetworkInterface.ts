// Makes a network interface and puts it into an instance.

import { plugEni } from '../../../../service/eni/attach.ts'
import { action } from '../../action.ts'
import { instanceTypeOf } from '../../instanceTypes.ts'
import { makeEni, NEW_ENI_FAULTS, newEniFields } from './createEni.ts'
import { eniView } from './eniAnswer.ts'
import { attachType, instanceId } from './eniFields.ts'

export const CreateAndAttachNetworkInterface = action({
  name: 'CreateAndAttachNetworkInterface',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Create a network interface and attach it to an instance.',
  effect: 'write',
  input: { ...newEniFields, InstanceId: instanceId, AttachType: attachType },
  faults: [...NEW_ENI_FAULTS, 'instanceNotFound', 'eniInOtherVpc', 'eniInOtherZone', 'tooManyEnis'],
  missing: [],
  example: {
    VpcId: 'vpc-abcd1234',
    SubnetId: 'subnet-abcd1234',
    NetworkInterfaceName: 'second',
    InstanceId: 'ins-abcd1234',
  },
  run(call, parameters, { region }) {
    const eni = makeEni(call, parameters, region)
    const attached = plugEni(
      call,
      { eniId: eni.id, instanceId: parameters.InstanceId, region },
      instanceTypeOf,
    )
    return { NetworkInterface: eniView(call.state, attached) }
  },
})
