// Shows instance types.

import { action } from '../../action.ts'
import { INSTANCE_TYPES, type InstanceType } from '../../instanceTypes.ts'
import { regionOf, zonesOf } from '../../regions.ts'
import { type Facts, passesFilters } from '../filters.ts'
import { filters } from './cvmFields.ts'

export const DescribeInstanceTypeConfigs = action({
  name: 'DescribeInstanceTypeConfigs',
  service: 'cvm',
  version: '2017-03-12',
  summary: 'List instance types.',
  effect: 'read',
  input: { Filters: filters(['zone', 'instance-family', 'instance-type']) },
  faults: [],
  missing: [],
  example: {},
  run(_, { Filters: given }, { region }) {
    const found = regionOf(region)
    const zones = (found === undefined ? [] : zonesOf(found)).map(({ id }) => id)
    return {
      InstanceTypeConfigSet: zones.flatMap((zone) =>
        INSTANCE_TYPES.filter((type) => passesFilters(given, factsOf(zone, type))).map((type) => ({
          Zone: zone,
          InstanceType: type.id,
          InstanceFamily: type.family,
          GPU: 0,
          CPU: type.cpu,
          Memory: type.memory,
          FPGA: 0,
          GpuCount: 0,
        })),
      ),
    }
  },
})

const factsOf =
  (zone: string, { id, family }: InstanceType): Facts =>
  (name) =>
    name === 'zone' ? [zone] : name === 'instance-type' ? [id] : [family]
