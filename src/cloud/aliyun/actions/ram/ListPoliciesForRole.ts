// Lists the policies of a role.

import { findPolicy } from '../../../../service/ram/policies.ts'
import { findRole } from '../../../../service/ram/roles.ts'
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
    const policies = findRole(call, RoleName).policies.map((attached) => {
      const { AttachmentCount, CreateDate, UpdateDate, ...answer } = policyAnswer(findPolicy(call, attached))
      return { ...answer, AttachDate: formatTime(attached.attachedAt) }
    })
    return { Policies: { Policy: policies } }
  },
})
