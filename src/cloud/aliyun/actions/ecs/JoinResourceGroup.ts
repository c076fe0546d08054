// Moves a resource of Ecs into another resource group.

import { fail } from '../../../../core/model/faults.ts'
import { moveToResourceGroup } from '../../../../service/resourceGroup/moveToGroup.ts'
import { action } from '../../action.ts'
import { missingOf, required, text } from '../../fields.ts'
import { optionalRegionId, owner } from '../fields.ts'
import { ECS_TYPES, resourceType } from '../resourceTypes.ts'

/** Here it is 403, as documented. */
const missing = (name: string) => ({ ...missingOf(name), status: 403 })

export const JoinResourceGroup = action({
  name: 'JoinResourceGroup',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Move a resource into another resource group.',
  effect: 'write',
  permission: 'ecs:JoinResourceGroup',
  input: {
    RegionId: required(optionalRegionId, missing('RegionId')),
    ResourceGroupId: required(text({ about: 'Where to.' }), missing('ResourceGroupId')),
    ResourceId: required(text({ about: 'Resource.' }), missing('ResourceId')),
    ResourceType: resourceType(ECS_TYPES),
    ...owner,
  },
  faults: ['resourceGroupNotFound', 'resourceNotFound'],
  missing: [],
  example: {
    RegionId: 'cn-hangzhou',
    ResourceGroupId: 'rg-bp67acfmxazb4pexample',
    ResourceId: 'sg-bp67acfmxazb4pexample',
    ResourceType: 'securitygroup',
  },
  run(call, parameters) {
    const { RegionId: region, ResourceGroupId: resourceGroupId, ResourceId: id, ResourceType } = parameters
    const kind = ECS_TYPES[ResourceType as keyof typeof ECS_TYPES]
    if (kind === null) return fail({ name: 'resourceNotFound', ids: [id] })
    moveToResourceGroup(call, { kind, region, id, resourceGroupId })
    return {}
  },
})
