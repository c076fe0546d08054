// What the very first start makes: the Alibaba account with its key, the token of the own API and of the agent.

import { randomBytes } from 'node:crypto'
import { createAccount } from '../service/account/createAccount.ts'
import { ensureSystemDisks } from '../service/disk/ensure.ts'
import { ensureResourceGroups } from '../service/resourceGroup/standardGroups.ts'
import type { Store } from '../store/store.ts'
import { newAccountId, newKey } from './accountKeys.ts'
import { dataFiles } from './config.ts'
import { readIfThere, writePrivate } from './privateFile.ts'

/** `<data>/credentials.json`; keys may be added, none is ever renamed or removed. */
export interface Credentials {
  readonly endpoint: string
  readonly caFile: string
  readonly aliyun: {
    readonly accountId: string
    readonly accessKeyId: string
    readonly accessKeySecret: string
  }
  /** Further accounts by name, made with `menshen account create`. */
  readonly accounts?: {
    readonly [name: string]: {
      readonly accountId: string
      readonly accessKeyId: string
      readonly accessKeySecret: string
    }
  }
  /** Bearer token of `/api/v1`, which the CLI uses. */
  readonly api: { readonly token: string }
}

/** Makes what is missing and brings endpoint and CA up to date; a store without its credentials file gets it again. */
export async function ensureCredentials(
  store: Store,
  dataDir: string,
  endpoint: string,
  now: number,
): Promise<Credentials> {
  const files = dataFiles(dataDir)
  const text = readIfThere(files.credentials)
  const kept = text === undefined ? undefined : (JSON.parse(text) as Partial<Credentials>)
  const aliyun = await ensureAliyunAccount(store, now)
  await store.transact((state) => {
    for (const { id } of state.list('account')) ensureResourceGroups(state, id, now)
    ensureSystemDisks({ state, now })
  })
  const credentials = {
    ...kept,
    endpoint,
    caFile: files.ca,
    aliyun,
    api: kept?.api ?? { token: randomBytes(24).toString('base64url') },
  }
  writePrivate(files.credentials, `${JSON.stringify(credentials, null, 2)}\n`)
  return credentials
}

export function ensureAgentToken(dataDir: string): string {
  const file = dataFiles(dataDir).agentToken
  const kept = readIfThere(file)
  if (kept !== undefined) return kept.trim()
  const token = randomBytes(32).toString('base64url')
  writePrivate(file, `${token}\n`)
  return token
}

async function ensureAliyunAccount(store: Store, now: number): Promise<Credentials['aliyun']> {
  for (const account of store.list('account')) {
    const key = account.cloud === 'aliyun' ? store.by('accessKey', 'account', account.id)[0] : undefined
    if (key !== undefined) return { accountId: account.id, accessKeyId: key.id, accessKeySecret: key.secret }
  }
  const key = newKey()
  const id = newAccountId()
  await store.transact((state) =>
    createAccount({ state, now }, { cloud: 'aliyun', name: 'default', id, key }),
  )
  return { accountId: id, accessKeyId: key.id, accessKeySecret: key.secret }
}
