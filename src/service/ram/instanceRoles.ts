// Gives instances a role and takes it away again, each for itself.

import { isClassicNetwork } from '../../core/model/classic.ts'
import { fail } from '../../core/model/faults.ts'
import type { Call } from '../call.ts'
import { type BatchResult, inBatch } from '../instance/batch.ts'
import { findInstance } from '../instance/find.ts'
import { checkInstanceRole } from './roles.ts'

export interface InstanceRoles {
  readonly region: string
  readonly role: string
  readonly instanceIds: readonly string[]
}

/** An instance has one role at most. */
export function attachRole(call: Call, { region, role, instanceIds }: InstanceRoles): readonly BatchResult[] {
  checkInstanceRole(call, role)
  return inBatch(call, instanceIds, 'successFirst', (instanceId) => {
    const instance = findInstance(call, instanceId, region)
    if (isClassicNetwork(instance.vpcId)) fail({ name: 'roleInClassicNetwork', role })
    if (instance.ramRoleName !== '') fail({ name: 'instanceHasRole', instanceId, role: instance.ramRoleName })
    call.state.put('instance', { ...instance, ramRoleName: role })
  })
}

/** Without a name whichever role it is. */
export function detachRole(
  call: Call,
  { region, role, instanceIds }: Omit<InstanceRoles, 'role'> & { readonly role: string | undefined },
): readonly (BatchResult & { readonly role: string })[] {
  const before = (instanceId: string): string => call.state.get('instance', instanceId)?.ramRoleName ?? ''
  const roles = new Map(instanceIds.map((id) => [id, before(id)]))
  const results = inBatch(call, instanceIds, 'successFirst', (instanceId) => {
    const instance = findInstance(call, instanceId, region)
    if (instance.ramRoleName === '' || (role !== undefined && instance.ramRoleName !== role))
      fail({ name: 'instanceHasOtherRole', instanceId, role: role ?? '' })
    call.state.put('instance', { ...instance, ramRoleName: '' })
  })
  return results.map((result) => ({
    ...result,
    role: result.fault === null ? (roles.get(result.instanceId) ?? '') : '',
  }))
}
