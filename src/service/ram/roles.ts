// Roles of an account: who may put them on, and which policies they have.

import { parseTrust, trustsService } from '../../core/access/trust.ts'
import { fail } from '../../core/model/faults.ts'
import { asId, type RamRoleId } from '../../core/model/ids.ts'
import type { RamRole } from '../../core/model/ram.ts'
import { type ResourceReader, roleKey } from '../../core/model/resources.ts'
import type { Call } from '../call.ts'
import { maximumOf } from '../limits.ts'
import { mayCall } from './authorise.ts'
import { findPolicy, isSame, type PolicyName } from './policies.ts'

export interface NewRole {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly trustDocument: string
  readonly longestSession: number
}

export const roleNamed = (state: ResourceReader, accountId: string, name: string): RamRole | undefined =>
  state.by('ramRole', 'name', roleKey(accountId, name))[0]

export const findRole = ({ state, accountId }: Call, role: string): RamRole =>
  roleNamed(state, accountId, role) ?? fail({ name: 'roleNotFound', role })

export function createRole(call: Call, input: NewRole): RamRole {
  const { state, accountId, now } = call
  checkTrust(input.trustDocument)
  if (roleNamed(state, accountId, input.name) !== undefined) fail({ name: 'roleExists', role: input.name })
  const current = state.by('ramRole', 'account', accountId).length
  const maximum = maximumOf(state, 'rolesPerAccount')
  if (current >= maximum) fail({ name: 'tooManyRoles', current, maximum })
  const role: RamRole = {
    ...input,
    id: asId<RamRoleId>(input.id),
    accountId,
    policies: [],
    createdAt: now,
    updatedAt: now,
  }
  state.put('ramRole', role)
  return role
}

export function updateRole(
  call: Call,
  name: string,
  change: Partial<Pick<RamRole, 'description' | 'trustDocument' | 'longestSession'>>,
): RamRole {
  if (change.trustDocument !== undefined) checkTrust(change.trustDocument)
  const role = { ...findRole(call, name), ...change, updatedAt: call.now }
  call.state.put('ramRole', role)
  return role
}

/** Its sessions end with it. */
export function deleteRole(call: Call, name: string): void {
  const { id, policies } = findRole(call, name)
  if (policies.length > 0)
    fail({ name: 'roleInUse', role: name, policies: policies.map((policy) => policy.name) })
  for (const session of call.state.by('roleSession', 'role', id)) call.state.remove('roleSession', session.id)
  call.state.remove('ramRole', id)
}

export function attachPolicy(call: Call, name: string, policy: PolicyName): void {
  const role = findRole(call, name)
  findPolicy(call, policy)
  if (role.policies.some((one) => isSame(one, policy)))
    fail({ name: 'ramPolicyAttached', policy: policy.name, role: name })
  const policies = [...role.policies, { ...policy, attachedAt: call.now }]
  call.state.put('ramRole', { ...role, policies })
}

export function detachPolicy(call: Call, name: string, policy: PolicyName): void {
  const role = findRole(call, name)
  const policies = role.policies.filter((one) => !isSame(one, policy))
  if (policies.length === role.policies.length)
    fail({ name: 'ramPolicyNotAttached', policy: policy.name, role: name })
  call.state.put('ramRole', { ...role, policies })
}

function checkTrust(document: string): void {
  if (parseTrust(document) === undefined)
    fail({ name: 'ramDocumentMalformed', why: 'a trust policy for sts:AssumeRole was expected' })
}

const INSTANCES = 'ecs.aliyuncs.com'

/** Who hands a role to an instance must be allowed to. */
export function checkInstanceRole(call: Call, name: string): void {
  const role = findRole(call, name)
  if (!trustsService(parseTrust(role.trustDocument) ?? [], INSTANCES))
    fail({ name: 'roleNotForInstances', role: name })
  if (!mayCall(call.state, call.caller ?? '', 'ram:PassRole'))
    fail({ name: 'notAuthorised', permission: 'ram:PassRole' })
}
