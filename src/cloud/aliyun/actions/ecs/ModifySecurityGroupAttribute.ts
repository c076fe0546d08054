// Changes name and description of a security group.

import { renameGroup } from '../../../../service/securityGroup/modifyGroup.ts'
import { action } from '../../action.ts'
import { owner, regionId } from '../fields.ts'
import { groupDescription, groupId, groupName } from '../securityGroup.ts'

export const ModifySecurityGroupAttribute = action({
  name: 'ModifySecurityGroupAttribute',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Change the name or the description of a security group.',
  effect: 'write',
  permission: 'ecs:ModifySecurityGroupAttribute',
  input: {
    RegionId: regionId,
    SecurityGroupId: groupId,
    SecurityGroupName: groupName,
    Description: groupDescription,
    ...owner,
  },
  faults: ['groupNotFound', 'groupManaged'],
  missing: [],
  example: {
    RegionId: 'cn-hangzhou',
    SecurityGroupId: 'sg-bp67acfmxazb4p0example',
    SecurityGroupName: 'web',
  },
  run(call, parameters) {
    renameGroup(call, {
      region: parameters.RegionId,
      groupId: parameters.SecurityGroupId,
      name: parameters.SecurityGroupName,
      description: parameters.Description,
    })
    return {}
  },
})
