// Exchanges one rule of a security group in its place.

import { replaceRules } from '../../../../service/sequence/replaceRules.ts'
import { action } from '../../action.ts'
import { refuse } from '../../error.ts'
import { missing } from '../../gatewayErrors.ts'
import { specOf } from '../../policyCodec.ts'
import { groupId, tooMany } from '../fields.ts'
import { optionalPolicySet, policySet } from '../policyFields.ts'
import { ruleFaults } from '../ruleFaults.ts'
import { oneDirection, senderOf } from '../securityGroup.ts'

export const ReplaceSecurityGroupPolicy = action({
  name: 'ReplaceSecurityGroupPolicy',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Replace the rule at one PolicyIndex of one direction.',
  effect: 'write',
  input: {
    SecurityGroupId: groupId,
    SecurityGroupPolicySet: policySet,
    OriginalSecurityGroupPolicySet: { ...optionalPolicySet, ignored: true },
  },
  faults: [...ruleFaults, 'rulesVersionStale', 'rulePositionEmpty'],
  missing: [],
  example: {
    SecurityGroupId: 'sg-abcd1234',
    SecurityGroupPolicySet: {
      Version: '1',
      Ingress: [{ PolicyIndex: 0, Protocol: 'TCP', Port: '443', CidrBlock: '10.0.0.0/8', Action: 'ACCEPT' }],
    },
  },
  run(call, parameters, place) {
    const { direction, policies, path, version } = oneDirection(parameters.SecurityGroupPolicySet)
    const [policy, ...more] = policies
    if (policy === undefined || more.length > 0) return refuse(tooMany(path))
    const position = policy.PolicyIndex ?? refuse(missing(`${path}.0.PolicyIndex`))
    const spec = specOf(policy, `${path}.0`, senderOf(call, place))
    replaceRules(call, {
      region: place.region,
      groupId: parameters.SecurityGroupId,
      direction,
      version,
      replacements: [{ position, spec }],
    })
    return {}
  },
})
