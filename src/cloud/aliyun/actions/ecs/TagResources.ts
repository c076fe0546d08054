// Puts tags on resources of Ecs.

import { action } from '../../action.ts'
import { ECS_TYPES } from '../resourceTypes.ts'
import { runTag, tagInput } from '../tagging.ts'

export const TagResources = action({
  name: 'TagResources',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Put tags on resources.',
  effect: 'write',
  permission: 'ecs:TagResources',
  input: tagInput(ECS_TYPES),
  faults: ['resourceNotFound', 'tooManyTags', 'responderMalformed'],
  missing: [],
  example: {
    RegionId: 'cn-hangzhou',
    ResourceType: 'instance',
    'ResourceId.1': 'i-bp67acfmxazb4pexample',
    'Tag.1.Key': 'stage',
    'Tag.1.Value': 'test',
  },
  run: (call, parameters) => runTag(call, ECS_TYPES, parameters),
})
