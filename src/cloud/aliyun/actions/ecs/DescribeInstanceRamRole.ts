// Lists which instances have which role.

import { action } from '../../action.ts'
import { refuse, text } from '../../fields.ts'
import { byPage } from '../../pagination.ts'
import { owner, regionId } from '../fields.ts'
import { meets, meetsAny } from '../filters.ts'
import { textList } from './instanceFields.ts'

const pages = byPage({ default: 10, max: 50 })

export const DescribeInstanceRamRole = action({
  name: 'DescribeInstanceRamRole',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'List instances with their RAM roles.',
  effect: 'read',
  permission: 'ecs:DescribeInstanceRamRole',
  input: {
    RegionId: regionId,
    InstanceIds: textList('Only these instances: a JSON array, up to 100.', 'InvalidInstanceIds.Malformed'),
    RamRoleName: text({ about: 'Only those with this role. This or InstanceIds is needed.' }),
    ...pages.fields,
    ...owner,
  },
  faults: [],
  missing: [],
  example: { RegionId: 'cn-hangzhou', InstanceIds: '["i-bp1example"]' },
  run(call, parameters) {
    const { RegionId, InstanceIds, RamRoleName } = parameters
    if (InstanceIds.length === 0 && RamRoleName === undefined) {
      refuse({
        status: 403,
        code: 'InvalidParameter.AllEmpty',
        message: 'The parameters InstanceIds and RamRoleName cannot both be empty.',
      })
    }
    const found = call.state
      .by('instance', 'account', call.accountId)
      .filter((one) => one.region === RegionId && one.ramRoleName !== '')
      .filter((one) => meetsAny(InstanceIds, [one.id]) && meets(RamRoleName, one.ramRoleName))
    const { items, envelope } = pages.cut(found, parameters)
    return {
      RegionId,
      InstanceRamRoleSets: {
        InstanceRamRoleSet: items.map((one) => ({ InstanceId: one.id, RamRoleName: one.ramRoleName })),
      },
      TotalCount: envelope.TotalCount,
    }
  },
})
