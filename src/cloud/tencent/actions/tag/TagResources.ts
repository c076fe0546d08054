// Puts tags on resources.

import { tagResources } from '../../../../service/tags/tagResources.ts'
import { action } from '../../action.ts'
import { required } from '../../fields.ts'
import { readName } from './resourceName.ts'
import { pairsOf, resourceNames, tagPairs } from './tagFields.ts'

export const TagResources = action({
  name: 'TagResources',
  service: 'tag',
  version: '2018-08-13',
  summary: 'Put tags on resources.',
  effect: 'write',
  input: { ResourceList: required(resourceNames), Tags: required(tagPairs) },
  faults: ['resourceNotFound', 'tooManyTags'],
  missing: [],
  example: {
    ResourceList: ['qcs::vpc:ap-guangzhou:uin/:vpc/vpc-abcd1234'],
    Tags: [{ TagKey: 'tier', TagValue: 'web' }],
  },
  run(call, { ResourceList, Tags }) {
    const named = ResourceList.map(readName)
    for (const { kind, region, id } of named)
      tagResources(call, { kind, region, ids: [id], tags: pairsOf(Tags) })
    return { FailedResources: [] }
  },
})
