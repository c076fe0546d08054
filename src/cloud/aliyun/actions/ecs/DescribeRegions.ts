// Lists the regions of Ecs.

import { action } from '../../action.ts'
import { ignored } from '../../fields.ts'
import { REGIONS } from '../../regions.ts'
import { owner } from '../fields.ts'
import { acceptLanguage, localName } from '../language.ts'

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
  run: (_, parameters) => ({
    Regions: {
      Region: REGIONS.map((region) => ({
        RegionId: region.id,
        LocalName: localName(region, parameters.AcceptLanguage),
        RegionEndpoint: `ecs.${region.id}.aliyuncs.com`,
        Status: 'available',
      })),
    },
  }),
})
