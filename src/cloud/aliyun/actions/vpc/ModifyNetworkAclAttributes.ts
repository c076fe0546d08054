// Changes name and description of a network ACL.

import { modifyNetworkAcl } from '../../../../service/networkAcl/changeNetworkAcl.ts'
import { action } from '../../action.ts'
import { clientToken, dryRun, owner, regionId } from '../fields.ts'
import { networkAclDescription, networkAclId, networkAclName } from './networkAclFields.ts'

export const ModifyNetworkAclAttributes = action({
  name: 'ModifyNetworkAclAttributes',
  product: 'Vpc',
  version: '2016-04-28',
  summary: 'Change name and description of a network ACL.',
  effect: 'write',
  permission: 'vpc:ModifyNetworkAclAttributes',
  input: {
    RegionId: regionId,
    NetworkAclId: networkAclId,
    NetworkAclName: networkAclName,
    Description: networkAclDescription,
    ClientToken: clientToken,
    DryRun: dryRun,
    ...owner,
  },
  faults: ['networkAclNotFound'],
  missing: [],
  example: { RegionId: 'cn-hangzhou', NetworkAclId: 'nacl-bp1example', NetworkAclName: 'edge' },
  run(call, parameters) {
    modifyNetworkAcl(call, {
      region: parameters.RegionId,
      networkAclId: parameters.NetworkAclId,
      name: parameters.NetworkAclName,
      description: parameters.Description,
    })
    return {}
  },
})
