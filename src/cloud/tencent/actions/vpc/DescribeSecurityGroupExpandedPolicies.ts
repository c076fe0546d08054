// Shows the rules of a security group with the members of templates in the place of templates.

import type { Direction } from '../../../../core/model/packet.ts'
import type { ResourceReader } from '../../../../core/model/resources.ts'
import { findGroup } from '../../../../service/securityGroup/findGroup.ts'
import { action } from '../../action.ts'
import { expandedRule } from '../../policyExpansion.ts'
import { groupId } from '../fields.ts'
import { filters } from '../filters.ts'
import { POLICY_FILTERS, picked } from '../policyFilters.ts'
import { type NumberedRules, numbered, policySetView } from '../securityGroup.ts'

export const DescribeSecurityGroupExpandedPolicies = action({
  name: 'DescribeSecurityGroupExpandedPolicies',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Show the rules of a security group, each as many times as its templates have members.',
  effect: 'read',
  input: { SecurityGroupId: groupId, Filters: filters(POLICY_FILTERS) },
  faults: ['groupNotFound'],
  missing: [],
  example: { SecurityGroupId: 'sg-abcd1234' },
  run(call, parameters, { region }) {
    const group = findGroup(call, parameters.SecurityGroupId, region)
    const rules = (direction: Direction) =>
      expanded(call.state, picked(numbered(call.state, group.id, direction), direction, parameters.Filters))
    return { SecurityGroupPolicySet: policySetView(group, rules('ingress'), rules('egress')) }
  },
})

/** Rows keep the index of the rule that they come from. */
const expanded = (state: ResourceReader, rules: NumberedRules): NumberedRules =>
  rules.flatMap(([index, rule]) => expandedRule(state, rule).map((row) => [index, row] as const))
