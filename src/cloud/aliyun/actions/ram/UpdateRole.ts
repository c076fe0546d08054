// Changes a role: who may put it on, for how long, its description.

import { updateRole } from '../../../../service/ram/roles.ts'
import { action } from '../../action.ts'
import { longestSession, roleAnswer, roleDescription, roleName, trustDocument } from './roleFields.ts'

export const UpdateRole = action({
  name: 'UpdateRole',
  product: 'Ram',
  version: '2015-05-01',
  summary: 'Change a role.',
  effect: 'write',
  permission: 'ram:UpdateRole',
  input: {
    RoleName: roleName,
    NewAssumeRolePolicyDocument: trustDocument,
    NewDescription: roleDescription,
    NewMaxSessionDuration: longestSession,
  },
  faults: ['roleNotFound', 'ramDocumentMalformed'],
  missing: [],
  example: { RoleName: 'reader', NewMaxSessionDuration: '7200' },
  run(call, parameters) {
    const { NewAssumeRolePolicyDocument: trust, NewDescription: description } = parameters
    const longest = parameters.NewMaxSessionDuration
    const role = updateRole(call, parameters.RoleName, {
      ...(trust === undefined ? {} : { trustDocument: trust }),
      ...(description === undefined ? {} : { description }),
      ...(longest === undefined ? {} : { longestSession: longest }),
    })
    return { Role: { ...roleAnswer(role), AssumeRolePolicyDocument: role.trustDocument } }
  },
})
