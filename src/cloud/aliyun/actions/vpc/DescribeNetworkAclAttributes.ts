// Shows one network ACL.

import { findNetworkAcl } from '../../../../service/networkAcl/findNetworkAcl.ts'
import { action } from '../../action.ts'
import { owner, regionId } from '../fields.ts'
import { networkAclAnswer } from './networkAclAnswer.ts'
import { networkAclId, unusedToken } from './networkAclFields.ts'

export const DescribeNetworkAclAttributes = action({
  name: 'DescribeNetworkAclAttributes',
  product: 'Vpc',
  version: '2016-04-28',
  summary: 'Show one network ACL.',
  effect: 'read',
  permission: 'vpc:DescribeNetworkAclAttributes',
  input: { RegionId: regionId, NetworkAclId: networkAclId, ClientToken: unusedToken, ...owner },
  faults: ['networkAclNotFound'],
  missing: [],
  example: { RegionId: 'cn-hangzhou', NetworkAclId: 'nacl-bp1example' },
  run(call, { RegionId, NetworkAclId }) {
    const acl = findNetworkAcl(call, { region: RegionId, networkAclId: NetworkAclId })
    return { NetworkAclAttribute: networkAclAnswer(call.state, acl) }
  },
})
