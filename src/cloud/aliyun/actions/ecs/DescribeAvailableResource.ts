// Says what can be had in which zone: of what there is here, everything everywhere.

import { DISK_CATEGORIES, type Disk, sizesOf } from '../../../../core/model/disk.ts'
import { fail } from '../../../../core/model/faults.ts'
import type { Call } from '../../../../service/call.ts'
import { action } from '../../action.ts'
import { choice, type Decoded, ignored, integer, required, text } from '../../fields.ts'
import { INSTANCE_TYPES } from '../../instanceTypes.ts'
import { regionOf, zonesOf } from '../../regions.ts'
import { owner, refused, regionId } from '../fields.ts'
import { meets } from '../filters.ts'

const DESTINATIONS = [
  'Zone',
  'IoOptimized',
  'InstanceType',
  'SystemDisk',
  'DataDisk',
  'Network',
  'ddh',
] as const

const IN_STOCK = { Status: 'Available', StatusCategory: 'WithStock' }

const wrong = (name: string, status = 404) => ({
  status,
  code: `Invalid.${name}`,
  message: `The specified ${name} is not valid.`,
})

const input = {
  RegionId: regionId,
  DestinationResource: required(
    choice(DESTINATIONS, { about: 'What is looked for.', malformed: wrong('DestinationResource') }),
    {
      status: 400,
      code: 'Invalid.Param',
      message:
        'The input parameter DestinationResource that is mandatory for processing this request is not supplied.',
    },
  ),
  ZoneId: text({ about: 'Only in this zone.' }),
  InstanceType: text({ about: 'Only for this instance type.' }),
  Cores: integer({ about: 'Only types with as many vCPUs.' }),
  Memory: text({ about: 'Only types with as many GiB of memory.', check: /^\d{1,6}(\.\d{1,4})?$/ }),
  InstanceChargeType: choice(['PostPaid', 'PrePaid'], {
    about: 'How it is charged; both can be had.',
    malformed: wrong('InstanceChargeType', 400),
  }),
  SpotStrategy: choice(['NoSpot', 'SpotWithPriceLimit', 'SpotAsPriceGo'], {
    about: 'How the price is made; all can be had.',
    malformed: wrong('SpotStrategy'),
  }),
  IoOptimized: choice(['optimized', 'none'], {
    about: 'optimized; none cannot be had any more.',
    malformed: wrong('IoOptimized'),
  }),
  NetworkCategory: choice(['vpc', 'classic'], {
    about: 'vpc, or classic for accounts that are used to it.',
    malformed: wrong('NetworkCategory'),
  }),
  ResourceType: choice(['instance', 'disk', 'reservedinstance', 'ddh'], {
    about: 'instance or disk; of the others there is nothing.',
    malformed: wrong('ResourceType'),
  }),
  SystemDiskCategory: text({ about: 'Only with this category of system disk.' }),
  DataDiskCategory: text({ about: 'Only with this category of data disk.' }),
  DedicatedHostId: refused('Dedicated host', {
    status: 403,
    code: 'InvalidDedicatedHostId.NotFound',
    message: 'The specified DedicatedHostId does not exist.',
  }),
  SpotDuration: ignored('Nothing is billed here.'),
  Scope: ignored('A region has all of its zones.'),
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
  run(call, parameters) {
    const { RegionId, ZoneId, DestinationResource: type } = parameters
    const region = regionOf(RegionId) ?? fail({ name: 'regionNotFound', region: RegionId })
    const networks = networksOf(call)
    const zones = isThere(parameters, networks) ? zonesOf(region) : []
    const supported = supportedBy(type, parameters, networks)
    const resources = supported === null ? [] : [{ Type: type, SupportedResources: supported }]
    return {
      AvailableZones: {
        AvailableZone: zones
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

const networksOf = ({ state, accountId }: Call): readonly string[] =>
  state.get('account', accountId)?.classicNetwork === true ? ['vpc', 'classic'] : ['vpc']

const DISKS: readonly string[] = DISK_CATEGORIES

/** Whether what the answer must go with is to be had at all. */
const isThere = (wanted: Parameters, networks: readonly string[]): boolean =>
  wanted.IoOptimized !== 'none' &&
  [undefined, 'instance', 'disk'].includes(wanted.ResourceType) &&
  [undefined, ...networks].includes(wanted.NetworkCategory) &&
  [wanted.SystemDiskCategory, wanted.DataDiskCategory].every(
    (one) => one === undefined || DISKS.includes(one),
  )

/** Null where the zone alone is the answer. */
function supportedBy(
  type: (typeof DESTINATIONS)[number],
  parameters: Parameters,
  networks: readonly string[],
): object | null {
  const all = (values: readonly string[], boundsOf: (value: string) => object = () => ({})) => ({
    SupportedResource: values.map((Value) => ({ Value, ...IN_STOCK, ...boundsOf(Value) })),
  })
  switch (type) {
    case 'Zone':
      return null
    case 'InstanceType':
      return all(typesFor(parameters))
    case 'SystemDisk':
      return all(disksLike(parameters.SystemDiskCategory), (category) => boundsOf('system', category))
    case 'DataDisk':
      return all(disksLike(parameters.DataDiskCategory), (category) => boundsOf('data', category))
    case 'IoOptimized':
      return all(['optimized'])
    case 'Network':
      return all(networks.filter((network) => meets<string>(parameters.NetworkCategory, network)))
    case 'ddh':
      return all([])
  }
}

const disksLike = (wanted: string | undefined): readonly string[] =>
  DISKS.filter((category) => meets(wanted, category))

function boundsOf(kind: Disk['kind'], category: string): object {
  const sizes = sizesOf(kind, { category: category as Disk['category'], performanceLevel: null })
  return { Min: sizes.minimum, Max: sizes.maximum, Unit: 'GiB' }
}

const typesFor = ({ InstanceType, Cores, Memory }: Parameters): readonly string[] =>
  INSTANCE_TYPES.filter((type) => meets(InstanceType, type.id) && meets(Cores, type.cpu))
    .filter((type) => Memory === undefined || type.memory === Number(Memory))
    .map((type) => type.id)
