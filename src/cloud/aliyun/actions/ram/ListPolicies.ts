// Lists policies: the cloud's own, then the account's.

import { listPolicies } from '../../../../service/ram/policies.ts'
import { action } from '../../action.ts'
import { choice } from '../../fields.ts'
import { byMarker } from '../../pagination.ts'
import { meets } from '../filters.ts'
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
    PolicyType: choice(['System', 'Custom'], { about: 'Only those of this type.' }),
    ...paging.fields,
  },
  faults: [],
  missing: [],
  example: { PolicyType: 'System' },
  run(call, parameters) {
    const listed = listPolicies(call).map((policy, createdAt) => ({ id: policy.name, createdAt, policy }))
    const found = listed.filter(({ policy }) =>
      meets(parameters.PolicyType, policy.custom === true ? 'Custom' : 'System'),
    )
    const { items, envelope } = paging.cut(found, parameters)
    return { ...envelope, Policies: { Policy: items.map(({ policy }) => policyAnswer(policy)) } }
  },
})
