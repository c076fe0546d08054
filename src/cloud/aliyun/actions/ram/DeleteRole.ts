// Removes a role that has no policies; its sessions end with it.

import { deleteRole } from '../../../../service/ram/roles.ts'
import { action } from '../../action.ts'
import { roleName } from './roleFields.ts'

export const DeleteRole = action({
  name: 'DeleteRole',
  product: 'Ram',
  version: '2015-05-01',
  summary: 'Delete a role.',
  effect: 'write',
  permission: 'ram:DeleteRole',
  input: {
    RoleName: roleName,
  },
  faults: ['roleNotFound', 'roleInUse'],
  missing: [],
  example: { RoleName: 'reader' },
  run(call, { RoleName }) {
    deleteRole(call, RoleName)
    return {}
  },
})
