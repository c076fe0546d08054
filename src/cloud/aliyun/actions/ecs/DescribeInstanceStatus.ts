// Lists instances with nothing but their state.

import { action } from '../../action.ts'
import { text } from '../../fields.ts'
import { byPage } from '../../pagination.ts'
import { owner, regionId } from '../fields.ts'
import { meets, meetsAny } from '../filters.ts'
import { instanceStatus } from './instanceAnswer.ts'
import { textList } from './instanceFields.ts'

const pages = byPage({ default: 10, max: 50 })

export const DescribeInstanceStatus = action({
  name: 'DescribeInstanceStatus',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'List the states of instances.',
  effect: 'read',
  permission: 'ecs:DescribeInstanceStatus',
  input: {
    RegionId: regionId,
    InstanceId: textList('Only these instances, up to 100.'),
    ZoneId: text({ about: 'Only those in this zone.' }),
    ClusterId: text({ about: 'Only those in this cluster; none is in any.' }),
    ...pages.fields,
    ...owner,
  },
  faults: [],
  missing: [],
  example: { RegionId: 'cn-hangzhou', 'InstanceId.1': 'i-bp1example' },
  run(call, parameters) {
    const found = call.state
      .by('instance', 'account', call.accountId)
      .filter((one) => one.region === parameters.RegionId && meets(parameters.ZoneId, one.zone))
      .filter((one) => meetsAny(parameters.InstanceId, [one.id]))
      .filter(() => meets(parameters.ClusterId, ''))
    const { items, envelope } = pages.cut(found, parameters)
    return {
      InstanceStatuses: {
        InstanceStatus: items.map((one) => ({ InstanceId: one.id, Status: instanceStatus(one.state) })),
      },
      ...envelope,
    }
  },
})
