// Takes a network ACL away from subnets: everything crosses their edges again.

import { unbindVSwitches } from '../../../../service/networkAcl/bindVSwitches.ts'
import { action } from '../../action.ts'
import { networkAclId, subnetIds } from './networkAclFields.ts'

export const DisassociateNetworkAclSubnets = action({
  name: 'DisassociateNetworkAclSubnets',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Take a network ACL away from subnets.',
  effect: 'write',
  input: { NetworkAclId: networkAclId, SubnetIds: subnetIds },
  faults: [
    'networkAclNotFound',
    'aclVSwitchNotFound',
    'aclVSwitchInOtherVpc',
    'vSwitchWithoutNetworkAcl',
    'vSwitchHasOtherNetworkAcl',
  ],
  missing: [],
  example: { NetworkAclId: 'acl-abcd1234', SubnetIds: ['subnet-abcd1234'] },
  run(call, { NetworkAclId, SubnetIds }, { region }) {
    unbindVSwitches(call, { region, networkAclId: NetworkAclId, vSwitchIds: SubnetIds })
    return {}
  },
})
