// Shows what happens to instances when their host is maintained.

import { action } from '../../action.ts'
import { byPage } from '../../pagination.ts'
import { owner, regionId } from '../fields.ts'
import { meetsAny } from '../filters.ts'
import { textList } from './instanceFields.ts'

const pages = byPage({ default: 10, max: 100 })

export const DescribeInstanceMaintenanceAttributes = action({
  name: 'DescribeInstanceMaintenanceAttributes',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Show the maintenance attributes of instances.',
  effect: 'read',
  permission: 'ecs:DescribeInstanceMaintenanceAttributes',
  input: {
    RegionId: regionId,
    InstanceId: textList('Only these instances, up to 100.'),
    ...pages.fields,
    ...owner,
  },
  faults: [],
  missing: [],
  example: { RegionId: 'cn-hangzhou', 'InstanceId.1': 'i-bp1example' },
  run(call, parameters) {
    const found = call.state
      .by('instance', 'account', call.accountId)
      .filter((one) => one.region === parameters.RegionId && meetsAny(parameters.InstanceId, [one.id]))
    const { items, envelope } = pages.cut(found, parameters)
    return {
      MaintenanceAttributes: {
        MaintenanceAttribute: items.map((one) => ({
          InstanceId: one.id,
          MaintenanceWindows: { MaintenanceWindow: [] },
          ActionOnMaintenance: {
            Value: 'AutoRecover',
            DefaultValue: 'AutoRecover',
            SupportedValues: { SupportedValue: ['Stop', 'AutoRecover'] },
          },
          NotifyOnMaintenance: false,
        })),
      },
      ...envelope,
    }
  },
})
