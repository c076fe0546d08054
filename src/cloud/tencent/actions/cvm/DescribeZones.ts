// Shows the zones of the region.

import { action } from '../../action.ts'
import { regionOf, zonesOf } from '../../regions.ts'

export const DescribeZones = action({
  name: 'DescribeZones',
  service: 'cvm',
  version: '2017-03-12',
  summary: 'List the zones of the region.',
  effect: 'read',
  input: {},
  faults: [],
  missing: [],
  example: {},
  run(_, __, { region }) {
    const found = regionOf(region)
    const zones = found === undefined ? [] : zonesOf(found)
    return {
      TotalCount: zones.length,
      ZoneSet: zones.map(({ id, zh, number }) => ({
        Zone: id,
        ZoneName: zh,
        ZoneId: number,
        ZoneState: 'AVAILABLE',
      })),
    }
  },
})
