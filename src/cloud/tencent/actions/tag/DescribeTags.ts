// Lists tags in use, by pages with a count.

import { action } from '../../action.ts'
import { ignored, integer, text } from '../../fields.ts'
import { outOfRange } from '../fields.ts'
import { tagKeys, tagsInUse } from './tagsInUse.ts'

const USUAL = 15

export const DescribeTags = action({
  name: 'DescribeTags',
  service: 'tag',
  version: '2018-08-13',
  summary: 'List tags in use.',
  effect: 'read',
  input: {
    TagKeys: tagKeys,
    TagKey: text({ about: 'Only this key.' }),
    TagValue: text({ about: 'Only this value.' }),
    Offset: integer({ about: 'How many to skip.', min: 0, range: outOfRange }),
    Limit: integer({
      about: `How many to answer; ${USUAL} when left out.`,
      min: 1,
      max: 1000,
      range: outOfRange,
    }),
    CreateUin: ignored('Who made a tag is not kept.', 'integer'),
    ShowProject: ignored('Projects are no tags here.', 'integer'),
  },
  faults: [],
  missing: [],
  example: { TagKey: 'tier', TagValue: 'web', Limit: 100 },
  run(call, { TagKey, TagValue, TagKeys, Offset = 0, Limit = USUAL }) {
    const keys = TagKeys ?? (TagKey === undefined ? [] : [TagKey])
    const found = tagsInUse(call, keys).filter((tag) => TagValue === undefined || tag.TagValue === TagValue)
    // A tag lives only as long as something carries it: none can be deleted by itself.
    const Tags = found.slice(Offset, Offset + Limit).map((tag) => ({ ...tag, CanDelete: 0 }))
    return { TotalCount: found.length, Offset, Limit, Tags }
  },
})
