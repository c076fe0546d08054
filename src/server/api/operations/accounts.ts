// Accounts of one installation: list them, make another one with its first key.

import { z } from '@hono/zod-openapi'
import { CLOUDS, TRAITS } from '../../../cloud/index.ts'
import { createAccount } from '../../../service/account/createAccount.ts'
import { accountName } from '../fields.ts'
import { operation } from '../operation.ts'

const accountSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    cloud: z.string(),
    createdAt: z.iso.datetime(),
    keys: z.array(z.string()).openapi({ description: 'ids of its access keys' }),
  })
  .openapi('Account')

export const accountOperations = [
  operation({
    name: 'listAccounts',
    method: 'get',
    path: '/accounts',
    summary: 'List the accounts',
    effect: 'read',
    answer: z.object({ items: z.array(accountSchema) }),
    run: ({ state }) => ({
      items: [...state.list('account')].map(({ id, name, cloud, createdAt }) => ({
        id,
        name,
        cloud,
        createdAt: new Date(createdAt).toISOString(),
        keys: state.by('accessKey', 'account', id).map((key) => key.id),
      })),
    }),
  }),
  operation({
    name: 'createAccount',
    method: 'post',
    path: '/accounts',
    summary: 'Create an account; the answer is the only one that shows its secret',
    effect: 'write',
    body: z.strictObject({ name: accountName, cloud: z.enum(CLOUDS).default(CLOUDS[0]) }),
    answer: z.object({
      name: z.string(),
      accountId: z.string(),
      accessKeyId: z.string(),
      accessKeySecret: z.string().nullable().openapi({ description: 'null in a preview' }),
    }),
    run(call, { body: { name, cloud }, dryRun, parts }) {
      const { id, secret } = parts.newKey(cloud)
      const account = createAccount(call, {
        cloud,
        name,
        id: parts.newAccountId(cloud),
        key: { id, secret },
        traits: TRAITS[cloud],
      })
      return {
        name,
        accountId: account.id,
        accessKeyId: id,
        accessKeySecret: dryRun ? null : secret,
      }
    },
    after({ name, accountId, accessKeyId, accessKeySecret }, { keepKey }) {
      if (accessKeySecret !== null) keepKey({ name, accountId, accessKeyId, accessKeySecret })
    },
  }),
]
