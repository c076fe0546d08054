// Makes a role.

import { createRole } from '../../../../service/ram/roles.ts'
import { action } from '../../action.ts'
import { required, withDefault } from '../../fields.ts'
import {
  longestSession,
  roleAnswer,
  roleDescription,
  roleIdOf,
  roleName,
  trustDocument,
  USUAL_SESSION,
} from './roleFields.ts'

export const CreateRole = action({
  name: 'CreateRole',
  product: 'Ram',
  version: '2015-05-01',
  summary: 'Create a role.',
  effect: 'write',
  permission: 'ram:CreateRole',
  input: {
    RoleName: roleName,
    AssumeRolePolicyDocument: required(trustDocument),
    Description: roleDescription,
    MaxSessionDuration: withDefault(longestSession, USUAL_SESSION),
  },
  faults: ['roleExists', 'tooManyRoles', 'ramDocumentMalformed'],
  missing: [],
  example: {
    RoleName: 'reader',
    AssumeRolePolicyDocument:
      '{"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"RAM":["acs:ram::1234567890123456:root"]}}]}',
  },
  run(call, parameters) {
    const role = createRole(call, {
      id: roleIdOf(call.ids.next('role', '')),
      name: parameters.RoleName,
      description: parameters.Description ?? '',
      trustDocument: parameters.AssumeRolePolicyDocument,
      longestSession: parameters.MaxSessionDuration,
    })
    return { Role: { ...roleAnswer(role), AssumeRolePolicyDocument: role.trustDocument } }
  },
})
