// A subnet goes when no interface has an address in it any more.

import { deleteVSwitch } from '../../../../service/vpc/deleteVSwitch.ts'
import { action } from '../../action.ts'
import { subnetId } from './vpcFields.ts'

export const DeleteSubnet = action({
  name: 'DeleteSubnet',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Delete an empty subnet.',
  effect: 'write',
  input: { SubnetId: subnetId },
  faults: ['vSwitchNotFound', 'vSwitchInUse', 'vSwitchHasNetworkAcl'],
  missing: [],
  example: { SubnetId: 'subnet-abcd1234' },
  run(call, parameters, { region }) {
    deleteVSwitch(call, { vSwitchId: parameters.SubnetId, region })
    return {}
  },
})
