// Shows subnets by id or by filters.

import type { VSwitch } from '../../../../core/model/network.ts'
import type { ResourceReader } from '../../../../core/model/resources.ts'
import { action } from '../../action.ts'
import { filled, ignored } from '../../fields.ts'
import { idList } from '../fields.ts'
import { type Facts, filters, notBoth, passesFilters, tagFacts } from '../filters.ts'
import { pageOf, paging } from '../paging.ts'
import { subnetView } from './vpcAnswer.ts'

export const DescribeSubnets = action({
  name: 'DescribeSubnets',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'List subnets.',
  effect: 'read',
  input: {
    SubnetIds: idList('subnet', 'Subnets to show.'),
    Filters: filters([
      'subnet-id',
      'vpc-id',
      'cidr-block',
      'is-default',
      'is-remote-vpc-snat',
      'subnet-name',
      'zone',
      'tag-key',
      'tag:',
      'cdc-id',
      'is-cdc-subnet',
      'ipv6-cidr-block',
      'isp-type',
      'route-table-id',
      'network-acl-id',
    ]),
    ...paging('string'),
    MaxResults: ignored('Pages go by Offset and Limit.', 'integer'),
    NextToken: filled({ about: 'Pages go by Offset and Limit.', ignored: true }),
  },
  faults: [],
  missing: [],
  example: { Offset: '0', Limit: '20' },
  run(call, parameters, { region }) {
    const { SubnetIds: ids, Filters: given } = parameters
    notBoth(ids, given, 'SubnetIds')
    const found = call.state
      .by('vSwitch', 'account', call.accountId)
      .filter(
        (one) => one.region === region && (ids === undefined || ids.length === 0 || ids.includes(one.id)),
      )
      .filter((one) => passesFilters(given, factsOf(call.state, one)))
    return {
      SubnetSet: pageOf(found, parameters).map((one) => subnetView(call.state, one)),
      TotalCount: found.length,
      NextToken: '',
    }
  },
})

const factsOf =
  (state: ResourceReader, subnet: VSwitch): Facts =>
  (name) => {
    switch (name) {
      case 'subnet-id':
        return [subnet.id]
      case 'vpc-id':
        return [subnet.vpcId]
      case 'cidr-block':
        return [subnet.cidr]
      case 'is-default':
        return [String(subnet.isDefault), String(subnet.isDefault).toUpperCase()]
      case 'subnet-name':
        return { fuzzy: [subnet.name] }
      case 'zone':
        return [subnet.zone]
      case 'ipv6-cidr-block':
        return subnet.ipv6Cidr === null ? [] : [subnet.ipv6Cidr]
      case 'route-table-id':
        return [state.get('vpc', subnet.vpcId)?.routeTableId ?? '']
      case 'network-acl-id':
        return subnet.networkAclId === undefined ? [] : [subnet.networkAclId]
      case 'is-cdc-subnet':
        return ['0']
      case 'is-remote-vpc-snat':
        return ['false', 'FALSE']
      default:
        return tagFacts(name, subnet.tags) ?? []
    }
  }
