// TagResources and its undoing, the same for Ecs and Vpc but for the types of resources.

import { fail } from '../../../core/model/faults.ts'
import { limitOf } from '../../../core/model/limits.ts'
import type { Call } from '../../../service/call.ts'
import { type Tagged, tagResources, untagResources } from '../../../service/tags/tagResources.ts'
import type { ErrorSpec } from '../error.ts'
import { type Decoded, flag, list, refuse, text } from '../fields.ts'
import { owner, regionId, tag } from './fields.ts'
import { type ResourceTypes, resourceType } from './resourceTypes.ts'
import { tagsOf } from './tags.ts'

const MOST_IDS = 50
/** As many as a resource may have. */
const MOST_TAGS = limitOf('tagsPerResource')

const tooManyIds: ErrorSpec = {
  status: 400,
  code: 'NumberExceed.ResourceIds',
  message: `The ResourceIds parameter's number is exceed , Valid : ${MOST_IDS}`,
}
export const tooManyTags: ErrorSpec = {
  status: 400,
  code: 'NumberExceed.Tags',
  message: `The Tags parameter's number is exceed , Valid : ${MOST_TAGS}`,
}
const NO_TAGS: ErrorSpec = {
  status: 404,
  code: 'MissingParameter.Tags',
  message: 'The parameter - Tags should not be null',
}
const ALL_AND_SOME: ErrorSpec = {
  status: 403,
  code: 'Param.Conflict',
  message: 'The specified all is true, but the specified TagKey.N is not empty.',
}

export const resourceIds = (min: 0 | 1) =>
  list(text({ about: 'Resource.' }), {
    about: `Resources, up to ${MOST_IDS}.`,
    min,
    max: MOST_IDS,
    tooMany: tooManyIds,
    missing: {
      status: 404,
      code: 'MissingParameter.ResourceIds',
      message: 'The parameter - ResourceId.N should not be null',
    },
  })

export const tagInput = (types: ResourceTypes) => ({
  RegionId: regionId,
  ResourceType: resourceType(types),
  ResourceId: resourceIds(1),
  Tag: list(tag, {
    about: `Tags, up to ${MOST_TAGS}; a key that is there gets the new value.`,
    min: 1,
    max: MOST_TAGS,
    tooMany: tooManyTags,
    missing: NO_TAGS,
  }),
  ...owner,
})

export const untagInput = (types: ResourceTypes) => ({
  RegionId: regionId,
  ResourceType: resourceType(types),
  ResourceId: resourceIds(1),
  TagKey: list(text({ about: 'Key.' }), {
    about: `Keys, up to ${MOST_TAGS}.`,
    max: MOST_TAGS,
    tooMany: tooManyTags,
  }),
  All: flag({ about: 'All tags; only without TagKey.' }),
  ...owner,
})

export function runTag(
  call: Call,
  types: ResourceTypes,
  parameters: Decoded<ReturnType<typeof tagInput>>,
): object {
  tagResources(call, { ...taggedOf(types, parameters), tags: tagsOf(parameters.Tag) })
  return {}
}

export function runUntag(
  call: Call,
  types: ResourceTypes,
  parameters: Decoded<ReturnType<typeof untagInput>>,
): object {
  const { TagKey, All = false } = parameters
  if (All && TagKey.length > 0) refuse(ALL_AND_SOME)
  if (!All && TagKey.length === 0) refuse(NO_TAGS)
  untagResources(call, { ...taggedOf(types, parameters), keys: All ? 'all' : TagKey })
  return {}
}

interface Named {
  readonly RegionId: string
  readonly ResourceType: string
  readonly ResourceId: readonly string[]
}

function taggedOf(types: ResourceTypes, { RegionId, ResourceType, ResourceId }: Named): Tagged {
  const kind = types[ResourceType] ?? fail({ name: 'resourceNotFound', ids: ResourceId })
  return { kind, region: RegionId, ids: ResourceId }
}
