// Takes an instance or a network interface out of a security group.

import { leaveGroup } from '../../../../service/securityGroup/membership.ts'
import { action } from '../../action.ts'
import { membershipInput, membershipOf } from '../membership.ts'

export const LeaveSecurityGroup = action({
  name: 'LeaveSecurityGroup',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Take an instance or a network interface out of a security group.',
  effect: 'write',
  permission: 'ecs:LeaveSecurityGroup',
  input: membershipInput,
  faults: [
    'groupNotFound',
    'groupManaged',
    'instanceNotFound',
    'eniNotFound',
    'eniManaged',
    'notMember',
    'lastGroup',
  ],
  missing: [],
  example: { SecurityGroupId: 'sg-bp67acfmxazb4p0example', InstanceId: 'i-bp67acfmxazb4p0example' },
  run(call, parameters) {
    leaveGroup(call, membershipOf(parameters))
    return {}
  },
})
