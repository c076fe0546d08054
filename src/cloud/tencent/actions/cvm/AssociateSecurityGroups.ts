// Binds one security group to instances, behind those that are bound already.

import { joinGroup } from '../../../../service/securityGroup/membership.ts'
import { action } from '../../action.ts'
import { bindingFields, onlyGroup } from './instanceGroups.ts'

export const AssociateSecurityGroups = action({
  name: 'AssociateSecurityGroups',
  service: 'cvm',
  version: '2017-03-12',
  summary: 'Bind a security group to instances.',
  effect: 'write',
  input: bindingFields,
  faults: [
    'instanceNotFound',
    'groupNotFound',
    'alreadyMember',
    'groupFull',
    'tooManyGroups',
    'tooManyRulesOnEni',
  ],
  missing: [],
  example: { SecurityGroupIds: ['sg-abcd1234'], InstanceIds: ['ins-abcd1234'] },
  run(call, { SecurityGroupIds, InstanceIds }, { region }) {
    const groupId = onlyGroup(SecurityGroupIds)
    for (const id of new Set(InstanceIds))
      joinGroup(call, { region, groupId, member: { kind: 'instance', id } })
    return {}
  },
})
