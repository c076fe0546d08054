// Lists the policies of a role.

import { policiesOfRole } from '../../../../service/ram/policies.ts'
import { action } from '../../action.ts'
import { formatTime } from '../../time.ts'
import { policyAnswer, roleName } from './roleFields.ts'

export const ListPoliciesForRole = action({
  name: 'ListPoliciesForRole',
  product: 'Ram',
  version: '2015-05-01',
  summary: 'List the policies of a role.',
  effect: 'read',
  permission: 'ram:ListPoliciesForRole',
  input: {
    RoleName: roleName,
  },
  faults: ['roleNotFound'],
  missing: [],
  example: { RoleName: 'reader' },
  run(call, { RoleName }) {
    const policies = policiesOfRole(call, RoleName).map((policy) => {
      const { AttachmentCount, ...answer } = policyAnswer(policy)
      return { ...answer, AttachDate: formatTime(policy.attachedAt) }
    })
    return { Policies: { Policy: policies } }
  },
})
