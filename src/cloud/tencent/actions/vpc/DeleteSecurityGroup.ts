// Deletes a security group that nothing leans on.

import { deleteGroup } from '../../../../service/securityGroup/deleteGroup.ts'
import { action } from '../../action.ts'
import { groupId } from '../fields.ts'

export const DeleteSecurityGroup = action({
  name: 'DeleteSecurityGroup',
  service: 'vpc',
  version: '2017-03-12',
  summary:
    'Delete a security group; refused for the default one, while it has members, and while rules name it.',
  effect: 'write',
  input: { SecurityGroupId: groupId },
  faults: [
    'groupNotFound',
    'groupManaged',
    'groupProtected',
    'groupIsDefault',
    'groupHasMembers',
    'groupReferenced',
  ],
  missing: [],
  example: { SecurityGroupId: 'sg-abcd1234' },
  run(call, parameters, { region }) {
    deleteGroup(call, { region, groupId: parameters.SecurityGroupId })
    return {}
  },
})
