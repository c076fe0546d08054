// Shows the entries of five fields of a network ACL.

import { findNetworkAcl } from '../../../../service/networkAcl/findNetworkAcl.ts'
import { action } from '../../action.ts'
import { filters, passesFilters } from '../filters.ts'
import { pageOf, paging } from '../paging.ts'
import { ofKind } from './fiveEntries.ts'
import { fiveViews } from './networkAclAnswer.ts'
import { networkAclId } from './networkAclFields.ts'

const FIELDS: Readonly<Record<string, string>> = {
  protocol: 'Protocol',
  description: 'Description',
  'destination-cidr': 'DestinationCidr',
  'source-cidr': 'SourceCidr',
  action: 'Action',
  'network-acl-quintuple-entry-id': 'NetworkAclQuintupleEntryId',
  'network-acl-direction': 'NetworkAclDirection',
}

export const DescribeNetworkAclQuintupleEntries = action({
  name: 'DescribeNetworkAclQuintupleEntries',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'List the entries of five fields of a network ACL.',
  effect: 'read',
  input: { NetworkAclId: networkAclId, ...paging('integer'), Filters: filters(Object.keys(FIELDS)) },
  faults: ['networkAclNotFound'],
  missing: [],
  example: { NetworkAclId: 'acl-abcd1234', Offset: 0, Limit: 20 },
  run(call, parameters, { region }) {
    const acl = ofKind(findNetworkAcl(call, { region, networkAclId: parameters.NetworkAclId }), true)
    const found = fiveViews(acl).filter((view) =>
      passesFilters(parameters.Filters, (name) => [String(Reflect.get(view, FIELDS[name] ?? ''))]),
    )
    return { NetworkAclQuintupleSet: pageOf(found, parameters), TotalCount: found.length }
  },
})
