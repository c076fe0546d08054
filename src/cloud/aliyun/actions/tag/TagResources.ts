// Puts tags on resources of any product.

import { tagResources } from '../../../../service/tags/tagResources.ts'
import { action } from '../../action.ts'
import { required } from '../../fields.ts'
import { owner, regionId } from '../fields.ts'
import { resourceArns } from './arn.ts'
import { forEachResource } from './failures.ts'
import { tagText } from './tagText.ts'

export const TagResources = action({
  name: 'TagResources',
  product: 'Tag',
  version: '2018-08-28',
  summary: 'Put tags on resources of any product.',
  effect: 'write',
  permission: 'tag:TagResources',
  input: {
    RegionId: regionId,
    ResourceARN: resourceArns(1),
    Tags: required(tagText('Tags as JSON: `{"stage":"test"}`, up to 20.')),
    ...owner,
  },
  faults: [],
  missing: [],
  example: {
    RegionId: 'cn-hangzhou',
    'ResourceARN.1': 'arn:acs:ecs:cn-hangzhou:123456789:instance/i-bp67acfmxazb4pexample',
    Tags: '{"stage":"test"}',
  },
  run: (call, parameters) =>
    forEachResource(call, parameters, 'TagResources', ({ kind, region, id }) =>
      tagResources(call, { kind, region, ids: [id], tags: parameters.Tags }),
    ),
})
