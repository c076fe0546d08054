// ListTagResources: one row for each tag of each resource, the same for Ecs and Vpc.

import type { Tags } from '../../../core/model/securityGroup.ts'
import type { Call } from '../../../service/call.ts'
import { calledBy, listLabelled } from '../../../service/labelled.ts'
import { list, malformedOf, missingOf, object, refuse, required, text } from '../fields.ts'
import { owner, regionId } from './fields.ts'
import { meetsAny } from './filters.ts'
import { type ResourceTypes, resourceType } from './resourceTypes.ts'
import { resourceIds, tooManyTags } from './tagging.ts'
import { hasTags } from './tags.ts'

/** Asks for a resource group in the place of a tag. */
const RESOURCE_GROUP = 'acs:rm:rgId'

const wantedTags = list(
  object(
    {
      Key: required(text({ about: `Key, or ${RESOURCE_GROUP} to ask for a resource group.` })),
      Value: text({ about: 'Value; any when left out.' }),
    },
    { about: 'One tag.' },
  ),
  { about: 'Only resources that have all these tags, up to 20.', max: 20, tooMany: tooManyTags },
)

export const listTagInput = (types: ResourceTypes) => ({
  RegionId: regionId,
  ResourceType: resourceType(types),
  ResourceId: resourceIds(0),
  Tag: wantedTags,
  NextToken: text({ about: 'Where to go on: the NextToken of the answer before.' }),
  ...owner,
})

interface Wanted {
  readonly RegionId: string
  readonly ResourceType: string
  readonly ResourceId: readonly string[]
  readonly Tag: readonly { readonly Key: string; readonly Value: string | undefined }[]
}

interface TagRow {
  readonly id: string
  readonly createdAt: number
  readonly answer: {
    readonly ResourceType: string
    readonly ResourceId: string
    readonly TagKey: string
    readonly TagValue: string
  }
}

/** All tags of the resources that are meant; `fits` asks for more than plain equality. */
export function tagRows(
  call: Call,
  types: ResourceTypes,
  wanted: Wanted,
  fits: ((tags: Tags) => boolean) | null = null,
): readonly TagRow[] {
  if (wanted.ResourceId.length === 0 && wanted.Tag.length === 0 && fits === null)
    refuse(missingOf('ResourceId.N or Tag.N'))
  if (wanted.Tag.length > 0 && fits !== null) refuse(malformedOf('TagFilter'))
  const group = wanted.Tag.find((tag) => tag.Key === RESOURCE_GROUP)?.Value
  const tags = wanted.Tag.filter((tag) => tag.Key !== RESOURCE_GROUP)
  const kind = types[wanted.ResourceType] ?? null
  return (kind === null ? [] : listLabelled(call, kind, wanted.RegionId))
    .filter((one) => meetsAny(wanted.ResourceId, [calledBy(one)]) && hasTags(one.tags, tags))
    .filter((one) => fits?.(one.tags) ?? true)
    .filter((one) => group === undefined || one.resourceGroupId === group)
    .flatMap((one) =>
      Object.entries(withGroup(one.tags, group)).map(([key, value]) => ({
        id: `${encodeURIComponent(one.id)}/${encodeURIComponent(key)}`,
        createdAt: one.createdAt,
        answer: {
          ResourceType: wanted.ResourceType,
          ResourceId: calledBy(one),
          TagKey: key,
          TagValue: value,
        },
      })),
    )
}

const withGroup = (own: Tags, group: string | undefined): Tags =>
  group === undefined ? own : { ...own, [RESOURCE_GROUP]: group }
