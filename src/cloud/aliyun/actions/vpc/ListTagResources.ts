// Lists the tags of resources of Vpc.

import { action } from '../../action.ts'
import { byToken } from '../../pagination.ts'
import { VPC_TYPES } from '../resourceTypes.ts'
import { listTagInput, tagRows } from '../tagRows.ts'

const paging = byToken({ default: 50, min: 1, max: 50 })

export const ListTagResources = action({
  name: 'ListTagResources',
  product: 'Vpc',
  version: '2016-04-28',
  summary: 'List the tags of resources.',
  effect: 'read',
  permission: 'vpc:ListTagResources',
  input: { ...listTagInput(VPC_TYPES), ...paging.fields },
  faults: [],
  missing: [],
  example: {
    RegionId: 'cn-hangzhou',
    ResourceType: 'VPC',
    'ResourceId.1': 'vpc-bp16qjewdsunr41mexample',
  },
  run(call, parameters) {
    const { items, envelope } = paging.cut(tagRows(call, VPC_TYPES, parameters), parameters)
    return { ...envelope, TagResources: { TagResource: items.map((row) => row.answer) } }
  },
})
