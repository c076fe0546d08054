// Shows network ACLs by id or by filters, with their entries and subnets.

import type { NetworkAcl } from '../../../../core/model/networkAcl.ts'
import { action } from '../../action.ts'
import { choice } from '../../fields.ts'
import { idList } from '../fields.ts'
import { type Facts, filters, notBoth, passesFilters, tagFacts } from '../filters.ts'
import { pageOf, paging } from '../paging.ts'
import { networkAclView } from './networkAclAnswer.ts'

export const DescribeNetworkAcls = action({
  name: 'DescribeNetworkAcls',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'List network ACLs.',
  effect: 'read',
  input: {
    NetworkAclIds: idList('acl', 'Network ACLs to show.'),
    Filters: filters(['vpc-id', 'network-acl-id', 'network-acl-name', 'tag-key', 'tag:']),
    ...paging('integer'),
    OrderField: choice(['NetworkAclId', 'NetworkAclName', 'CreatedTime'], { about: 'What to sort by.' }),
    OrderDirection: choice(['ASC', 'DESC'], { about: 'ASC or DESC.' }),
  },
  faults: [],
  missing: [],
  example: { Offset: 0, Limit: 20 },
  run(call, parameters, { region }) {
    const { NetworkAclIds: ids, Filters: given, OrderField, OrderDirection } = parameters
    notBoth(ids, given, 'NetworkAclIds')
    const found = call.state
      .by('networkAcl', 'account', call.accountId)
      .filter(
        (acl) => acl.region === region && (ids === undefined || ids.length === 0 || ids.includes(acl.id)),
      )
      .filter((acl) => passesFilters(given, factsOf(acl)))
    const key = ({ id, name, createdAt }: NetworkAcl): string | number =>
      OrderField === 'NetworkAclId' ? id : OrderField === 'NetworkAclName' ? name : createdAt
    const ascending = OrderField === undefined ? found : found.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
    const sorted = OrderDirection === 'DESC' ? ascending.toReversed() : ascending
    return {
      NetworkAclSet: pageOf(sorted, parameters).map((acl) => networkAclView(call.state, acl)),
      TotalCount: found.length,
    }
  },
})

const factsOf =
  (acl: NetworkAcl): Facts =>
  (name) => {
    switch (name) {
      case 'vpc-id':
        return [acl.vpcId]
      case 'network-acl-id':
        return [acl.id]
      case 'network-acl-name':
        return { fuzzy: [acl.name] }
      default:
        return tagFacts(name, acl.tags) ?? []
    }
  }
