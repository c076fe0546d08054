// Puts tags on resources of Vpc.

import { action } from '../../action.ts'
import { VPC_TYPES } from '../resourceTypes.ts'
import { runTag, tagInput } from '../tagging.ts'

export const TagResources = action({
  name: 'TagResources',
  product: 'Vpc',
  version: '2016-04-28',
  summary: 'Put tags on resources.',
  effect: 'write',
  permission: 'vpc:TagResources',
  input: tagInput(VPC_TYPES),
  faults: ['resourceNotFound', 'tooManyTags'],
  missing: [],
  example: {
    RegionId: 'cn-hangzhou',
    ResourceType: 'VPC',
    'ResourceId.1': 'vpc-bp16qjewdsunr41mexample',
    'Tag.1.Key': 'stage',
    'Tag.1.Value': 'test',
  },
  run: (call, parameters) => runTag(call, VPC_TYPES, parameters),
})
