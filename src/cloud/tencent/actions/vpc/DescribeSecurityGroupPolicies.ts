// Shows the rules of a security group in their order.

import { findGroup } from '../../../../service/securityGroup/findGroup.ts'
import { action } from '../../action.ts'
import { groupId } from '../fields.ts'
import { filters } from '../filters.ts'
import { POLICY_FILTERS, picked } from '../policyFilters.ts'
import { numbered, policySetView } from '../securityGroup.ts'

export const DescribeSecurityGroupPolicies = action({
  name: 'DescribeSecurityGroupPolicies',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Show the rules of a security group.',
  effect: 'read',
  input: { SecurityGroupId: groupId, Filters: filters(POLICY_FILTERS) },
  faults: ['groupNotFound'],
  missing: [],
  example: { SecurityGroupId: 'sg-abcd1234' },
  run(call, parameters, { region }) {
    const group = findGroup(call, parameters.SecurityGroupId, region)
    const rules = (direction: 'ingress' | 'egress') =>
      picked(numbered(call.state, group.id, direction), direction, parameters.Filters)
    return { SecurityGroupPolicySet: policySetView(group, rules('ingress'), rules('egress')) }
  },
})
