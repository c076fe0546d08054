// Shows VPCs by id or by filters.

import type { Vpc } from '../../../../core/model/network.ts'
import { action } from '../../action.ts'
import { filled, ignored } from '../../fields.ts'
import { idList } from '../fields.ts'
import { type Facts, filters, notBoth, passesFilters, tagFacts } from '../filters.ts'
import { pageOf, paging } from '../paging.ts'
import { vpcView } from './vpcAnswer.ts'

export const DescribeVpcs = action({
  name: 'DescribeVpcs',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'List VPCs.',
  effect: 'read',
  input: {
    VpcIds: idList('vpc', 'VPCs to show.'),
    Filters: filters([
      'vpc-name',
      'is-default',
      'vpc-id',
      'cidr-block',
      'ipv6-cidr-block',
      'dhcp-options-id',
      'tag-key',
      'tag:',
    ]),
    ...paging('string'),
    MaxResults: ignored('Pages go by Offset and Limit.', 'integer'),
    NextToken: filled({ about: 'Pages go by Offset and Limit.', ignored: true }),
  },
  faults: [],
  missing: [],
  example: { Offset: '0', Limit: '20' },
  run(call, parameters, { region }) {
    const { VpcIds: ids, Filters: given } = parameters
    notBoth(ids, given, 'VpcIds')
    const found = call.state
      .by('vpc', 'account', call.accountId)
      .filter(
        (vpc) => vpc.region === region && (ids === undefined || ids.length === 0 || ids.includes(vpc.id)),
      )
      .filter((vpc) => passesFilters(given, factsOf(vpc)))
    return { VpcSet: pageOf(found, parameters).map(vpcView), TotalCount: found.length }
  },
})

const factsOf =
  (vpc: Vpc): Facts =>
  (name) => {
    switch (name) {
      case 'vpc-name':
        return { fuzzy: [vpc.name] }
      case 'is-default':
        return [String(vpc.isDefault), String(vpc.isDefault).toUpperCase()]
      case 'vpc-id':
        return [vpc.id]
      case 'cidr-block':
        return [vpc.cidr]
      case 'ipv6-cidr-block':
        return vpc.ipv6Cidr === null ? [] : [vpc.ipv6Cidr]
      case 'dhcp-options-id':
        return [vpc.id.replace(/^vpc-/, 'dopt-')]
      default:
        return tagFacts(name, vpc.tags) ?? []
    }
  }
