// Takes a network ACL away from vSwitches.

import { unbindVSwitches } from '../../../../service/networkAcl/bindVSwitches.ts'
import { action } from '../../action.ts'
import { clientToken, dryRun, owner, regionId } from '../fields.ts'
import { idsOf, networkAclId, resources } from './networkAclFields.ts'

export const UnassociateNetworkAcl = action({
  name: 'UnassociateNetworkAcl',
  product: 'Vpc',
  version: '2016-04-28',
  summary: 'Take a network ACL away from vSwitches.',
  effect: 'write',
  permission: 'vpc:UnassociateNetworkAcl',
  input: {
    RegionId: regionId,
    NetworkAclId: networkAclId,
    Resource: resources,
    ClientToken: clientToken,
    DryRun: dryRun,
    ...owner,
  },
  faults: [
    'networkAclNotFound',
    'aclVSwitchNotFound',
    'aclVSwitchInOtherVpc',
    'vSwitchWithoutNetworkAcl',
    'vSwitchHasOtherNetworkAcl',
  ],
  missing: [],
  example: {
    RegionId: 'cn-hangzhou',
    NetworkAclId: 'nacl-bp1example',
    'Resource.1.ResourceType': 'VSwitch',
    'Resource.1.ResourceId': 'vsw-bp1example',
  },
  run(call, { RegionId, NetworkAclId, Resource }) {
    unbindVSwitches(call, { region: RegionId, networkAclId: NetworkAclId, vSwitchIds: idsOf(Resource) })
    return {}
  },
})
