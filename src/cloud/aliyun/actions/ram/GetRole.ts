// Shows a role.

import { findRole } from '../../../../service/ram/roles.ts'
import { action } from '../../action.ts'
import { roleAnswer, roleName } from './roleFields.ts'

export const GetRole = action({
  name: 'GetRole',
  product: 'Ram',
  version: '2015-05-01',
  summary: 'Show a role.',
  effect: 'read',
  permission: 'ram:GetRole',
  input: {
    RoleName: roleName,
  },
  faults: ['roleNotFound'],
  missing: [],
  example: { RoleName: 'reader' },
  run(call, { RoleName }) {
    const role = findRole(call, RoleName)
    return { Role: { ...roleAnswer(role), AssumeRolePolicyDocument: role.trustDocument } }
  },
})
