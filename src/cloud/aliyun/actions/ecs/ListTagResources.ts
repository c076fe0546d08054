// Lists the tags of resources of Ecs.

import type { Tags } from '../../../../core/model/securityGroup.ts'
import { action } from '../../action.ts'
import { list, object, required, text } from '../../fields.ts'
import { byToken } from '../../pagination.ts'
import { meetsPattern } from '../filters.ts'
import { ECS_TYPES } from '../resourceTypes.ts'
import { listTagInput, tagRows } from '../tagRows.ts'

/** There is no MaxResults. */
const paging = byToken({ default: 50, min: 1, max: 50 })

const tagFilter = object(
  {
    TagKey: required(text({ about: 'Key; `*` stands for any text when no values are given.' })),
    TagValues: list(text({ about: 'Value.' }), {
      about: 'Any of these values; `*` stands for any text.',
      max: 5,
    }),
  },
  { about: 'One filter.' },
)

export const ListTagResources = action({
  name: 'ListTagResources',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'List the tags of resources.',
  effect: 'read',
  permission: 'ecs:ListTagResources',
  input: {
    ...listTagInput(ECS_TYPES),
    TagFilter: list(tagFilter, {
      about: 'Only resources that meet all these, up to 5; not with Tag.',
      max: 5,
    }),
  },
  faults: [],
  missing: [],
  example: { RegionId: 'cn-hangzhou', ResourceType: 'instance', 'ResourceId.1': 'i-bp67acfmxazb4pexample' },
  run(call, parameters) {
    const { TagFilter, NextToken } = parameters
    const fits =
      TagFilter.length === 0
        ? null
        : (tags: Tags) => TagFilter.every(({ TagKey, TagValues }) => isMet(tags, TagKey, TagValues))
    const rows = tagRows(call, ECS_TYPES, parameters, fits)
    const { items, envelope } = paging.cut(rows, { NextToken, MaxResults: undefined })
    return { ...envelope, TagResources: { TagResource: items.map((row) => row.answer) } }
  },
})

/** With values the key is meant exactly, as documented. */
const isMet = (tags: Tags, key: string, values: readonly string[]): boolean =>
  Object.entries(tags).some(([own, value]) =>
    values.length === 0
      ? meetsPattern(key, own)
      : own === key && values.some((wanted) => meetsPattern(wanted, value)),
  )
