// Shows which private pool instances draw on: none.

import { action } from '../../action.ts'
import { byPage } from '../../pagination.ts'
import { owner, regionId } from '../fields.ts'
import { meetsAny } from '../filters.ts'
import { textList } from './instanceFields.ts'

const pages = byPage({ default: 10, max: 50 })

export const DescribeInstanceAttachmentAttributes = action({
  name: 'DescribeInstanceAttachmentAttributes',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Show the private pools of instances.',
  effect: 'read',
  permission: 'ecs:DescribeInstanceAttachmentAttributes',
  input: {
    RegionId: regionId,
    InstanceIds: textList('Only these instances: a JSON array, up to 100.', 'InvalidInstanceIds.Malformed'),
    ...pages.fields,
    ...owner,
  },
  faults: [],
  missing: [],
  example: { RegionId: 'cn-hangzhou', InstanceIds: '["i-bp1example"]' },
  run(call, parameters) {
    const found = call.state
      .by('instance', 'account', call.accountId)
      .filter((one) => one.region === parameters.RegionId && meetsAny(parameters.InstanceIds, [one.id]))
    const { items, envelope } = pages.cut(found, parameters)
    return {
      Instances: {
        Instance: items.map((one) => ({
          InstanceId: one.id,
          PrivatePoolOptionsId: '',
          PrivatePoolOptionsMatchCriteria: '',
        })),
      },
      ...envelope,
    }
  },
})
