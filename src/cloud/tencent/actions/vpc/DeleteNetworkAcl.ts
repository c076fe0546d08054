// A network ACL goes when it stands in front of no subnet any more.

import { deleteNetworkAcl } from '../../../../service/networkAcl/changeNetworkAcl.ts'
import { action } from '../../action.ts'
import { networkAclId } from './networkAclFields.ts'

export const DeleteNetworkAcl = action({
  name: 'DeleteNetworkAcl',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Delete a network ACL.',
  effect: 'write',
  input: { NetworkAclId: networkAclId },
  faults: ['networkAclNotFound', 'networkAclBound'],
  missing: [],
  example: { NetworkAclId: 'acl-abcd1234' },
  run(call, { NetworkAclId }, { region }) {
    deleteNetworkAcl(call, { region, networkAclId: NetworkAclId })
    return {}
  },
})
