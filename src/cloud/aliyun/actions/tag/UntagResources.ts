// Takes tags off resources of any product.

import { untagResources } from '../../../../service/tags/tagResources.ts'
import { action } from '../../action.ts'
import { list, text } from '../../fields.ts'
import { owner, regionId } from '../fields.ts'
import { resourceArns } from './arn.ts'
import { forEachResource } from './failures.ts'

export const UntagResources = action({
  name: 'UntagResources',
  product: 'Tag',
  version: '2018-08-28',
  summary: 'Take tags off resources of any product.',
  effect: 'write',
  permission: 'tag:UntagResources',
  input: {
    RegionId: regionId,
    ResourceARN: resourceArns(1),
    TagKey: list(text({ about: 'Key.' }), { about: 'Keys, up to 20.', min: 1, max: 20 }),
    ...owner,
  },
  faults: [],
  missing: [],
  example: {
    RegionId: 'cn-hangzhou',
    'ResourceARN.1': 'arn:acs:ecs:cn-hangzhou:123456789:instance/i-bp67acfmxazb4pexample',
    'TagKey.1': 'stage',
  },
  run: (call, parameters) =>
    forEachResource(call, parameters, 'UntagResources', ({ kind, region, id }) =>
      untagResources(call, { kind, region, ids: [id], keys: parameters.TagKey }),
    ),
})
