// Deletes a security group that nothing leans on any more.

import { deleteGroup } from '../../../../service/securityGroup/deleteGroup.ts'
import { action } from '../../action.ts'
import { owner, regionId } from '../fields.ts'
import { groupId } from '../securityGroup.ts'

export const DeleteSecurityGroup = action({
  name: 'DeleteSecurityGroup',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Delete a security group with its rules.',
  effect: 'write',
  permission: 'ecs:DeleteSecurityGroup',
  input: { RegionId: regionId, SecurityGroupId: groupId, ...owner },
  faults: ['groupNotFound', 'groupManaged', 'groupProtected', 'groupHasMembers', 'groupReferenced'],
  missing: [],
  example: { RegionId: 'cn-hangzhou', SecurityGroupId: 'sg-bp67acfmxazb4p0example' },
  run(call, parameters) {
    deleteGroup(call, { region: parameters.RegionId, groupId: parameters.SecurityGroupId })
    return {}
  },
})
