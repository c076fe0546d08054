// What the very first start makes: an account of each cloud with its key, the token of the own API and of the agent.

import { randomBytes } from 'node:crypto'
import { type Cloud, TRAITS } from '../cloud/index.ts'
import type { ResourceReader } from '../core/model/resources.ts'
import { createAccount } from '../service/account/createAccount.ts'
import { ensureSystemDisks } from '../service/disk/ensure.ts'
import { ensureResourceGroups } from '../service/resourceGroup/standardGroups.ts'
import type { Store } from '../store/store.ts'
import { appIdOf, newAccountId, newKey } from './accountKeys.ts'
import { dataFiles } from './config.ts'
import { type Administrator, type ConsoleCredentials, ensureAdministrator } from './console/administrator.ts'
import { keepPrivate, readIfThere } from './privateFile.ts'

/** `<data>/credentials.json`; keys may be added, none is ever renamed or removed. */
export interface Credentials {
  readonly endpoint: string
  readonly caFile: string
  readonly aliyun: {
    readonly accountId: string
    readonly accessKeyId: string
    readonly accessKeySecret: string
  }
  readonly tencent: {
    readonly appId: string
    /** The account's id. */
    readonly uin: string
    readonly secretId: string
    readonly secretKey: string
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
  /** Of the console at the endpoint. */
  readonly console: ConsoleCredentials
}

export interface FirstStart {
  readonly credentials: Credentials
  readonly administrator: Administrator
}

/** Makes what is missing and brings endpoint and CA up to date; a store without its credentials file gets it again. */
export async function ensureCredentials(
  store: Store,
  dataDir: string,
  endpoint: string,
  now: number,
): Promise<FirstStart> {
  const files = dataFiles(dataDir)
  const text = readIfThere(files.credentials)
  const kept = text === undefined ? undefined : (JSON.parse(text) as Partial<Credentials>)
  const aliyun = await ensureAccount(store, 'aliyun', now)
  const tencent = await ensureAccount(store, 'tencent', now)
  await store.transact((state) => {
    for (const { id, groupOrder } of state.list('account'))
      if (groupOrder === undefined) ensureResourceGroups(state, id, now)
    ensureSystemDisks({ state, now })
  })
  const administrator = await ensureAdministrator(files.adminHash, kept?.console)
  const credentials = {
    ...kept,
    endpoint,
    caFile: files.ca,
    aliyun: { accountId: aliyun.id, accessKeyId: aliyun.key, accessKeySecret: aliyun.secret },
    tencent: {
      appId: appIdOf(tencent.id),
      uin: tencent.id,
      secretId: tencent.key,
      secretKey: tencent.secret,
    },
    api: kept?.api ?? { token: randomBytes(24).toString('base64url') },
    console: administrator.credentials,
  }
  keepPrivate(files.credentials, `${JSON.stringify(credentials, null, 2)}\n`)
  return { credentials, administrator }
}

export function ensureAgentToken(dataDir: string): string {
  const file = dataFiles(dataDir).agentToken
  const kept = readIfThere(file)
  if (kept !== undefined) return kept.trim()
  const token = randomBytes(32).toString('base64url')
  keepPrivate(file, `${token}\n`)
  return token
}

/** What the first account of a cloud is called: names are unique over all clouds. */
const NAMES: Readonly<Record<Cloud, string>> = { aliyun: 'default', tencent: 'tencent' }

interface FirstKey {
  readonly id: string
  readonly key: string
  readonly secret: string
}

/** The first account of the cloud with its first key; made when there is none. */
async function ensureAccount(store: Store, cloud: Cloud, now: number): Promise<FirstKey> {
  for (const account of store.list('account')) {
    const key = account.cloud === cloud ? store.by('accessKey', 'account', account.id)[0] : undefined
    if (key !== undefined) return { id: account.id, key: key.id, secret: key.secret }
  }
  const key = newKey(cloud)
  const id = newAccountId(cloud)
  await store.transact((state) =>
    createAccount({ state, now }, { cloud, name: nameIn(state, cloud), id, key, traits: TRAITS[cloud] }),
  )
  return { id, key: key.id, secret: key.secret }
}

/** Somebody may have called an account so before this cloud was served. */
function nameIn(state: ResourceReader, cloud: Cloud): string {
  const taken = new Set([...state.list('account')].map(({ name }) => name))
  let name = NAMES[cloud]
  for (let count = 2; taken.has(name); count++) name = `${NAMES[cloud]}-${count}`
  return name
}
