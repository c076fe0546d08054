// Shows the regions of a product: all products are in all of them.

import { action } from '../../action.ts'
import { flag, integer, required, text } from '../../fields.ts'
import { REGIONS } from '../../regions.ts'

export const DescribeRegions = action({
  name: 'DescribeRegions',
  service: 'region',
  version: '2022-06-27',
  summary: 'List the regions of a product.',
  effect: 'read',
  input: {
    Product: required(text({ about: 'Product, such as cvm or vpc.' })),
    Scene: integer({ about: 'Without effect here.', ignored: true }),
    IncludeUnavailable: flag({ about: 'All are available.', ignored: true }),
  },
  faults: [],
  missing: [],
  example: { Product: 'cvm' },
  run: () => ({
    TotalCount: REGIONS.length,
    RegionSet: REGIONS.map(({ id, zh }) => ({
      Region: id,
      RegionName: zh,
      RegionState: 'AVAILABLE',
      RegionTypeMC: null,
      LocationMC: null,
      RegionNameMC: null,
      RegionIdMC: null,
    })),
  }),
})
