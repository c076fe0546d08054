// Tags between the request's list and the resource's record.

import type { Tags } from '../../../core/model/securityGroup.ts'
import { AliyunError } from '../error.ts'

type TagList = readonly { readonly Key: string; readonly Value: string | undefined }[]

/** As a record; a key named twice is refused. */
export function tagsOf(list: TagList): Tags {
  const tags = Object.fromEntries(list.map(({ Key, Value }) => [Key, Value ?? '']))
  if (Object.keys(tags).length < list.length)
    throw new AliyunError({
      status: 400,
      code: 'Duplicate.TagKey',
      message: 'The Tag.N.Key contain duplicate key.',
    })
  return tags
}

/** Whether a resource has all tags asked for; a key without value is met by any value. */
export const hasTags = (tags: Tags, wanted: TagList): boolean =>
  wanted.every(({ Key, Value }) => Object.hasOwn(tags, Key) && (Value === undefined || tags[Key] === Value))

/** `Tags{Tag[]{TagKey TagValue}}`, as Ecs answers. */
export const ecsTags = (tags: Tags) => ({
  Tag: Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue })),
})

/** `Tags{Tag[]{Key Value}}`, as Vpc answers. */
export const vpcTags = (tags: Tags) => ({
  Tag: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
})
