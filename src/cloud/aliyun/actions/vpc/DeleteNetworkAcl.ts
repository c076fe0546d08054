// Deletes a network ACL that stands in front of no vSwitch.

import { deleteNetworkAcl } from '../../../../service/networkAcl/changeNetworkAcl.ts'
import { action } from '../../action.ts'
import { clientToken, dryRun, owner, regionId } from '../fields.ts'
import { networkAclId } from './networkAclFields.ts'

export const DeleteNetworkAcl = action({
  name: 'DeleteNetworkAcl',
  product: 'Vpc',
  version: '2016-04-28',
  summary: 'Delete a network ACL.',
  effect: 'write',
  permission: 'vpc:DeleteNetworkAcl',
  input: {
    RegionId: regionId,
    NetworkAclId: networkAclId,
    ClientToken: clientToken,
    DryRun: dryRun,
    ...owner,
  },
  faults: ['networkAclNotFound', 'networkAclBound'],
  missing: [],
  example: { RegionId: 'cn-hangzhou', NetworkAclId: 'nacl-bp1example' },
  run(call, { RegionId, NetworkAclId }) {
    deleteNetworkAcl(call, { region: RegionId, networkAclId: NetworkAclId })
    return {}
  },
})
