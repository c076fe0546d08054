// Lists roles.

import { action } from '../../action.ts'
import { byMarker } from '../../pagination.ts'
import { roleAnswer } from './roleFields.ts'

const paging = byMarker({ default: 100, min: 1, max: 1000 })

export const ListRoles = action({
  name: 'ListRoles',
  product: 'Ram',
  version: '2015-05-01',
  summary: 'List roles.',
  effect: 'read',
  permission: 'ram:ListRoles',
  input: {
    ...paging.fields,
  },
  faults: [],
  missing: [],
  example: { MaxItems: '100' },
  run(call, parameters) {
    const { items, envelope } = paging.cut(call.state.by('ramRole', 'account', call.accountId), parameters)
    return { ...envelope, Roles: { Role: items.map(roleAnswer) } }
  },
})
