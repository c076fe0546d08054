// Forgets a policy of the account's own that no role has.

import { deletePolicy } from '../../../../service/ram/policies.ts'
import { action } from '../../action.ts'
import { flag } from '../../fields.ts'
import { policyName } from './roleFields.ts'

export const DeletePolicy = action({
  name: 'DeletePolicy',
  product: 'Ram',
  version: '2015-05-01',
  summary: 'Delete a policy.',
  effect: 'write',
  permission: 'ram:DeletePolicy',
  input: {
    PolicyName: policyName,
    CascadingDelete: flag({ about: 'Its versions go as well; here each policy has one.' }),
  },
  faults: ['ramPolicyNotFound', 'ramPolicyInUse'],
  missing: [],
  example: { PolicyName: 'reader' },
  run(call, { PolicyName }) {
    deletePolicy(call, PolicyName)
    return {}
  },
})
