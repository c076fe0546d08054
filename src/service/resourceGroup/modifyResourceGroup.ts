// Renames, describes, hides or shows a resource group.

import type { ResourceGroup } from '../../core/model/resourceGroup.ts'
import type { Call } from '../call.ts'
import { findResourceGroup } from './findResourceGroup.ts'

export interface ResourceGroupChange {
  readonly name?: string | undefined
  readonly description?: string | undefined
  readonly hidden?: boolean | undefined
}

export function modifyResourceGroup(call: Call, id: string, change: ResourceGroupChange): ResourceGroup {
  const group = findResourceGroup(call, id)
  const { name = group.name, description, hidden } = change
  const changed: ResourceGroup = {
    ...group,
    name,
    displayName: name === group.name ? group.displayName : name,
    ...(description === undefined ? {} : { description }),
    ...(hidden === undefined ? {} : { hidden }),
  }
  call.state.put('resourceGroup', changed)
  return changed
}
