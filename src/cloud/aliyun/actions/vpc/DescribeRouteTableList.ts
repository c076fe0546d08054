// Lists route tables: every VPC has its system one.

import type { Vpc } from '../../../../core/model/network.ts'
import type { ResourceReader } from '../../../../core/model/resources.ts'
import { routeTableOf } from '../../../../service/vpc/routeTable.ts'
import { action } from '../../action.ts'
import { choice, text } from '../../fields.ts'
import { byPage } from '../../pagination.ts'
import { formatTime } from '../../time.ts'
import { owner, regionId, tags } from '../fields.ts'
import { meets } from '../filters.ts'
import { resourceGroupFilter } from './vpcFields.ts'

const pages = byPage({ default: 10, max: 50 })

export const DescribeRouteTableList = action({
  name: 'DescribeRouteTableList',
  product: 'Vpc',
  version: '2016-04-28',
  summary: 'List route tables.',
  effect: 'read',
  permission: 'vpc:DescribeRouteTableList',
  input: {
    RegionId: regionId,
    VpcId: text({ about: 'Only those of this VPC.' }),
    RouteTableId: text({ about: 'Only this route table.' }),
    RouteTableName: text({ about: 'Only those with this name.' }),
    RouteTableType: choice(['System', 'Custom'], { about: 'Only those of this type.' }),
    RouterId: text({ about: 'Only those of this router.' }),
    RouterType: choice(['VRouter', 'VBR'], { about: 'Only those of routers of this type.' }),
    ResourceGroupId: resourceGroupFilter,
    Tag: tags,
    ...pages.fields,
    ...owner,
  },
  faults: [],
  missing: [],
  example: { RegionId: 'cn-hangzhou', VpcId: 'vpc-bp1example' },
  run(call, parameters) {
    const found = call.state
      .by('vpc', 'account', call.accountId)
      .filter((vpc) => vpc.region === parameters.RegionId && meets<string>(parameters.VpcId, vpc.id))
      .filter((vpc) => meets(parameters.RouteTableId, vpc.routeTableId))
      .filter((vpc) => meets(parameters.RouterId, vpc.routerId))
      .filter((vpc) => meets(parameters.ResourceGroupId, vpc.resourceGroupId))
      .filter(() => meets(parameters.RouteTableType, 'System') && meets(parameters.RouterType, 'VRouter'))
      .filter((vpc) => meets(parameters.RouteTableName, routeTableOf(vpc).name))
      .filter(() => parameters.Tag.length === 0)
    const { items, envelope } = pages.cut(found, parameters)
    return {
      RouterTableList: { RouterTableListType: items.map((vpc) => systemTable(call.state, vpc)) },
      ...envelope,
    }
  },
})

const systemTable = (state: ResourceReader, vpc: Vpc) => ({
  RouteTableId: vpc.routeTableId,
  RouteTableName: routeTableOf(vpc).name,
  RouteTableType: 'System',
  RouterId: vpc.routerId,
  RouterType: 'VRouter',
  VpcId: vpc.id,
  Status: 'Available',
  AssociateType: 'VSwitch',
  Description: routeTableOf(vpc).description,
  GatewayIds: { GatewayIds: [] },
  VSwitchIds: { VSwitchId: state.by('vSwitch', 'vpc', vpc.id).map((vSwitch) => vSwitch.id) },
  RoutePropagationEnable: routeTableOf(vpc).propagation,
  ResourceGroupId: vpc.resourceGroupId,
  Tags: { Tag: [] },
  CreationTime: formatTime(vpc.createdAt),
})
