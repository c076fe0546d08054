// The policies there are: the cloud's own and the account's, and which roles have them.

import { parsePolicy } from '../../core/access/policy.ts'
import { fail } from '../../core/model/faults.ts'
import type { AttachedPolicy, RamPolicy } from '../../core/model/ram.ts'
import { ramPolicyId } from '../../core/model/ram.ts'
import type { Call } from '../call.ts'
import { maximumOf } from '../limits.ts'
import { SYSTEM_POLICIES, type SystemPolicy, systemPolicyOf } from './systemPolicies.ts'

/** The account may have one with the name of one of the cloud's. */
export type PolicyName = Pick<AttachedPolicy, 'name' | 'custom'>

export const isSame = (one: PolicyName, other: PolicyName): boolean =>
  one.name === other.name && one.custom === other.custom

export interface PolicyView extends PolicyName {
  readonly description: string
  readonly document: string
  readonly createdAt: number
  /** How many roles of the caller have it. */
  readonly attachments: number
}

export const listPolicies = (call: Call): readonly PolicyView[] => [
  ...SYSTEM_POLICIES.map((policy) => systemView(call, policy)),
  ...call.state.by('ramPolicy', 'account', call.accountId).map((policy) => customView(call, policy)),
]

export function findPolicy(call: Call, { name, custom }: PolicyName): PolicyView {
  const own = custom && call.state.get('ramPolicy', ramPolicyId(call.accountId, name))
  if (own) return customView(call, own)
  const system = custom ? undefined : systemPolicyOf(name)
  return system === undefined ? fail({ name: 'ramPolicyNotFound', policy: name }) : systemView(call, system)
}

export function createPolicy(
  call: Call,
  input: Pick<RamPolicy, 'name' | 'description' | 'document'>,
): PolicyView {
  const { state, accountId, now } = call
  if (parsePolicy(input.document) === undefined)
    fail({ name: 'ramDocumentMalformed', why: 'a policy about all resources was expected' })
  const id = ramPolicyId(accountId, input.name)
  if (state.get('ramPolicy', id) !== undefined) fail({ name: 'ramPolicyExists', policy: input.name })
  const current = state.by('ramPolicy', 'account', accountId).length
  const maximum = maximumOf(state, 'ramPoliciesPerAccount')
  if (current >= maximum) fail({ name: 'tooManyRamPolicies', current, maximum })
  const policy: RamPolicy = { ...input, id, accountId, createdAt: now }
  state.put('ramPolicy', policy)
  return customView(call, policy)
}

export function deletePolicy(call: Call, name: string): void {
  findPolicy(call, { name, custom: true })
  const roles = rolesWith(call, { name, custom: true }).map((role) => role.name)
  if (roles.length > 0) fail({ name: 'ramPolicyInUse', policy: name, roles })
  call.state.remove('ramPolicy', ramPolicyId(call.accountId, name))
}

const rolesWith = ({ state, accountId }: Call, policy: PolicyName) =>
  state
    .by('ramRole', 'account', accountId)
    .filter(({ policies }) => policies.some((one) => isSame(one, policy)))

const systemView = (call: Call, { name, about, document }: SystemPolicy): PolicyView => ({
  ...{ name, description: about, document, createdAt: 0 },
  attachments: rolesWith(call, { name }).length,
})

const customView = (call: Call, { name, description, document, createdAt }: RamPolicy): PolicyView => ({
  ...{ name, custom: true, description, document, createdAt },
  attachments: rolesWith(call, { name, custom: true }).length,
})
