// All actions of Ram, sorted by name.

import type { Action } from '../../action.ts'
import { AttachPolicyToRole } from './AttachPolicyToRole.ts'
import { CreatePolicy } from './CreatePolicy.ts'
import { CreateRole } from './CreateRole.ts'
import { DeletePolicy } from './DeletePolicy.ts'
import { DeleteRole } from './DeleteRole.ts'
import { DetachPolicyFromRole } from './DetachPolicyFromRole.ts'
import { GetPolicy } from './GetPolicy.ts'
import { GetRole } from './GetRole.ts'
import { ListPolicies } from './ListPolicies.ts'
import { ListPoliciesForRole } from './ListPoliciesForRole.ts'
import { ListRoles } from './ListRoles.ts'
import { UpdateRole } from './UpdateRole.ts'

export const RAM_ACTIONS: readonly Action[] = [
  AttachPolicyToRole,
  CreatePolicy,
  CreateRole,
  DeletePolicy,
  DeleteRole,
  DetachPolicyFromRole,
  GetPolicy,
  GetRole,
  ListPolicies,
  ListPoliciesForRole,
  ListRoles,
  UpdateRole,
]
