// Tells which other groups have rules that name a group.

import { findGroup } from '../../../../service/securityGroup/findGroup.ts'
import { referrersOf } from '../../../../service/securityGroup/references.ts'
import { action } from '../../action.ts'
import { list } from '../../fields.ts'
import { owner, regionId } from '../fields.ts'
import { optionalGroupId } from '../securityGroup.ts'

const malformed = {
  status: 400,
  code: 'InvalidSecurityGroupId.Malformed',
  message: 'The specified parameter SecurityGroupId is essential and size should less than 10',
}

export const DescribeSecurityGroupReferences = action({
  name: 'DescribeSecurityGroupReferences',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'List the groups whose rules name a security group.',
  effect: 'read',
  permission: 'ecs:DescribeSecurityGroupReferences',
  input: {
    RegionId: regionId,
    SecurityGroupId: list(optionalGroupId(), {
      about: 'Security groups, 1 to 10.',
      min: 1,
      max: 10,
      missing: malformed,
      tooMany: malformed,
    }),
    ...owner,
  },
  faults: ['groupNotFound'],
  missing: [],
  example: { RegionId: 'cn-hangzhou', 'SecurityGroupId.1': 'sg-bp67acfmxazb4p0example' },
  run(call, parameters) {
    const groups = parameters.SecurityGroupId.map((id) => findGroup(call, id, parameters.RegionId))
    return {
      SecurityGroupReferences: {
        SecurityGroupReference: groups.map((group) => ({
          SecurityGroupId: group.id,
          ReferencingSecurityGroups: {
            ReferencingSecurityGroup: referrersOf(call.state, group.id).map((other) => ({
              AliUid: other.accountId,
              SecurityGroupId: other.id,
            })),
          },
        })),
      },
    }
  },
})
