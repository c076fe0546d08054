// Shows the tags of resources of one kind, a row for each tag.

import { findLabelled } from '../../../../service/labelled.ts'
import { action } from '../../action.ts'
import { refuse } from '../../error.ts'
import { integer, required, text, texts } from '../../fields.ts'
import { invalid } from '../../gatewayErrors.ts'
import { outOfRange, tooMany } from '../fields.ts'
import { kindOfPrefix } from './resourceName.ts'

const USUAL = 15

export const DescribeResourceTagsByResourceIds = action({
  name: 'DescribeResourceTagsByResourceIds',
  service: 'tag',
  version: '2018-08-13',
  summary: 'Show the tags of resources.',
  effect: 'read',
  input: {
    ServiceType: required(text({ about: 'Service of the resources, such as cvm or vpc.' })),
    ResourcePrefix: required(text({ about: 'Kind of the resources, such as sg, vpc or instance.' })),
    ResourceIds: required(texts({ about: 'Resources, up to 50.', max: 50, tooMany })),
    ResourceRegion: required(text({ about: 'Region of the resources.' })),
    Category: text({ about: 'Custom, System or All.', check: /^(Custom|System|All)?$/ }),
    Offset: integer({ about: 'How many rows to skip.', min: 0, range: outOfRange }),
    Limit: integer({
      about: `How many rows to answer; ${USUAL} when left out.`,
      min: 1,
      max: 1000,
      range: outOfRange,
    }),
  },
  faults: [],
  missing: [],
  example: {
    ServiceType: 'cvm',
    ResourcePrefix: 'sg',
    ResourceIds: ['sg-abcd1234'],
    ResourceRegion: 'ap-guangzhou',
  },
  run(call, parameters) {
    const { ServiceType, ResourcePrefix, ResourceIds, ResourceRegion } = parameters
    const { Offset = 0, Limit = USUAL, Category } = parameters
    const kind = kindOfPrefix(ResourcePrefix) ?? refuse(invalid('ResourcePrefix'))
    // The system puts on no tags of its own here.
    const ids = Category === 'System' ? [] : [...new Set(ResourceIds)]
    const rows = ids.flatMap((id) =>
      Object.entries(findLabelled(call, kind, id, ResourceRegion)?.tags ?? {}).map(([TagKey, TagValue]) => ({
        TagKey,
        TagValue,
        ResourceId: id,
        TagKeyMd5: '',
        TagValueMd5: '',
        ServiceType,
        Category: 'Custom',
      })),
    )
    return { TotalCount: rows.length, Offset, Limit, Tags: rows.slice(Offset, Offset + Limit) }
  },
})
