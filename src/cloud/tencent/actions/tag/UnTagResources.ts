// Takes tags off resources.

import { untagResources } from '../../../../service/tags/tagResources.ts'
import { action } from '../../action.ts'
import { list, required } from '../../fields.ts'
import { readName } from './resourceName.ts'
import { resourceNames, tagKey } from './tagFields.ts'

export const UnTagResources = action({
  name: 'UnTagResources',
  service: 'tag',
  version: '2018-08-13',
  summary: 'Take tags off resources.',
  effect: 'write',
  input: {
    ResourceList: required(resourceNames),
    TagKeys: required(list(tagKey, { about: 'Keys of the tags.', max: 10 })),
  },
  faults: ['resourceNotFound'],
  missing: [],
  example: { ResourceList: ['qcs::vpc:ap-guangzhou:uin/:vpc/vpc-abcd1234'], TagKeys: ['tier'] },
  run(call, { ResourceList, TagKeys }) {
    for (const { kind, region, id } of ResourceList.map(readName))
      untagResources(call, { kind, region, ids: [id], keys: TagKeys })
    return { FailedResources: [] }
  },
})
