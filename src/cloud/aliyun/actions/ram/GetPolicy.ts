// Shows a policy with its document.

import { findPolicy } from '../../../../service/ram/policies.ts'
import { action } from '../../action.ts'
import { policyAnswer, policyName, policyNamed, policyType } from './roleFields.ts'

export const GetPolicy = action({
  name: 'GetPolicy',
  product: 'Ram',
  version: '2015-05-01',
  summary: 'Show a policy.',
  effect: 'read',
  permission: 'ram:GetPolicy',
  input: {
    PolicyType: policyType,
    PolicyName: policyName,
  },
  faults: ['ramPolicyNotFound'],
  missing: [],
  example: { PolicyType: 'System', PolicyName: 'AliyunECSReadOnlyAccess' },
  run(call, { PolicyType, PolicyName }) {
    const policy = findPolicy(call, policyNamed(PolicyType, PolicyName))
    return {
      Policy: policyAnswer(policy),
      DefaultPolicyVersion: { VersionId: 'v1', IsDefaultVersion: true, PolicyDocument: policy.document },
    }
  },
})
