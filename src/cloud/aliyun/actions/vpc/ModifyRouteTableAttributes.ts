// Changes the labels of a route table.

import { modifyRouteTable } from '../../../../service/vpc/routeTable.ts'
import { action } from '../../action.ts'
import { flag } from '../../fields.ts'
import { owner, regionId } from '../fields.ts'
import { routeTableId, vpcDescription, vpcName } from './vpcFields.ts'

export const ModifyRouteTableAttributes = action({
  name: 'ModifyRouteTableAttributes',
  product: 'Vpc',
  version: '2016-04-28',
  summary: 'Change a route table.',
  effect: 'write',
  permission: 'vpc:ModifyRouteTableAttributes',
  input: {
    RegionId: regionId,
    RouteTableId: routeTableId,
    RouteTableName: vpcName,
    Description: vpcDescription,
    RoutePropagationEnable: flag({ about: 'Whether dynamic routes are taken in; noted and shown.' }),
    ...owner,
  },
  faults: ['routeTableNotFound'],
  missing: [],
  example: { RegionId: 'cn-hangzhou', RouteTableId: 'vtb-bp1example', RouteTableName: 'main' },
  run(call, parameters) {
    modifyRouteTable(call, {
      routeTableId: parameters.RouteTableId,
      region: parameters.RegionId,
      name: parameters.RouteTableName,
      description: parameters.Description,
      propagation: parameters.RoutePropagationEnable,
    })
    return {}
  },
})
