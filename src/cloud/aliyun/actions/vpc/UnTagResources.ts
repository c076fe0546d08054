// Takes tags off resources of Vpc.

import { action } from '../../action.ts'
import { VPC_TYPES } from '../resourceTypes.ts'
import { runUntag, untagInput } from '../tagging.ts'

export const UnTagResources = action({
  name: 'UnTagResources',
  product: 'Vpc',
  version: '2016-04-28',
  summary: 'Take tags off resources.',
  effect: 'write',
  permission: 'vpc:UnTagResources',
  input: untagInput(VPC_TYPES),
  faults: ['resourceNotFound'],
  missing: [],
  example: {
    RegionId: 'cn-hangzhou',
    ResourceType: 'VPC',
    'ResourceId.1': 'vpc-bp16qjewdsunr41mexample',
    'TagKey.1': 'stage',
  },
  run: (call, parameters) => runUntag(call, VPC_TYPES, parameters),
})
