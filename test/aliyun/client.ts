// An in-process client of the Alibaba endpoint: signs calls as the V1 families do and needs no socket.

import { createAliyunEndpoint } from '../../src/cloud/aliyun/dialect.ts'
import { signV1, stringToSignV1 } from '../../src/cloud/aliyun/signature.ts'
import { formatTime } from '../../src/cloud/aliyun/time.ts'
import type { CloudAnswer, CloudRequest, Dialect } from '../../src/cloud/dialect.ts'
import type { AccessKey, Account } from '../../src/core/model/account.ts'
import { type AccessKeyId, type AccountId, asId } from '../../src/core/model/ids.ts'
import { ensureResourceGroups } from '../../src/service/resourceGroup/standardGroups.ts'
import { openStore } from '../../src/store/index.ts'
import type { Store } from '../../src/store/store.ts'

export const ACCOUNT = asId<AccountId>('1234567890123456')
export const KEY_ID = asId<AccessKeyId>('LTAI5tTestKey')
export const SECRET = 'test-secret'

export interface LogLine {
  readonly level: 'info' | 'error'
  readonly fields: Readonly<Record<string, unknown>>
}

/** An endpoint over a store in memory, with a clock that stands until it is moved. */
export interface TestCloud {
  readonly endpoint: Dialect
  readonly store: Store
  readonly log: LogLine[]
  now: number
  /** Calls as the only account; see `callAction`. */
  call(parameters: Parameters): Promise<Reply>
}

export type Parameters = Readonly<Record<string, string>>

export interface Reply {
  readonly status: number
  /** `OK` or the error's code. */
  readonly code: string
  readonly headers: Readonly<Record<string, string>>
  // Answers are read field by field in tests; typing each would say nothing more.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  readonly body: any
}

export async function createTestCloud({
  place = 'memory:',
  ...options
}: {
  readonly waitEnforced?: (revision: number) => Promise<unknown>
  readonly place?: string
} = {}): Promise<TestCloud> {
  const store = await openStore(place)
  const log: LogLine[] = []
  const cloud: TestCloud = {
    store,
    log,
    now: Date.UTC(2024, 0, 1),
    endpoint: createAliyunEndpoint({
      store,
      now: () => cloud.now,
      ids: countingIds(),
      log: {
        info: (fields) => log.push({ level: 'info', fields: { ...fields } }),
        error: (fields) => log.push({ level: 'error', fields: { ...fields } }),
      },
      ...options,
    }),
    call: (parameters: Parameters) => callAction(cloud.endpoint, parameters, cloud.now),
  }
  await addAccount(store, ACCOUNT, KEY_ID, SECRET)
  return cloud
}

export async function addAccount(
  store: Store,
  accountId: AccountId,
  keyId: AccessKeyId,
  secret: string,
): Promise<void> {
  const account: Account = {
    id: accountId,
    cloud: 'aliyun',
    name: accountId,
    smtpReleased: false,
    createdAt: 0,
  }
  const key: AccessKey = { id: keyId, accountId, secret, active: true, createdAt: 0 }
  await store.transact((state) => {
    state.put('account', account)
    state.put('accessKey', key)
    ensureResourceGroups(state, accountId, 0)
  })
}

/** `sg-1`, `sg-2`, `vpc-3` …: predictable, and told apart at a glance. */
function countingIds() {
  let count = 0
  return { next: (prefix: string) => `${prefix}-${++count}` }
}

const VERSIONS: Readonly<Record<string, string>> = {
  Ecs: '2014-05-26',
  Vpc: '2016-04-28',
  Sts: '2015-04-01',
  Ram: '2015-05-01',
  ResourceManager: '2020-03-31',
  Location: '2015-06-12',
  BssOpenApi: '2017-12-14',
  Tag: '2018-08-28',
}

export interface Signer {
  readonly keyId: string
  readonly secret: string
}

let nonces = 0

/** All parameters of one call, signed; `Version` may be a product's name and is Ecs when left out. */
export function signedV1(
  method: string,
  parameters: Parameters,
  now: number,
  signer: Signer = { keyId: KEY_ID, secret: SECRET },
): URLSearchParams {
  const all = new Map(
    Object.entries({
      Format: 'JSON',
      AccessKeyId: signer.keyId,
      SignatureMethod: 'HMAC-SHA1',
      SignatureVersion: '1.0',
      SignatureNonce: `nonce-${++nonces}`,
      Timestamp: formatTime(now),
      ...parameters,
      Version: VERSIONS[parameters.Version ?? 'Ecs'] ?? parameters.Version ?? '',
    }),
  )
  all.set('Signature', signV1(signer.secret, stringToSignV1(method, all)))
  return new URLSearchParams([...all])
}

export const getRequest = (query: string): CloudRequest => ({
  method: 'GET',
  url: `/?${query}`,
  headers: { host: '127.0.0.1:7280' },
  body: Buffer.alloc(0),
  tls: false,
})

export const postRequest = (query: string, form: string): CloudRequest => ({
  method: 'POST',
  url: query === '' ? '/' : `/?${query}`,
  headers: { host: '127.0.0.1:7280', 'content-type': 'application/x-www-form-urlencoded' },
  body: Buffer.from(form),
  tls: false,
})

/**
 * Calls an action: `callAction(endpoint, { Action: 'CreateVpc', Version: 'Vpc', RegionId: 'cn-hangzhou' }, now)`.
 * Errors are replies as well: look at `code`.
 */
export async function callAction(
  endpoint: Dialect,
  parameters: Parameters,
  now: number,
  signer?: Signer,
): Promise<Reply> {
  return replyOf(await endpoint.handle(postRequest('', signedV1('POST', parameters, now, signer).toString())))
}

export const replyOf = (answer: CloudAnswer): Reply => ({
  status: answer.status,
  code: answer.code,
  headers: answer.headers,
  body: JSON.parse(answer.body),
})
