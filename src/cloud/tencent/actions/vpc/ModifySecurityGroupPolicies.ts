// Makes the rules of a security group what is given; version `0` takes all of them away.

import { resetRules } from '../../../../service/sequence/resetRules.ts'
import { action } from '../../action.ts'
import { flag } from '../../fields.ts'
import { groupId } from '../fields.ts'
import { policySet } from '../policyFields.ts'
import { ruleFaults } from '../ruleFaults.ts'
import { listsIn, senderOf } from '../securityGroup.ts'

export const ModifySecurityGroupPolicies = action({
  name: 'ModifySecurityGroupPolicies',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Reset the rules of a security group; a direction that is left out stays as it is.',
  effect: 'write',
  input: {
    SecurityGroupId: groupId,
    SecurityGroupPolicySet: policySet,
    SortPolicys: flag({ about: 'The order of the lists is taken in either case.' }),
  },
  faults: [...ruleFaults],
  missing: [],
  example: {
    SecurityGroupId: 'sg-abcd1234',
    SecurityGroupPolicySet: {
      Ingress: [{ Protocol: 'TCP', Port: '22', CidrBlock: '10.0.0.0/8', Action: 'ACCEPT' }],
      Egress: [{ Protocol: 'ALL', CidrBlock: '0.0.0.0/0', Action: 'ACCEPT' }],
    },
    SortPolicys: true,
  },
  run(call, parameters, place) {
    const { SecurityGroupId, SecurityGroupPolicySet: set } = parameters
    const lists = set.Version === '0' ? { ingress: [], egress: [] } : listsIn(set, senderOf(call, place))
    // Terraform sends the version that the rules will have, others the one they had: no number is wrong here.
    resetRules(call, { region: place.region, groupId: SecurityGroupId, lists })
    return {}
  },
})
