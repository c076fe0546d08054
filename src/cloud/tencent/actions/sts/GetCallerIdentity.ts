// Says whose key signed the request.

import { action } from '../../action.ts'

export const GetCallerIdentity = action({
  name: 'GetCallerIdentity',
  service: 'sts',
  version: '2018-08-13',
  summary: 'Show the identity behind the key of the request.',
  effect: 'read',
  input: {},
  faults: [],
  missing: ['Roles and federated users.'],
  example: {},
  run: ({ accountId }) => ({
    Arn: `qcs::cam:${accountId}:uin/${accountId}`,
    AccountId: accountId,
    UserId: accountId,
    PrincipalId: accountId,
    Type: 'CAMUser',
  }),
})
