// Changes the name of a subnet; what is left out stays.

import { modifyVSwitch } from '../../../../service/vpc/modifyVSwitch.ts'
import { action } from '../../action.ts'
import { byteName, flagIn, subnetId, textFlag } from './vpcFields.ts'

export const ModifySubnetAttribute = action({
  name: 'ModifySubnetAttribute',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Change the attributes of a subnet.',
  effect: 'write',
  input: {
    SubnetId: subnetId,
    SubnetName: byteName('Name, up to 60 bytes.'),
    EnableBroadcast: textFlag('Whether broadcast is on; kept, without effect here.'),
  },
  faults: ['vSwitchNotFound'],
  missing: [],
  example: { SubnetId: 'subnet-abcd1234', SubnetName: 'web', EnableBroadcast: 'false' },
  run(call, parameters, { region }) {
    modifyVSwitch(call, {
      vSwitchId: parameters.SubnetId,
      region,
      name: parameters.SubnetName,
      broadcast: flagIn(parameters.EnableBroadcast),
    })
    return {}
  },
})
