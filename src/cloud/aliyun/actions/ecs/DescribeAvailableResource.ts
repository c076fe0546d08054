// Says what can be had in which zone: everything everywhere.

import { fail } from '../../../../core/model/faults.ts'
import { action } from '../../action.ts'
import { choice, type Decoded, integer, required, text } from '../../fields.ts'
import { INSTANCE_TYPES } from '../../instanceTypes.ts'
import { regionOf, zonesOf } from '../../regions.ts'
import { owner, regionId } from '../fields.ts'
import { meets } from '../filters.ts'
import { allIgnored } from './instanceFields.ts'

const DESTINATIONS = [
  'Zone',
  'IoOptimized',
  'InstanceType',
  'SystemDisk',
  'DataDisk',
  'Network',
  'ddh',
] as const
const DISKS = ['cloud_essd', 'cloud_ssd', 'cloud_efficiency', 'cloud']
const IN_STOCK = { Status: 'Available', StatusCategory: 'WithStock' }

const input = {
  RegionId: regionId,
  DestinationResource: required(choice(DESTINATIONS, { about: 'What is looked for.' })),
  ZoneId: text({ about: 'Only in this zone.' }),
  InstanceType: text({ about: 'Only for this instance type.' }),
  Cores: integer({ about: 'Only types with as many vCPUs.' }),
  Memory: text({ about: 'Only types with as many GiB of memory.', check: /^\d{1,6}(\.\d{1,4})?$/ }),
  ...allIgnored(
    [
      'DataDiskCategory',
      'DedicatedHostId',
      'InstanceChargeType',
      'IoOptimized',
      'NetworkCategory',
      'ResourceType',
      'Scope',
      'SpotDuration',
      'SpotStrategy',
      'SystemDiskCategory',
    ],
    'Everything can be had with everything.',
  ),
  ...owner,
}

type Parameters = Decoded<typeof input>

export const DescribeAvailableResource = action({
  name: 'DescribeAvailableResource',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'List what can be had in which zone.',
  effect: 'read',
  permission: 'ecs:DescribeAvailableResource',
  input,
  faults: [],
  missing: [],
  example: { RegionId: 'cn-hangzhou', DestinationResource: 'InstanceType' },
  run(_, parameters) {
    const { RegionId, ZoneId, DestinationResource: type } = parameters
    const region = regionOf(RegionId) ?? fail({ name: 'regionNotFound', region: RegionId })
    const supported = supportedBy(type, parameters)
    const resources = supported === null ? [] : [{ Type: type, SupportedResources: supported }]
    return {
      AvailableZones: {
        AvailableZone: zonesOf(region)
          .filter((zone) => meets(ZoneId, zone.id))
          .map((zone) => ({
            RegionId,
            ZoneId: zone.id,
            ...IN_STOCK,
            AvailableResources: { AvailableResource: resources },
          })),
      },
    }
  },
})

/** Null where the zone alone is the answer. */
function supportedBy(type: (typeof DESTINATIONS)[number], parameters: Parameters): object | null {
  const all = (values: readonly string[], bounds: object = {}) => ({
    SupportedResource: values.map((Value) => ({ Value, ...IN_STOCK, ...bounds })),
  })
  switch (type) {
    case 'Zone':
      return null
    case 'InstanceType':
      return all(typesFor(parameters))
    case 'SystemDisk':
      return all(DISKS, { Min: 20, Max: 2048, Unit: 'GiB' })
    case 'DataDisk':
      return all(DISKS, { Min: 20, Max: 32_768, Unit: 'GiB' })
    case 'IoOptimized':
      return all(['optimized'])
    case 'Network':
      return all(['vpc'])
    case 'ddh':
      return all([])
  }
}

const typesFor = ({ InstanceType, Cores, Memory }: Parameters): readonly string[] =>
  INSTANCE_TYPES.filter((type) => meets(InstanceType, type.id) && meets(Cores, type.cpu))
    .filter((type) => Memory === undefined || type.memory === Number(Memory))
    .map((type) => type.id)
