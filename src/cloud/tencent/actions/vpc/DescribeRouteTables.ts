// Shows the route table of each VPC: the one that every VPC has.

import type { Vpc } from '../../../../core/model/network.ts'
import type { ResourceReader } from '../../../../core/model/resources.ts'
import { routeTableOf } from '../../../../service/vpc/routeTable.ts'
import { action } from '../../action.ts'
import { flag } from '../../fields.ts'
import { formatLocal } from '../../time.ts'
import { idList } from '../fields.ts'
import { type Facts, filters, notBoth, passesFilters } from '../filters.ts'
import { pageOf, paging } from '../paging.ts'

export const DescribeRouteTables = action({
  name: 'DescribeRouteTables',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'List route tables.',
  effect: 'read',
  input: {
    RouteTableIds: idList('rtb', 'Route tables to show.'),
    Filters: filters([
      'route-table-id',
      'route-table-name',
      'vpc-id',
      'association.main',
      'tag-key',
      'tag:',
      'next-hop-type',
      'is-need-router-info',
    ]),
    ...paging('string'),
    NeedRouterInfo: flag({ about: 'Whether the entries are shown; they are unless this is false.' }),
  },
  faults: [],
  missing: ['Route tables and entries of the user.'],
  example: { Offset: '0', Limit: '20' },
  run(call, parameters, { region }) {
    const { RouteTableIds: ids, Filters: given, NeedRouterInfo: withEntries = true } = parameters
    notBoth(ids, given, 'RouteTableIds')
    const found = call.state
      .by('vpc', 'account', call.accountId)
      .filter((vpc) => vpc.region === region)
      .filter((vpc) => ids === undefined || ids.length === 0 || ids.includes(vpc.routeTableId))
      .filter((vpc) => passesFilters(given, factsOf(vpc)))
    return {
      RouteTableSet: pageOf(found, parameters).map((vpc) => view(call.state, vpc, withEntries)),
      TotalCount: found.length,
    }
  },
})

const factsOf =
  (vpc: Vpc): Facts =>
  (name) => {
    switch (name) {
      case 'route-table-id':
        return [vpc.routeTableId]
      case 'route-table-name':
        return { fuzzy: [nameOf(vpc)] }
      case 'vpc-id':
        return [vpc.id]
      case 'association.main':
        return ['true', 'TRUE']
      case 'next-hop-type':
        return ['LOCAL_GATEWAY']
      case 'is-need-router-info':
        return ['true', 'TRUE', 'false', 'FALSE']
      default:
        return []
    }
  }

const nameOf = (vpc: Vpc): string => routeTableOf(vpc).name || 'default'

const view = (state: ResourceReader, vpc: Vpc, withEntries: boolean): object => ({
  VpcId: vpc.id,
  RouteTableId: vpc.routeTableId,
  RouteTableName: nameOf(vpc),
  AssociationSet: state
    .by('vSwitch', 'vpc', vpc.id)
    .map(({ id }) => ({ SubnetId: id, RouteTableId: vpc.routeTableId })),
  RouteSet: withEntries ? [vpc.cidr, ...vpc.secondaryCidrs].map((cidr) => localRoute(vpc, cidr)) : [],
  Main: true,
  CreatedTime: formatLocal(vpc.createdAt),
  TagSet: [],
  LocalCidrForCcn: [],
})

const localRoute = (vpc: Vpc, cidr: string): object => ({
  RouteTableId: vpc.routeTableId,
  DestinationCidrBlock: cidr,
  DestinationIpv6CidrBlock: '',
  GatewayType: 'LOCAL_GATEWAY',
  GatewayId: 'Local',
  RouteId: 0,
  RouteDescription: '',
  Enabled: true,
  RouteType: 'NETD',
  PublishedToVbc: false,
  CreatedTime: formatLocal(vpc.createdAt),
})
