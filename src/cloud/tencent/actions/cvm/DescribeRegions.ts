// Shows the regions.

import { action } from '../../action.ts'
import { REGIONS } from '../../regions.ts'

export const DescribeRegions = action({
  name: 'DescribeRegions',
  service: 'cvm',
  version: '2017-03-12',
  summary: 'List regions.',
  effect: 'read',
  input: {},
  faults: [],
  missing: [],
  example: {},
  run: () => ({
    TotalCount: REGIONS.length,
    RegionSet: REGIONS.map(({ id, zh }) => ({ Region: id, RegionName: zh, RegionState: 'AVAILABLE' })),
  }),
})
