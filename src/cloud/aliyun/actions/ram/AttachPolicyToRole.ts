// Lets a role do what a policy allows.

import { attachPolicy } from '../../../../service/ram/roles.ts'
import { action } from '../../action.ts'
import { policyName, policyNamed, policyType, roleName } from './roleFields.ts'

export const AttachPolicyToRole = action({
  name: 'AttachPolicyToRole',
  product: 'Ram',
  version: '2015-05-01',
  summary: 'Attach a policy to a role.',
  effect: 'write',
  permission: 'ram:AttachPolicyToRole',
  input: {
    PolicyType: policyType,
    PolicyName: policyName,
    RoleName: roleName,
  },
  faults: ['roleNotFound', 'ramPolicyNotFound', 'ramPolicyAttached'],
  missing: [],
  example: { PolicyType: 'System', PolicyName: 'AliyunECSReadOnlyAccess', RoleName: 'reader' },
  run(call, { PolicyType, PolicyName, RoleName }) {
    attachPolicy(call, RoleName, policyNamed(PolicyType, PolicyName))
    return {}
  },
})
