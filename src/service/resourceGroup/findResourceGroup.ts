// A resource group of the caller.

import { fail } from '../../core/model/faults.ts'
import type { ResourceGroup } from '../../core/model/resourceGroup.ts'
import type { Call } from '../call.ts'

export function findResourceGroup(call: Call, resourceGroupId: string): ResourceGroup {
  const group = call.state.get('resourceGroup', resourceGroupId)
  return group?.accountId === call.accountId
    ? group
    : fail({ name: 'resourceGroupNotFound', resourceGroupId })
}

/** Nothing given = the default group, which needs no name. */
export function checkResourceGroup(call: Call, resourceGroupId: string): void {
  if (resourceGroupId !== '') findResourceGroup(call, resourceGroupId)
}
