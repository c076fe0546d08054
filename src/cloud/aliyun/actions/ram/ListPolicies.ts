// Lists policies: those of the cloud itself.

import { listPolicies } from '../../../../service/ram/policies.ts'
import { action } from '../../action.ts'
import { choice } from '../../fields.ts'
import { byMarker } from '../../pagination.ts'
import { policyAnswer } from './roleFields.ts'

const paging = byMarker({ default: 100, min: 1, max: 1000 })

export const ListPolicies = action({
  name: 'ListPolicies',
  product: 'Ram',
  version: '2015-05-01',
  summary: 'List policies.',
  effect: 'read',
  permission: 'ram:ListPolicies',
  input: {
    PolicyType: choice(['System', 'Custom'], { about: 'Only those of this type; all are System.' }),
    ...paging.fields,
  },
  faults: [],
  missing: [],
  example: { PolicyType: 'System' },
  run(call, parameters) {
    const all = parameters.PolicyType === 'Custom' ? [] : listPolicies(call)
    const listed = all.map((policy, createdAt) => ({ id: policy.name, createdAt, policy }))
    const { items, envelope } = paging.cut(listed, parameters)
    return { ...envelope, Policies: { Policy: items.map(({ policy }) => policyAnswer(policy)) } }
  },
})
