// A new resource group; one of that name is taken as it is.

import { asId, type ResourceGroupId } from '../../core/model/ids.ts'
import type { ResourceGroup } from '../../core/model/resourceGroup.ts'
import type { Call } from '../call.ts'

export interface NewResourceGroup {
  readonly name: string
  readonly description: string
}

export function createResourceGroup(
  call: Call,
  { name, description }: NewResourceGroup,
): { readonly group: ResourceGroup; readonly isNew: boolean } {
  const { state, accountId } = call
  const same = state.by('resourceGroup', 'account', accountId).find((group) => group.name === name)
  if (same !== undefined) return { group: same, isNew: false }
  const group: ResourceGroup = {
    id: asId<ResourceGroupId>(call.ids.next('rg', '')),
    accountId,
    name,
    displayName: name,
    description,
    createdAt: call.now,
  }
  state.put('resourceGroup', group)
  return { group, isNew: true }
}
