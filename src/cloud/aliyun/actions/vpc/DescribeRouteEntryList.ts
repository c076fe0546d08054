// Lists the entries of a route table.

import { findByRouteTable } from '../../../../service/vpc/routeTable.ts'
import { action } from '../../action.ts'
import { choice, integer, text, withDefault } from '../../fields.ts'
import { formatTime } from '../../time.ts'
import { textList } from '../ecs/instanceFields.ts'
import { owner, regionId } from '../fields.ts'
import { meets, meetsAny } from '../filters.ts'
import { systemRoutes } from './systemRoutes.ts'
import { routeTableId } from './vpcFields.ts'

const LOCAL = { NextHopType: 'local', NextHopId: '', Enabled: 1, Weight: 0, NextHopRegionId: '' }

export const DescribeRouteEntryList = action({
  name: 'DescribeRouteEntryList',
  product: 'Vpc',
  version: '2016-04-28',
  summary: 'List the entries of a route table.',
  effect: 'read',
  permission: 'vpc:DescribeRouteEntryList',
  input: {
    RegionId: regionId,
    RouteTableId: routeTableId,
    DestinationCidrBlock: text({ about: 'Only those to this block.' }),
    DestCidrBlockList: textList('Only those to one of these blocks.'),
    RouteEntryType: choice(['System', 'Custom', 'BGP', 'CEN', 'ECR'], {
      about: 'Only those of this type; all are System.',
    }),
    IpVersion: choice(['ipv4', 'ipv6'], { about: 'Only those of this family.' }),
    NextHopType: text({ about: 'Only those with such a next hop; all are local.' }),
    MaxResult: withDefault(integer({ about: 'Entries in one answer, 1 to 500.', min: 1, max: 500 }), 50),
    NextToken: text({ about: 'Where to go on: the NextToken of the answer before.' }),
    NextHopId: text({ about: 'Only those to this next hop; entries of the system name none.' }),
    RouteEntryId: text({ about: 'Only this entry; entries of the system have no ids.' }),
    RouteEntryName: text({ about: 'Only those with this name; entries of the system have none.' }),
    ServiceType: text({ about: 'Only those of this service; entries of the system have none.' }),
    ...owner,
  },
  faults: ['routeTableNotFound'],
  missing: [],
  example: { RegionId: 'cn-hangzhou', RouteTableId: 'vtb-bp1example' },
  run(call, parameters) {
    const vpc = findByRouteTable(call, parameters.RouteTableId, parameters.RegionId)
    const found = systemRoutes(call.state, vpc)
      .filter(({ cidr }) => meets(parameters.DestinationCidrBlock, cidr))
      .filter(({ cidr }) => meetsAny(parameters.DestCidrBlockList, [cidr]))
      .filter(({ cidr }) => meets<string>(parameters.IpVersion, cidr.includes(':') ? 'ipv6' : 'ipv4'))
      .filter(() => meets<string>(parameters.RouteEntryType, 'System'))
      .filter(() => meets(parameters.NextHopType, 'local') && namesNothing(parameters))
    const start = Number(parameters.NextToken ?? 0)
    const end = start + parameters.MaxResult
    return {
      RouteEntrys: {
        RouteEntry: found.slice(start, end).map(({ table, cidr, description }) => ({
          RouteTableId: table,
          DestinationCidrBlock: cidr,
          Type: 'System',
          IpVersion: cidr.includes(':') ? 'IPv6' : 'IPv4',
          NextHops: { NextHop: [LOCAL] },
          RouteEntryId: '',
          RouteEntryName: '',
          Description: description,
          Status: 'Available',
          Origin: '',
          ServiceType: '',
          GmtModified: formatTime(vpc.createdAt),
        })),
      },
      TotalCount: found.length,
      NextToken: end < found.length ? String(end) : '',
    }
  },
})

/** What only entries of other types have; none can be made here. */
const namesNothing = (wanted: {
  readonly NextHopId: string | undefined
  readonly RouteEntryId: string | undefined
  readonly RouteEntryName: string | undefined
  readonly ServiceType: string | undefined
}): boolean =>
  [wanted.NextHopId, wanted.RouteEntryId, wanted.RouteEntryName, wanted.ServiceType].every(
    (one) => one === undefined,
  )
