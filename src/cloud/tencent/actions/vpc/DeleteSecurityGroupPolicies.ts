// Takes rules out of one direction of a security group: by their places, or by what they look like.

import { removeRulesAt, removeRulesLike } from '../../../../service/sequence/removeRules.ts'
import { action } from '../../action.ts'
import { refuse, spec } from '../../error.ts'
import { patternOf } from '../../policyPattern.ts'
import { groupId } from '../fields.ts'
import { policySet } from '../policyFields.ts'
import { oneDirection, senderOf } from '../securityGroup.ts'

export const DeleteSecurityGroupPolicies = action({
  name: 'DeleteSecurityGroupPolicies',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Delete rules of one direction, by PolicyIndex or by what they say; all of them or none.',
  effect: 'write',
  input: { SecurityGroupId: groupId, SecurityGroupPolicySet: policySet },
  faults: [
    'groupNotFound',
    'groupManaged',
    'rulesVersionStale',
    'rulePositionEmpty',
    'rulePositionRepeated',
    'ruleUnmatched',
  ],
  missing: [],
  example: {
    SecurityGroupId: 'sg-abcd1234',
    SecurityGroupPolicySet: { Version: '1', Ingress: [{ PolicyIndex: 0 }] },
  },
  run(call, parameters, place) {
    const { direction, policies, path, version } = oneDirection(parameters.SecurityGroupPolicySet)
    const where = { region: place.region, groupId: parameters.SecurityGroupId, direction, version }
    const positions = policies.flatMap(({ PolicyIndex }) => PolicyIndex ?? [])
    if (positions.length === policies.length) removeRulesAt(call, { ...where, positions })
    else if (positions.length > 0) refuse(MIXED)
    else {
      const sender = senderOf(call, place)
      const patterns = policies.map((policy, index) => patternOf(policy, `${path}.${index}`, sender))
      removeRulesLike(call, { ...where, patterns })
    }
    return {}
  },
})

const MIXED = spec(
  'InvalidParameter.Coexist',
  '按 `PolicyIndex` 删除与按规则内容删除不能混用。',
  'Either all rules carry a `PolicyIndex`, or none does.',
)
