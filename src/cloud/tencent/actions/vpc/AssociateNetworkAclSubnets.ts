// Puts a network ACL in front of subnets; one that stood there goes.

import { bindVSwitches, unbindVSwitches } from '../../../../service/networkAcl/bindVSwitches.ts'
import { action } from '../../action.ts'
import { networkAclId, subnetIds } from './networkAclFields.ts'

export const AssociateNetworkAclSubnets = action({
  name: 'AssociateNetworkAclSubnets',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Put a network ACL in front of subnets.',
  effect: 'write',
  input: { NetworkAclId: networkAclId, SubnetIds: subnetIds },
  faults: ['networkAclNotFound', 'aclVSwitchNotFound', 'aclVSwitchInOtherVpc'],
  missing: [],
  example: { NetworkAclId: 'acl-abcd1234', SubnetIds: ['subnet-abcd1234'] },
  run(call, parameters, { region }) {
    const { NetworkAclId, SubnetIds } = parameters
    for (const id of SubnetIds) {
      const held = call.state.get('vSwitch', id)?.networkAclId
      // Choice: a subnet changes from one ACL to the other in one step, and is never without.
      if (held !== undefined && held !== NetworkAclId && call.state.get('networkAcl', held) !== undefined)
        unbindVSwitches(call, { region, networkAclId: held, vSwitchIds: [id] })
      if (held !== NetworkAclId) bindVSwitches(call, { region, networkAclId: NetworkAclId, vSwitchIds: [id] })
    }
    return {}
  },
})
