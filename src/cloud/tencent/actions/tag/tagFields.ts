// Parameters that several actions on tags share.

import { list, object, required, text } from '../../fields.ts'
import { tooMany } from '../fields.ts'

const KEY = /^.{1,127}$/su
const VALUE = /^.{0,255}$/su
const MOST_RESOURCES = 50
const MOST_TAGS = 10

export const tagKey = required(text({ about: 'Key, 1 to 127 characters.', check: KEY }))
const tagValue = text({ about: 'Value, up to 255 characters.', check: VALUE })

export const tagPairs = list(object({ TagKey: tagKey, TagValue: tagValue }, { about: 'One tag.' }), {
  about: `Tags, up to ${MOST_TAGS}.`,
  max: MOST_TAGS,
  tooMany,
})

export const resourceNames = list(required(text({ about: 'Six-part name.' })), {
  about: `Six-part names of resources, up to ${MOST_RESOURCES}.`,
  max: MOST_RESOURCES,
  tooMany,
})

export const pairsOf = (
  given: readonly { readonly TagKey: string; readonly TagValue: string | undefined }[] = [],
): { readonly [key: string]: string } =>
  Object.fromEntries(given.map(({ TagKey, TagValue }) => [TagKey, TagValue ?? '']))
