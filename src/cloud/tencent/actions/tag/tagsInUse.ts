// Every tag that something of the account carries, each once, sorted; and one page of them.

import type { Call } from '../../../../service/call.ts'
import { listLabelled } from '../../../../service/labelled.ts'
import { integer, text, texts } from '../../fields.ts'
import { REGIONS } from '../../regions.ts'
import { outOfRange, tooMany } from '../fields.ts'
import { TAGGED_KINDS } from './resourceName.ts'

export interface TagInUse {
  readonly TagKey: string
  readonly TagValue: string
  readonly Category: 'Custom'
}

/** No keys given: all. */
export function tagsInUse(call: Call, keys: readonly string[] = []): readonly TagInUse[] {
  const found = new Map<string, TagInUse>()
  for (const { id: region } of REGIONS)
    for (const kind of TAGGED_KINDS)
      for (const { tags } of listLabelled(call, kind, region))
        for (const [TagKey, TagValue] of Object.entries(tags))
          if (keys.length === 0 || keys.includes(TagKey))
            found.set(JSON.stringify([TagKey, TagValue]), { TagKey, TagValue, Category: 'Custom' })
  return [...found.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, tag]) => tag)
}

const USUAL = 50
export const tagKeys = texts({ about: 'Keys, up to 20.', max: 20, tooMany })
export const tokenPaging = {
  PaginationToken: text({ about: 'Where the page before ended.', check: /^\d{0,9}$/ }),
  MaxResults: integer({
    about: `How many to answer; ${USUAL} when left out.`,
    min: 1,
    max: 1000,
    range: outOfRange,
  }),
  Category: text({ about: 'Custom, System or All.', check: /^(Custom|System|All)?$/ }),
}

interface Page {
  readonly PaginationToken: string | undefined
  readonly MaxResults: number | undefined
  readonly Category: string | undefined
}

/** The system puts on no tags of its own here. */
export function tokenPage(all: readonly TagInUse[], { PaginationToken = '', MaxResults, Category }: Page) {
  const tags = Category === 'System' ? [] : all
  const from = Number(PaginationToken)
  const end = from + (MaxResults ?? USUAL)
  return { PaginationToken: end < tags.length ? String(end) : '', Tags: tags.slice(from, end) }
}
