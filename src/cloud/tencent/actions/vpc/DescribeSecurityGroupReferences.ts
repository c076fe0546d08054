// Says which other groups have rules that name a group.

import { findGroup } from '../../../../service/securityGroup/findGroup.ts'
import { referrersOf } from '../../../../service/securityGroup/references.ts'
import { action } from '../../action.ts'
import { required } from '../../fields.ts'
import { idList } from '../fields.ts'

export const DescribeSecurityGroupReferences = action({
  name: 'DescribeSecurityGroupReferences',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'List the groups whose rules name a security group.',
  effect: 'read',
  input: { SecurityGroupIds: required(idList('sg', 'Groups that may be named.')) },
  faults: ['groupNotFound'],
  missing: [],
  example: { SecurityGroupIds: ['sg-abcd1234'] },
  run: (call, parameters, { region }) => ({
    ReferredSecurityGroupSet: parameters.SecurityGroupIds.map((id) => ({
      SecurityGroupId: findGroup(call, id, region).id,
      ReferredSecurityGroupIds: referrersOf(call.state, id).map((group) => group.id),
    })),
  }),
})
