// Keeps a policy of the account's own.

import { createPolicy } from '../../../../service/ram/policies.ts'
import { action } from '../../action.ts'
import { required } from '../../fields.ts'
import { policyAnswer, policyDocument, policyName, roleDescription } from './roleFields.ts'

export const CreatePolicy = action({
  name: 'CreatePolicy',
  product: 'Ram',
  version: '2015-05-01',
  summary: 'Create a policy.',
  effect: 'write',
  permission: 'ram:CreatePolicy',
  input: {
    PolicyName: policyName,
    PolicyDocument: required(policyDocument),
    Description: roleDescription,
  },
  faults: ['ramPolicyExists', 'tooManyRamPolicies', 'ramDocumentMalformed'],
  missing: [],
  example: {
    PolicyName: 'reader',
    PolicyDocument:
      '{"Version":"1","Statement":[{"Effect":"Allow","Action":"ecs:Describe*","Resource":"*"}]}',
  },
  run(call, { PolicyName, PolicyDocument, Description }) {
    const policy = createPolicy(call, {
      name: PolicyName,
      description: Description ?? '',
      document: PolicyDocument,
    })
    const { AttachmentCount, UpdateDate, ...answer } = policyAnswer(policy)
    return { Policy: answer }
  },
})
