// Finds resources by their tags or names, with their tags; those without tags are left out, as the real cloud does.

import { findLabelled, listLabelled } from '../../../../service/labelled.ts'
import { action } from '../../action.ts'
import { integer, list, object, text, texts } from '../../fields.ts'
import { REGIONS } from '../../regions.ts'
import { outOfRange } from '../fields.ts'
import { readName, TAGGED_KINDS, writeName } from './resourceName.ts'
import { resourceNames, tagKey } from './tagFields.ts'

const MOST = 200
const USUAL = 50

interface Row {
  readonly name: string
  readonly tags: { readonly [key: string]: string }
}

export const GetResources = action({
  name: 'GetResources',
  service: 'tag',
  version: '2018-08-13',
  summary: 'Find resources by tags.',
  effect: 'read',
  input: {
    ResourceList: resourceNames,
    TagFilters: list(
      object(
        { TagKey: tagKey, TagValue: texts({ about: 'Any of these values.' }) },
        { about: 'One filter.' },
      ),
      { about: 'All must hold.', max: 50 },
    ),
    PaginationToken: text({ about: 'Where the page before ended.', check: /^\d{0,9}$/ }),
    MaxResults: integer({ about: `Up to ${MOST}.`, min: 1, max: MOST, range: outOfRange }),
  },
  faults: [],
  missing: [],
  example: { TagFilters: [{ TagKey: 'tier', TagValue: ['web'] }], MaxResults: 50 },
  run(call, { ResourceList = [], TagFilters = [], PaginationToken = '', MaxResults = USUAL }) {
    const all: readonly Row[] =
      ResourceList.length > 0
        ? ResourceList.map(readName).map(({ kind, region, id, name }) => ({
            name,
            tags: findLabelled(call, kind, id, region)?.tags ?? {},
          }))
        : REGIONS.flatMap(({ id: region }) =>
            TAGGED_KINDS.flatMap((kind) =>
              listLabelled(call, kind, region).map(({ id, tags }) => ({
                name: writeName(kind, region, call.accountId, id),
                tags,
              })),
            ),
          )
    const found = all.filter(
      ({ tags }) =>
        Object.keys(tags).length > 0 &&
        TagFilters.every(({ TagKey, TagValue = [] }) => {
          const value = tags[TagKey]
          return value !== undefined && (TagValue.length === 0 || TagValue.includes(value))
        }),
    )
    const from = Number(PaginationToken)
    const end = from + MaxResults
    return {
      PaginationToken: end < found.length ? String(end) : '',
      ResourceTagMappingList: found.slice(from, end).map(({ name, tags }) => ({
        Resource: name,
        Tags: Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue, Category: 'Custom' })),
      })),
    }
  },
})
