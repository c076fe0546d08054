// Shows one resource group.

import { findResourceGroup } from '../../../../service/resourceGroup/findResourceGroup.ts'
import { action } from '../../action.ts'
import { flag, required, text } from '../../fields.ts'
import { REGIONS } from '../../regions.ts'
import { owner } from '../fields.ts'
import { resourceGroupAnswer } from './resourceGroupAnswer.ts'

export const GetResourceGroup = action({
  name: 'GetResourceGroup',
  product: 'ResourceManager',
  version: '2020-03-31',
  summary: 'Show a resource group.',
  effect: 'read',
  permission: 'resourcemanager:GetResourceGroup',
  input: {
    ResourceGroupId: required(text({ about: 'Resource group.' })),
    IncludeTags: flag({ about: 'Resource groups have no tags here.' }),
    ...owner,
  },
  faults: ['resourceGroupNotFound'],
  missing: [],
  example: { ResourceGroupId: 'rg-acfm3peow3kexample' },
  run(call, parameters) {
    const group = findResourceGroup(call, parameters.ResourceGroupId)
    const regions = REGIONS.map(({ id }) => ({ RegionId: id, Status: 'OK' }))
    return { ResourceGroup: { ...resourceGroupAnswer(group), RegionStatuses: { RegionStatus: regions } } }
  },
})
