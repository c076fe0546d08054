// Takes a policy away from a role.

import { detachPolicy } from '../../../../service/ram/roles.ts'
import { action } from '../../action.ts'
import { policyName, policyNamed, policyType, roleName } from './roleFields.ts'

export const DetachPolicyFromRole = action({
  name: 'DetachPolicyFromRole',
  product: 'Ram',
  version: '2015-05-01',
  summary: 'Detach a policy from a role.',
  effect: 'write',
  permission: 'ram:DetachPolicyFromRole',
  input: {
    PolicyType: policyType,
    PolicyName: policyName,
    RoleName: roleName,
  },
  faults: ['roleNotFound', 'ramPolicyNotAttached'],
  missing: [],
  example: { PolicyType: 'System', PolicyName: 'AliyunECSReadOnlyAccess', RoleName: 'reader' },
  run(call, { PolicyType, PolicyName, RoleName }) {
    detachPolicy(call, RoleName, policyNamed(PolicyType, PolicyName))
    return {}
  },
})
