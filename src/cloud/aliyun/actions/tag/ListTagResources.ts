// Lists resources of any product with their tags.

import { calledBy, listLabelled } from '../../../../service/labelled.ts'
import { action } from '../../action.ts'
import { ignored, integer } from '../../fields.ts'
import { byToken } from '../../pagination.ts'
import { owner, regionId } from '../fields.ts'
import { meetsAny } from '../filters.ts'
import { hasTags } from '../tags.ts'
import { formatArn, NAMED_KINDS, parseArn, resourceArns } from './arn.ts'
import { tagText } from './tagText.ts'

const LARGEST = 1000
const paging = byToken({ default: 50, min: 1, max: LARGEST })

export const ListTagResources = action({
  name: 'ListTagResources',
  product: 'Tag',
  version: '2018-08-28',
  summary: 'List resources of any product with their tags.',
  effect: 'read',
  permission: 'tag:ListTagResources',
  input: {
    RegionId: regionId,
    ResourceARN: resourceArns(0),
    Tags: tagText('Only resources that have all these tags: `{"stage":"test"}`.'),
    Category: ignored('All tags here are custom ones.'),
    PageSize: integer({
      about: `Resources in one answer, 1 to ${LARGEST}, 50 when left out.`,
      min: 1,
      max: LARGEST,
    }),
    NextToken: paging.fields.NextToken,
    ...owner,
  },
  faults: [],
  missing: [],
  example: {
    RegionId: 'cn-hangzhou',
    'ResourceARN.1': 'arn:acs:ecs:cn-hangzhou:123456789:instance/i-bp67acfmxazb4pexample',
  },
  run(call, parameters) {
    const { RegionId: region, ResourceARN, Tags = {}, PageSize: MaxResults, NextToken } = parameters
    const wanted = Object.entries(Tags).map(([Key, Value]) => ({ Key, Value }))
    // What cannot be read names nothing, and must not name everything.
    const ids = ResourceARN.map((arn) => parseArn(call, region, arn)?.id ?? '')
    const found = NAMED_KINDS.flatMap((kind) =>
      listLabelled(call, kind, region)
        .filter((one) => meetsAny(ids, [calledBy(one)]) && Object.keys(one.tags).length > 0)
        .filter((one) => hasTags(one.tags, wanted))
        .map((one) => ({ kind, id: one.id, name: calledBy(one), createdAt: one.createdAt, tags: one.tags })),
    )
    const { items, envelope } = paging.cut(found, { MaxResults, NextToken })
    return {
      ...envelope,
      TagResources: items.map(({ kind, name, tags }) => ({
        ResourceARN: formatArn(call, { kind, region, id: name }),
        Tags: Object.entries(tags).map(([Key, Value]) => ({ Category: 'custom', Key, Value })),
      })),
    }
  },
})
