// Shows snapshot policies.

import { action } from '../../action.ts'
import { idList } from '../fields.ts'
import { filters, notBoth, passesFilters } from '../filters.ts'
import { pageOf, paging } from '../paging.ts'
import { snapshotPolicyView } from '../snapshot.ts'

export const DescribeSnapshotPolicies = action({
  name: 'DescribeSnapshotPolicies',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'List snapshot policies.',
  effect: 'read',
  input: {
    SnapshotPolicyIds: idList('sspolicy', 'Policies to show.'),
    Filters: filters(['snapshot-policy-id', 'snapshot-policy-name']),
    ...paging('integer', 200),
  },
  faults: [],
  missing: [],
  example: {},
  run(call, parameters) {
    const { SnapshotPolicyIds: ids = [], Filters: given } = parameters
    notBoth(ids, given, 'SnapshotPolicyIds')
    const found = call.state
      .by('backupPolicy', 'account', call.accountId)
      .filter((policy) => ids.length === 0 || ids.includes(policy.id))
      .filter((policy) =>
        passesFilters(given, (name) => (name === 'snapshot-policy-id' ? [policy.id] : [policy.name])),
      )
    return {
      SnapshotPolicySet: pageOf(found, parameters).map(snapshotPolicyView),
      TotalCount: found.length,
    }
  },
})
