// Tags as one JSON text: `{"stage":"test"}`.

import type { Tags } from '../../../../core/model/securityGroup.ts'
import { parsed } from '../../fields.ts'
import { readJsonObject } from '../../jsonTree.ts'
import { isTagKey, isTagValue } from '../fields.ts'

const MOST = 20

export const tagText = (about: string) =>
  parsed(
    about,
    { status: 400, code: 'InvalidParameter.Tags', message: 'The Tags parameter is invalid.' },
    readTags,
  )

function readTags(written: string): Tags | undefined {
  const entries = [...(readJsonObject(written) ?? [])]
  const tags = entries.flatMap(([key, value]) =>
    isTagKey(key) && typeof value === 'string' && isTagValue(value) ? [[key, value] as const] : [],
  )
  const isWhole = tags.length === entries.length && tags.length > 0 && tags.length <= MOST
  return isWhole ? Object.fromEntries(tags) : undefined
}
