// Changes name and description of a security group.

import { renameGroup } from '../../../../service/securityGroup/modifyGroup.ts'
import { action } from '../../action.ts'
import { description, groupId, name } from '../fields.ts'

export const ModifySecurityGroupAttribute = action({
  name: 'ModifySecurityGroupAttribute',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Change the name or the description of a security group.',
  effect: 'write',
  input: {
    SecurityGroupId: groupId,
    GroupName: name('New name, up to 60 characters.'),
    GroupDescription: description('New description, up to 100 characters.'),
  },
  faults: ['groupNotFound', 'groupManaged'],
  missing: [],
  example: { SecurityGroupId: 'sg-abcd1234', GroupName: 'web' },
  run(call, parameters, { region }) {
    renameGroup(call, {
      region,
      groupId: parameters.SecurityGroupId,
      name: parameters.GroupName,
      description: parameters.GroupDescription,
    })
    return {}
  },
})
