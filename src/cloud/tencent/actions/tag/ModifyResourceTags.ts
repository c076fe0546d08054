// Puts tags on one resource and takes others off, in one step.

import { tagResources, untagResources } from '../../../../service/tags/tagResources.ts'
import { action } from '../../action.ts'
import { refuse } from '../../error.ts'
import { list, object, required, text } from '../../fields.ts'
import { missing } from '../../gatewayErrors.ts'
import { readName } from './resourceName.ts'
import { pairsOf, tagKey, tagPairs } from './tagFields.ts'

export const ModifyResourceTags = action({
  name: 'ModifyResourceTags',
  service: 'tag',
  version: '2018-08-13',
  summary: 'Change the tags of a resource.',
  effect: 'write',
  input: {
    Resource: required(text({ about: 'Six-part name of the resource.' })),
    ReplaceTags: tagPairs,
    DeleteTags: list(object({ TagKey: tagKey }, { about: 'One key.' }), {
      about: 'Tags to take off.',
      max: 10,
    }),
  },
  faults: ['resourceNotFound', 'tooManyTags'],
  missing: [],
  example: {
    Resource: 'qcs::cvm:ap-guangzhou:uin/:sg/sg-abcd1234',
    ReplaceTags: [{ TagKey: 'tier', TagValue: 'web' }],
  },
  run(call, { Resource, ReplaceTags = [], DeleteTags = [] }) {
    if (ReplaceTags.length + DeleteTags.length === 0) refuse(missing('ReplaceTags'))
    const { kind, region, id } = readName(Resource)
    const keys = DeleteTags.map(({ TagKey }) => TagKey)
    if (keys.length > 0) untagResources(call, { kind, region, ids: [id], keys })
    if (ReplaceTags.length > 0) tagResources(call, { kind, region, ids: [id], tags: pairsOf(ReplaceTags) })
    return {}
  },
})
