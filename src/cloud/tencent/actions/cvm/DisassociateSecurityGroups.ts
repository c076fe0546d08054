// Takes one security group off instances; one that is left without any passes nothing.

import { leaveGroup } from '../../../../service/securityGroup/membership.ts'
import { action } from '../../action.ts'
import { bindingFields, onlyGroup } from './instanceGroups.ts'

export const DisassociateSecurityGroups = action({
  name: 'DisassociateSecurityGroups',
  service: 'cvm',
  version: '2017-03-12',
  summary: 'Unbind a security group from instances.',
  effect: 'write',
  input: bindingFields,
  faults: ['instanceNotFound', 'groupNotFound', 'notMember'],
  missing: [],
  example: { SecurityGroupIds: ['sg-abcd1234'], InstanceIds: ['ins-abcd1234'] },
  run(call, { SecurityGroupIds, InstanceIds }, { region }) {
    const groupId = onlyGroup(SecurityGroupIds)
    for (const id of new Set(InstanceIds))
      leaveGroup(call, { region, groupId, member: { kind: 'instance', id } })
    return {}
  },
})
