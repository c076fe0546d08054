// Exchanges several rules of one direction, moves them, or both.

import { type Replacement, replaceRules } from '../../../../service/sequence/replaceRules.ts'
import { action } from '../../action.ts'
import { refuse, spec } from '../../error.ts'
import { choice, withDefault } from '../../fields.ts'
import { missing } from '../../gatewayErrors.ts'
import { type Sender, specOf } from '../../policyCodec.ts'
import { groupId } from '../fields.ts'
import { optionalPolicySet, type Policy, policySet } from '../policyFields.ts'
import { ruleFaults } from '../ruleFaults.ts'
import { oneDirection, senderOf } from '../securityGroup.ts'

const ORIGINAL = 'OriginalSecurityGroupPolicySet'

export const ReplaceSecurityGroupPolicies = action({
  name: 'ReplaceSecurityGroupPolicies',
  service: 'vpc',
  version: '2017-03-12',
  summary: 'Replace rules of one direction by PolicyIndex, move them by Priority, or both.',
  effect: 'write',
  input: {
    SecurityGroupId: groupId,
    SecurityGroupPolicySet: policySet,
    OriginalSecurityGroupPolicySet: optionalPolicySet,
    UpdateType: withDefault(
      choice(['Policy', 'Priority', 'Both'], {
        about: 'Policy (the rules themselves), Priority (their places) or Both.',
        invalid: spec(
          'InvalidParameterValue.Invalid',
          '参数 `UpdateType` 应为 Policy、Priority 或 Both。',
          'The parameter `UpdateType` is Policy, Priority or Both.',
        ),
      }),
      'Policy',
    ),
  },
  faults: [...ruleFaults, 'rulesVersionStale', 'rulePositionEmpty', 'rulePositionRepeated'],
  missing: [],
  example: {
    SecurityGroupId: 'sg-abcd1234',
    SecurityGroupPolicySet: { Ingress: [{ PolicyIndex: 2, Priority: 1 }] },
    OriginalSecurityGroupPolicySet: { Ingress: [{ PolicyIndex: 2 }] },
    UpdateType: 'Priority',
  },
  run(call, parameters, place) {
    const { SecurityGroupPolicySet: set, OriginalSecurityGroupPolicySet: old, UpdateType: type } = parameters
    const { direction, policies, path, version } = oneDirection(set)
    const originals = old === undefined ? undefined : oneDirection(old, ORIGINAL)
    if (type !== 'Policy' && originals === undefined) return refuse(missing(ORIGINAL))
    if (
      originals !== undefined &&
      (originals.direction !== direction || originals.policies.length !== policies.length)
    )
      return refuse(UNEQUAL)
    const sender = senderOf(call, place)
    replaceRules(call, {
      region: place.region,
      groupId: parameters.SecurityGroupId,
      direction,
      version,
      replacements: policies.map((policy, index) =>
        replacementOf(policy, originals?.policies[index], type, `${path}.${index}`, sender),
      ),
    })
    return {}
  },
})

/** Where rules move the old set says which is meant, and the new one where it goes. */
function replacementOf(
  policy: Policy,
  original: Policy | undefined,
  type: 'Policy' | 'Priority' | 'Both',
  path: string,
  sender: Sender,
): Replacement {
  const named = type === 'Policy' ? policy.PolicyIndex : (original?.PolicyIndex ?? policy.PolicyIndex)
  const position = named ?? refuse(missing(`${path}.PolicyIndex`))
  if (type === 'Policy') return { position, spec: specOf(policy, path, sender) }
  const moveTo = (policy.Priority ?? refuse(missing(`${path}.Priority`))) - 1
  return type === 'Priority' ? { position, moveTo } : { position, moveTo, spec: specOf(policy, path, sender) }
}

const UNEQUAL = spec(
  'InvalidParameterValue.Invalid',
  '`OriginalSecurityGroupPolicySet` 与 `SecurityGroupPolicySet` 的方向和条数必须一致。',
  '`OriginalSecurityGroupPolicySet` and `SecurityGroupPolicySet` must hold as many rules of the same direction.',
)
