// Says whose key signed the call; the first thing most tools ask.

import { action } from '../../action.ts'

export const GetCallerIdentity = action({
  name: 'GetCallerIdentity',
  product: 'Sts',
  version: '2015-04-01',
  summary: 'Tell who calls.',
  effect: 'read',
  permission: 'sts:GetCallerIdentity',
  input: {},
  faults: [],
  missing: ['identities other than the account itself (RAM users, assumed roles)'],
  example: {},
  run: ({ accountId }) => ({
    IdentityType: 'Account',
    AccountId: accountId,
    PrincipalId: accountId,
    UserId: accountId,
    Arn: `acs:ram::${accountId}:root`,
  }),
})
