// Makes a network interface that no instance has yet.

import { action } from '../../action.ts'
import { makeEni, NEW_ENI_FAULTS, newEniFields } from './createEni.ts'
import { eniView } from './eniAnswer.ts'

export const CreateNetworkInterface = action({
  name: 'CreateNetworkInterface',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Create a network interface.',
  effect: 'write',
  input: newEniFields,
  faults: [...NEW_ENI_FAULTS],
  missing: [],
  example: { VpcId: 'vpc-abcd1234', SubnetId: 'subnet-abcd1234', NetworkInterfaceName: 'second' },
  run: (call, parameters, { region }) => ({
    NetworkInterface: eniView(call.state, makeEni(call, parameters, region)),
  }),
})
