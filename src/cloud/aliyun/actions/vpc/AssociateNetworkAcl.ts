// Puts a network ACL in front of vSwitches.

import { bindVSwitches } from '../../../../service/networkAcl/bindVSwitches.ts'
import { action } from '../../action.ts'
import { clientToken, dryRun, owner, regionId } from '../fields.ts'
import { idsOf, networkAclId, resources } from './networkAclFields.ts'

export const AssociateNetworkAcl = action({
  name: 'AssociateNetworkAcl',
  product: 'Vpc',
  version: '2016-04-28',
  summary: 'Put a network ACL in front of vSwitches.',
  effect: 'write',
  permission: 'vpc:AssociateNetworkAcl',
  input: {
    RegionId: regionId,
    NetworkAclId: networkAclId,
    Resource: resources,
    ClientToken: clientToken,
    DryRun: dryRun,
    ...owner,
  },
  faults: ['networkAclNotFound', 'aclVSwitchNotFound', 'aclVSwitchInOtherVpc', 'vSwitchHasNetworkAcl'],
  missing: [],
  example: {
    RegionId: 'cn-hangzhou',
    NetworkAclId: 'nacl-bp1example',
    'Resource.1.ResourceType': 'VSwitch',
    'Resource.1.ResourceId': 'vsw-bp1example',
  },
  run(call, { RegionId, NetworkAclId, Resource }) {
    bindVSwitches(call, { region: RegionId, networkAclId: NetworkAclId, vSwitchIds: idsOf(Resource) })
    return {}
  },
})
