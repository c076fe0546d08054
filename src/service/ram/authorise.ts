// What a caller may do: an account's own key everything, a role only what its policies and the session's allow.

import { allows, type Policy, parsePolicy } from '../../core/access/policy.ts'
import { fail } from '../../core/model/faults.ts'
import { type AttachedPolicy, type RamRole, type RoleSession, ramPolicyId } from '../../core/model/ram.ts'
import type { ResourceReader } from '../../core/model/resources.ts'
import type { Authorised } from '../pipeline.ts'
import { systemPolicyOf } from './systemPolicies.ts'

/** Keys of sessions begin so, as the cloud's do, and no others. */
const SESSION_KEY = 'STS.'

/** Anybody may ask who they are and where to call. */
const FREE = new Set(['sts:GetCallerIdentity', 'location:DescribeEndpoints'])

export const isSessionKey = (keyId: string): boolean => keyId.startsWith(SESSION_KEY)

export function authorise({ caller = '', permission }: Authorised, state: ResourceReader): void {
  if (!mayCall(state, caller, permission)) fail({ name: 'notAuthorised', permission })
}

/** A session that is gone may do nothing, and neither may one whose role is gone. */
export function mayCall(state: ResourceReader, caller: string, permission: string): boolean {
  if (!isSessionKey(caller) || FREE.has(permission)) return true
  const session = state.get('roleSession', caller)
  return session !== undefined && roleAllows(state, session, permission) && isWithin(session, permission)
}

function roleAllows(state: ResourceReader, { roleId }: RoleSession, permission: string): boolean {
  const role = state.get('ramRole', roleId)
  return (
    role !== undefined &&
    allows(
      role.policies.flatMap((one) => policyOf(state, role, one)),
      permission,
    )
  )
}

/** INVARIANT: a policy that roles have is never removed, so that no deny is lost. */
function policyOf(state: ResourceReader, { accountId }: RamRole, { name, custom }: AttachedPolicy): Policy {
  if (custom !== true) return systemPolicyOf(name)?.policy ?? []
  const document = state.get('ramPolicy', ramPolicyId(accountId, name))?.document
  return document === undefined ? [] : (parsePolicy(document) ?? [])
}

/** What cannot be read allows nothing. */
const isWithin = ({ policyDocument }: RoleSession, permission: string): boolean =>
  policyDocument === null || allows(parsePolicy(policyDocument) ?? [], permission)
