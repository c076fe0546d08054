// Shows which instance types each zone sells: all of them.

import { action } from '../../action.ts'
import { INSTANCE_TYPES, type InstanceType } from '../../instanceTypes.ts'
import { regionOf, zonesOf } from '../../regions.ts'
import { type Facts, passesFilters } from '../filters.ts'
import { filters } from './cvmFields.ts'

export const DescribeZoneInstanceConfigInfos = action({
  name: 'DescribeZoneInstanceConfigInfos',
  service: 'cvm',
  version: '2017-03-12',
  summary: 'List the instance types that zones sell.',
  effect: 'read',
  input: {
    Filters: filters(['zone', 'instance-family', 'instance-type', 'instance-charge-type', 'sort-keys']),
  },
  faults: [],
  missing: ['Prices: nothing costs anything here.'],
  example: {},
  run(_, { Filters: given }, { region }) {
    const found = regionOf(region)
    const zones = (found === undefined ? [] : zonesOf(found)).map(({ id }) => id)
    return {
      InstanceTypeQuotaSet: zones.flatMap((zone) =>
        INSTANCE_TYPES.filter((type) => passesFilters(given, factsOf(zone, type))).map((type) =>
          view(zone, type),
        ),
      ),
    }
  },
})

const factsOf =
  (zone: string, { id, family }: InstanceType): Facts =>
  (name) => {
    switch (name) {
      case 'zone':
        return [zone]
      case 'instance-type':
        return [id]
      case 'instance-charge-type':
        return ['POSTPAID_BY_HOUR', 'PREPAID']
      case 'sort-keys':
        return { fuzzy: [''] }
      default:
        return [family]
    }
  }

const view = (zone: string, type: InstanceType): object => ({
  Zone: zone,
  InstanceType: type.id,
  InstanceChargeType: 'POSTPAID_BY_HOUR',
  NetworkCard: 0,
  Externals: {},
  Cpu: type.cpu,
  Memory: type.memory,
  InstanceFamily: type.family,
  TypeName: type.family,
  LocalDiskTypeList: [],
  Status: 'SELL',
  Price: { UnitPrice: 0, ChargeUnit: 'HOUR', UnitPriceDiscount: 0, Discount: 100 },
  SoldOutReason: '',
  InstanceBandwidth: 0,
  InstancePps: 0,
  StorageBlockAmount: 0,
  CpuType: '',
  Gpu: 0,
  Fpga: 0,
  Remark: '',
  GpuCount: 0,
  Frequency: '',
  StatusCategory: 'EnoughStock',
})
