// Says whose key signed the call: the account's own, or one of a role that was put on.

import type { RamRole, RoleSession } from '../../../../core/model/ram.ts'
import type { Call } from '../../../../service/call.ts'
import { action } from '../../action.ts'

export const GetCallerIdentity = action({
  name: 'GetCallerIdentity',
  product: 'Sts',
  version: '2015-04-01',
  summary: 'Tell who calls.',
  effect: 'read',
  permission: 'sts:GetCallerIdentity',
  input: {},
  faults: [],
  missing: [],
  example: {},
  run(call) {
    const session = call.state.get('roleSession', call.caller ?? '')
    if (session === undefined) return accountIdentity(call)
    // A role's sessions go with it.
    return roleIdentity(session, call.state.get('ramRole', session.roleId) as RamRole)
  },
})

const accountIdentity = ({ accountId }: Call) => ({
  IdentityType: 'Account',
  AccountId: accountId,
  PrincipalId: accountId,
  UserId: accountId,
  Arn: `acs:ram::${accountId}:root`,
})

const roleIdentity = ({ name }: RoleSession, role: RamRole) => ({
  IdentityType: 'AssumedRoleUser',
  AccountId: role.accountId,
  PrincipalId: `${role.id}:${name}`,
  RoleId: role.id,
  Arn: `acs:ram::${role.accountId}:assumed-role/${role.name}/${name}`,
})
