// Lists the regions of Vpc, in that product's smaller form.

import { action } from '../../action.ts'
import { ignored } from '../../fields.ts'
import { REGIONS } from '../../regions.ts'
import { owner } from '../fields.ts'
import { acceptLanguage, localName } from '../language.ts'

export const DescribeRegions = action({
  name: 'DescribeRegions',
  product: 'Vpc',
  version: '2016-04-28',
  summary: 'List the regions.',
  effect: 'read',
  permission: 'vpc:DescribeRegions',
  input: {
    AcceptLanguage: acceptLanguage,
    ProductType: ignored('Every region offers all products.'),
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
        RegionEndpoint: `vpc.${region.id}.aliyuncs.com`,
      })),
    },
  }),
})
