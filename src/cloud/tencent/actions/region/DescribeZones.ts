// Shows the zones of the region for a product.

import { action } from '../../action.ts'
import { flag, integer, required, text } from '../../fields.ts'
import { REGIONS, regionOf, zonesOf } from '../../regions.ts'

export const DescribeZones = action({
  name: 'DescribeZones',
  service: 'region',
  version: '2022-06-27',
  summary: 'List the zones of a product.',
  effect: 'read',
  input: {
    Product: required(text({ about: 'Product, such as cvm or vpc.' })),
    Scene: integer({ about: 'Without effect here.', ignored: true }),
    IncludeUnavailable: flag({ about: 'All are available.', ignored: true }),
  },
  faults: [],
  missing: [],
  example: { Product: 'cvm' },
  run(_, __, { region }) {
    const found = regionOf(region)
    const zones = (found === undefined ? REGIONS : [found]).flatMap(zonesOf)
    return {
      TotalCount: zones.length,
      ZoneSet: zones.map(({ id, zh, number }) => ({
        Zone: id,
        ZoneName: zh,
        ZoneId: number,
        ZoneState: 'AVAILABLE',
        ParentZone: null,
        ParentZoneId: null,
        ParentZoneName: null,
        ZoneType: null,
        MachineRoomTypeMC: null,
        ZoneIdMC: null,
      })),
    }
  },
})
