// Takes tags off resources of Ecs.

import { action } from '../../action.ts'
import { ECS_TYPES } from '../resourceTypes.ts'
import { runUntag, untagInput } from '../tagging.ts'

export const UntagResources = action({
  name: 'UntagResources',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Take tags off resources.',
  effect: 'write',
  permission: 'ecs:UntagResources',
  input: untagInput(ECS_TYPES),
  faults: ['resourceNotFound'],
  missing: [],
  example: {
    RegionId: 'cn-hangzhou',
    ResourceType: 'instance',
    'ResourceId.1': 'i-bp67acfmxazb4pexample',
    'TagKey.1': 'stage',
  },
  run: (call, parameters) => runUntag(call, ECS_TYPES, parameters),
})
