// Puts an instance or a network interface into a security group.

import { joinGroup } from '../../../../service/securityGroup/membership.ts'
import { action } from '../../action.ts'
import { membershipInput, membershipOf } from '../membership.ts'

export const JoinSecurityGroup = action({
  name: 'JoinSecurityGroup',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Put an instance or a network interface into a security group.',
  effect: 'write',
  permission: 'ecs:JoinSecurityGroup',
  input: membershipInput,
  faults: [
    'groupNotFound',
    'groupManaged',
    'instanceNotFound',
    'eniNotFound',
    'eniManaged',
    'alreadyMember',
    'memberInOtherVpc',
    'groupKindsMixed',
    'tooManyGroups',
    'tooManyRulesOnEni',
    'groupFull',
  ],
  missing: [],
  example: { SecurityGroupId: 'sg-bp67acfmxazb4p0example', InstanceId: 'i-bp67acfmxazb4p0example' },
  run(call, parameters) {
    joinGroup(call, membershipOf(parameters))
    return {}
  },
})
