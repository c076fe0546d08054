// Adds rules to one direction of a security group, at a place or at the end.

import { insertRules } from '../../../../service/sequence/insertRules.ts'
import { action } from '../../action.ts'
import { groupId } from '../fields.ts'
import { policySet } from '../policyFields.ts'
import { ruleFaults } from '../ruleFaults.ts'
import { commonIndex, oneDirection, senderOf, specsIn } from '../securityGroup.ts'

export const CreateSecurityGroupPolicies = action({
  name: 'CreateSecurityGroupPolicies',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Add rules to one direction: before the PolicyIndex that all of them carry, or at the end.',
  effect: 'write',
  input: { SecurityGroupId: groupId, SecurityGroupPolicySet: policySet },
  faults: [...ruleFaults, 'rulesVersionStale', 'rulePositionEmpty'],
  missing: [],
  example: {
    SecurityGroupId: 'sg-abcd1234',
    SecurityGroupPolicySet: {
      Ingress: [{ PolicyIndex: 0, Protocol: 'TCP', Port: '22', CidrBlock: '10.0.0.0/8', Action: 'ACCEPT' }],
    },
  },
  run(call, parameters, place) {
    const { direction, policies, path, version } = oneDirection(parameters.SecurityGroupPolicySet)
    insertRules(call, {
      region: place.region,
      groupId: parameters.SecurityGroupId,
      direction,
      version,
      position: commonIndex(policies),
      rules: specsIn(policies, path, senderOf(call, place)),
    })
    return {}
  },
})
