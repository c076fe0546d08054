// Lists route tables with their entries, in the older form.

import { routeTableOf } from '../../../../service/vpc/routeTable.ts'
import { action } from '../../action.ts'
import { choice, text } from '../../fields.ts'
import { byPage } from '../../pagination.ts'
import { formatTime } from '../../time.ts'
import { optionalRegionId, owner } from '../fields.ts'
import { meets } from '../filters.ts'
import { systemRoutes } from './systemRoutes.ts'
import { resourceGroupFilter } from './vpcFields.ts'

const pages = byPage({ default: 10, max: 50 })

export const DescribeRouteTables = action({
  name: 'DescribeRouteTables',
  product: 'Vpc',
  version: '2016-04-28',
  alsoIn: ['2014-05-26'],
  summary: 'List route tables with their entries.',
  effect: 'read',
  permission: 'vpc:DescribeRouteTables',
  input: {
    RegionId: optionalRegionId,
    VRouterId: text({ about: 'Only that of this router.' }),
    RouterId: text({ about: 'Only that of this router.' }),
    RouteTableId: text({ about: 'Only this route table.' }),
    RouteTableName: text({ about: 'Only those with this name.' }),
    RouterType: choice(['VRouter', 'VBR'], { about: 'Only those of routers of this type.' }),
    Type: choice(['System', 'Custom'], { about: 'Only entries of this type; all are System.' }),
    ResourceGroupId: resourceGroupFilter,
    ...pages.fields,
    ...owner,
  },
  faults: [],
  missing: [],
  example: { RegionId: 'cn-hangzhou', VRouterId: 'vrt-bp1example' },
  run(call, parameters) {
    const { RegionId, RouteTableId, ResourceGroupId, Type } = parameters
    const found = call.state
      .by('vpc', 'account', call.accountId)
      .filter((vpc) => meets(RegionId, vpc.region) && meets(RouteTableId, vpc.routeTableId))
      .filter((vpc) => meets(parameters.VRouterId, vpc.routerId) && meets(parameters.RouterId, vpc.routerId))
      .filter((vpc) => meets(parameters.RouteTableName, routeTableOf(vpc).name))
      .filter((vpc) => meets(ResourceGroupId, vpc.resourceGroupId))
      .filter(() => meets(parameters.RouterType, 'VRouter'))
    const { items, envelope } = pages.cut(found, parameters)
    return {
      RouteTables: {
        RouteTable: items.map((vpc) => ({
          RouteTableId: vpc.routeTableId,
          RouteTableType: 'System',
          VRouterId: vpc.routerId,
          Status: 'Available',
          ResourceGroupId: vpc.resourceGroupId,
          VSwitchIds: { VSwitchId: call.state.by('vSwitch', 'vpc', vpc.id).map((one) => one.id) },
          RouteEntrys: { RouteEntry: Type === 'Custom' ? [] : entriesOf(systemRoutes(call.state, vpc)) },
          CreationTime: formatTime(vpc.createdAt),
        })),
      },
      ...envelope,
    }
  },
})

const entriesOf = (routes: ReturnType<typeof systemRoutes>) =>
  routes.map(({ table, cidr, description }) => ({
    RouteTableId: table,
    DestinationCidrBlock: cidr,
    Type: 'System',
    NextHopType: 'local',
    InstanceId: '',
    NextHops: { NextHop: [] },
    RouteEntryId: '',
    RouteEntryName: '',
    Description: description,
    Status: 'Available',
  }))
