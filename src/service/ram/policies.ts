// The policies there are, which are the cloud's own, and who has them.

import { fail } from '../../core/model/faults.ts'
import type { Call } from '../call.ts'
import { findRole } from './roles.ts'
import { SYSTEM_POLICIES, type SystemPolicy, systemPolicyOf } from './systemPolicies.ts'

export interface RamPolicy extends Pick<SystemPolicy, 'name' | 'about' | 'document'> {
  /** How many roles of the caller have it. */
  readonly attachments: number
}

export const listPolicies = (call: Call): readonly RamPolicy[] =>
  SYSTEM_POLICIES.map((policy) => counted(call, policy))

export const findPolicy = (call: Call, policy: string): RamPolicy =>
  counted(call, systemPolicyOf(policy) ?? fail({ name: 'ramPolicyNotFound', policy }))

export const policiesOfRole = (call: Call, role: string) =>
  findRole(call, role).policies.map(({ name, attachedAt }) => ({ ...findPolicy(call, name), attachedAt }))

const counted = ({ state, accountId }: Call, { name, about, document }: SystemPolicy): RamPolicy => ({
  ...{ name, about, document },
  attachments: state
    .by('ramRole', 'account', accountId)
    .filter(({ policies }) => policies.some((one) => one.name === name)).length,
})
