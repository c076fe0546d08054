// Lists routers: every VPC has one.

import { action } from '../../action.ts'
import { text } from '../../fields.ts'
import { byPage } from '../../pagination.ts'
import { formatTime } from '../../time.ts'
import { owner, regionId } from '../fields.ts'
import { meets } from '../filters.ts'

const pages = byPage({ default: 10, max: 50 })

export const DescribeVRouters = action({
  name: 'DescribeVRouters',
  product: 'Vpc',
  version: '2016-04-28',
  alsoIn: ['2014-05-26'],
  summary: 'List routers.',
  effect: 'read',
  permission: 'vpc:DescribeVRouters',
  input: {
    RegionId: regionId,
    VRouterId: text({ about: 'Only this router.' }),
    ...pages.fields,
    ...owner,
  },
  faults: [],
  missing: [],
  example: { RegionId: 'cn-hangzhou' },
  run(call, parameters) {
    const found = call.state
      .by('vpc', 'account', call.accountId)
      .filter((vpc) => vpc.region === parameters.RegionId && meets(parameters.VRouterId, vpc.routerId))
    const { items, envelope } = pages.cut(found, parameters)
    return {
      VRouters: {
        VRouter: items.map((vpc) => ({
          VRouterId: vpc.routerId,
          VRouterName: '',
          Description: '',
          RegionId: vpc.region,
          VpcId: vpc.id,
          RouteTableIds: { RouteTableId: [vpc.routeTableId] },
          CreationTime: formatTime(vpc.createdAt),
        })),
      },
      ...envelope,
    }
  },
})
