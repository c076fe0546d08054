// Lists the zones of one region with what can be made there: here everything everywhere.

import { fail } from '../../../../core/model/faults.ts'
import { action } from '../../action.ts'
import { flag, ignored, withDefault } from '../../fields.ts'
import { INSTANCE_TYPES } from '../../instanceTypes.ts'
import { regionOf, type Zone, zonesOf } from '../../regions.ts'
import { owner, regionId } from '../fields.ts'
import { acceptLanguage, localName } from '../language.ts'

const DISKS = ['cloud_essd', 'cloud_ssd', 'cloud_efficiency', 'cloud']
const TYPES = INSTANCE_TYPES.map((type) => type.id)
const FAMILIES = [...new Set(INSTANCE_TYPES.map((type) => type.family))]

export const DescribeZones = action({
  name: 'DescribeZones',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'List the zones of a region.',
  effect: 'read',
  permission: 'ecs:DescribeZones',
  input: {
    RegionId: regionId,
    AcceptLanguage: acceptLanguage,
    InstanceChargeType: ignored('Every zone offers all charge types.'),
    SpotStrategy: ignored('Every zone offers all charge types.'),
    Verbose: withDefault(flag({ about: 'Whether to list instance types and resources as well.' }), true),
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
          ...plain(zone, parameters.AcceptLanguage),
          AvailableInstanceTypes: { InstanceTypes: parameters.Verbose ? TYPES : [] },
          AvailableResources: { ResourcesInfo: parameters.Verbose ? [RESOURCES] : [] },
        })),
      },
    }
  },
})

const plain = (zone: Zone, language: string) => ({
  ZoneId: zone.id,
  LocalName: localName(zone, language),
  ZoneType: 'AvailabilityZone',
  AvailableDedicatedHostTypes: { DedicatedHostType: [] },
  AvailableDiskCategories: { DiskCategories: DISKS },
  // Terraform picks zones by what stands here.
  AvailableResourceCreation: {
    ResourceTypes: ['VSwitch', 'IoOptimized', 'Instance', 'DedicatedHost', 'Disk'],
  },
  AvailableVolumeCategories: { VolumeCategories: [] },
  DedicatedHostGenerations: { DedicatedHostGeneration: [] },
})

const RESOURCES = {
  IoOptimized: true,
  DataDiskCategories: { supportedDataDiskCategory: DISKS },
  SystemDiskCategories: { supportedSystemDiskCategory: DISKS },
  InstanceGenerations: { supportedInstanceGeneration: ['ecs-3', 'ecs-4', 'ecs-5', 'ecs-6', 'ecs-7'] },
  InstanceTypeFamilies: { supportedInstanceTypeFamily: FAMILIES },
  InstanceTypes: { supportedInstanceType: TYPES },
  NetworkTypes: { supportedNetworkCategory: ['vpc'] },
}
