// Lists the regions of Ecs.

import { action } from '../../action.ts'
import { ignored } from '../../fields.ts'
import { owner } from '../fields.ts'
import { acceptLanguage } from '../language.ts'
import { regionRows } from '../regionRows.ts'

export const DescribeRegions = action({
  name: 'DescribeRegions',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'List the regions.',
  effect: 'read',
  permission: 'ecs:DescribeRegions',
  input: {
    AcceptLanguage: acceptLanguage,
    InstanceChargeType: ignored('Every region offers all charge types.'),
    ResourceType: ignored('Every region offers all kinds of resources.'),
    ...owner,
  },
  faults: [],
  missing: [],
  example: { AcceptLanguage: 'en-US' },
  run: (_, { AcceptLanguage }) => ({
    Regions: {
      Region: regionRows('ecs', AcceptLanguage).map((region) => ({ ...region, Status: 'available' })),
    },
  }),
})
