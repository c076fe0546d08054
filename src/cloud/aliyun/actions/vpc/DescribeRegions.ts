// Lists the regions of Vpc, in that product's smaller form.

import { action } from '../../action.ts'
import { ignored } from '../../fields.ts'
import { owner } from '../fields.ts'
import { acceptLanguage } from '../language.ts'
import { regionRows } from '../regionRows.ts'

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
  run: (_, { AcceptLanguage }) => ({ Regions: { Region: regionRows('vpc', AcceptLanguage) } }),
})
