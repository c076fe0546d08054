// Lists the zones of one region, in Vpc's smaller form.

import { fail } from '../../../../core/model/faults.ts'
import { action } from '../../action.ts'
import { ignored } from '../../fields.ts'
import { regionOf, zonesOf } from '../../regions.ts'
import { owner, regionId } from '../fields.ts'
import { acceptLanguage, localName } from '../language.ts'

export const DescribeZones = action({
  name: 'DescribeZones',
  product: 'Vpc',
  version: '2016-04-28',
  summary: 'List the zones of a region.',
  effect: 'read',
  permission: 'vpc:DescribeZones',
  input: {
    RegionId: regionId,
    AcceptLanguage: acceptLanguage,
    ZoneType: ignored('All zones here are availability zones.'),
    ...owner,
  },
  faults: [],
  missing: [],
  example: { RegionId: 'cn-hangzhou' },
  run(_, parameters) {
    const region =
      regionOf(parameters.RegionId) ?? fail({ name: 'regionNotFound', region: parameters.RegionId })
    return {
      Zones: {
        Zone: zonesOf(region).map((zone) => ({
          ZoneId: zone.id,
          LocalName: localName(zone, parameters.AcceptLanguage),
          ZoneType: 'AvailabilityZone',
        })),
      },
    }
  },
})
