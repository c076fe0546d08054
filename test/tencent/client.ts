// An in-process client of the Tencent endpoint: signs calls with TC3 as the SDKs do and needs no socket.

import type { CloudAnswer, CloudRequest, Dialect } from '../../src/cloud/dialect.ts'
import { TRAITS } from '../../src/cloud/index.ts'
import { ACTIONS } from '../../src/cloud/tencent/actions/index.ts'
import { createTencentEndpoint } from '../../src/cloud/tencent/dialect.ts'
import { createIds } from '../../src/cloud/tencent/ids.ts'
import { canonicalRequest, digestOf, signTc3, stringToSign } from '../../src/cloud/tencent/signature.ts'
import type { ValueNode } from '../../src/cloud/tencent/tree.ts'
import { type AccountId, asId } from '../../src/core/model/ids.ts'
import { KINDS } from '../../src/core/model/resources.ts'
import { createAccount } from '../../src/service/account/createAccount.ts'
import { openStore } from '../../src/store/index.ts'
import type { Store } from '../../src/store/store.ts'

export const ACCOUNT = asId<AccountId>('100012345678')
export const OTHER = asId<AccountId>('100087654321')
export const REGION = 'ap-guangzhou'
const HOST = 'vpc.tencentcloudapi.com'

export interface Caller {
  readonly secretId: string
  readonly secretKey: string
}
export const CALLER: Caller = { secretId: `AKID${'a'.repeat(32)}`, secretKey: 'k'.repeat(32) }
export const STRANGER: Caller = { secretId: `AKID${'b'.repeat(32)}`, secretKey: 's'.repeat(32) }

export interface Reply {
  readonly status: number
  /** `OK` or the error's code. */
  readonly code: string
  readonly message: string
  readonly headers: Readonly<Record<string, string>>
  // Answers are read field by field in tests; typing each would say nothing more.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  readonly body: any
}

export interface CallOptions {
  readonly region?: string
  readonly caller?: Caller
  readonly headers?: Readonly<Record<string, string>>
  readonly remoteAddress?: string
  readonly version?: string
  /** As it stands in the header, and is signed. */
  readonly host?: string
}

export interface TestCloud {
  readonly endpoint: Dialect
  readonly store: Store
  now: number
  /** Versions are found by the action; an unknown action is of vpc. */
  call(action: string, parameters?: ValueNode, options?: CallOptions): Promise<Reply>
  /** The same, and an error is thrown. */
  // biome-ignore lint/suspicious/noExplicitAny: see above
  ok(action: string, parameters?: ValueNode, options?: CallOptions): Promise<any>
}

/** Where several services know an action of that name, the first one. */
const versionOf = (action: string): string =>
  ACTIONS.find(({ name }) => name === action)?.version ?? '2017-03-12'

export async function createTestCloud(): Promise<TestCloud> {
  const store = await openStore('memory:')
  // A seed of its own for every cloud: the same ids in every run.
  let seed = 1
  const random = (count: number) =>
    new Uint8Array(count).map(() => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff
      return seed >>> 16
    })
  const isTaken = (id: string) => KINDS.some((kind) => store.get(kind, id) !== undefined)
  const cloud: TestCloud = {
    store,
    now: Date.UTC(2026, 10, 21, 12),
    endpoint: createTencentEndpoint({
      store,
      now: () => cloud.now,
      ids: createIds(random, isTaken),
      log: {
        info: () => {},
        error: (fields) => {
          throw new Error(JSON.stringify(fields))
        },
      },
    }),
    call: (action, parameters = {}, options = {}) => callAction(cloud, action, parameters, options),
    async ok(action, parameters, options) {
      const reply = await cloud.call(action, parameters, options)
      if (reply.code !== 'OK') throw new Error(`${action}: ${reply.code}: ${reply.message}`)
      return reply.body
    },
  }
  for (const [id, { secretId, secretKey }] of [[ACCOUNT, CALLER] as const, [OTHER, STRANGER] as const])
    await store.transact((state) =>
      createAccount(
        { state, now: cloud.now },
        {
          cloud: 'tencent',
          name: id,
          id,
          key: { id: secretId, secret: secretKey },
          traits: TRAITS.tencent,
        },
      ),
    )
  return cloud
}

async function callAction(
  cloud: TestCloud,
  action: string,
  parameters: ValueNode,
  options: CallOptions,
): Promise<Reply> {
  const version = options.version ?? versionOf(action)
  const request = signedRequest(action, version, JSON.stringify(parameters), cloud.now, options)
  return readAnswer(await cloud.endpoint.handle(request))
}

export function signedRequest(
  action: string,
  version: string,
  body: string,
  now: number,
  {
    region = REGION,
    caller = CALLER,
    headers = {},
    remoteAddress = '198.51.100.7',
    host = HOST,
  }: CallOptions = {},
): CloudRequest {
  const timestamp = String(Math.floor(now / 1000))
  const scope = { date: new Date(now).toISOString().slice(0, 10), service: 'vpc' }
  const canonical = canonicalRequest({
    method: 'POST',
    uri: '/',
    query: '',
    headers: [
      ['content-type', 'application/json'],
      ['host', host],
    ],
    payloadDigest: digestOf(body),
  })
  const signature = signTc3(caller.secretKey, scope, stringToSign(timestamp, scope, canonical))
  return {
    method: 'POST',
    url: '/',
    headers: {
      host,
      'content-type': 'application/json',
      'x-tc-action': action,
      'x-tc-version': version,
      'x-tc-timestamp': timestamp,
      'x-tc-language': 'en-US',
      ...(region === '' ? {} : { 'x-tc-region': region }),
      authorization:
        `TC3-HMAC-SHA256 Credential=${caller.secretId}/${scope.date}/vpc/tc3_request, ` +
        `SignedHeaders=content-type;host, Signature=${signature}`,
      ...headers,
    },
    body: Buffer.from(body),
    tls: false,
    remoteAddress,
  }
}

export function readAnswer({ status, headers, body, code }: CloudAnswer): Reply {
  const response = JSON.parse(body).Response
  return { status, headers, code, message: response.Error?.Message ?? '', body: response }
}

/** A group of its own with these rules. */
export async function groupWith(
  cloud: TestCloud,
  set: ValueNode = {},
  options: CallOptions = {},
): Promise<string> {
  const { SecurityGroup } = await cloud.ok(
    'CreateSecurityGroupWithPolicies',
    { GroupName: 'test', GroupDescription: '', SecurityGroupPolicySet: set },
    options,
  )
  return SecurityGroup.SecurityGroupId
}

/** `tcp 80 10.0.0.0/8 ACCEPT`: what decides, line by line. */
export async function linesOf(cloud: TestCloud, groupId: string, direction = 'Ingress'): Promise<string[]> {
  const { SecurityGroupPolicySet: set } = await cloud.ok('DescribeSecurityGroupPolicies', {
    SecurityGroupId: groupId,
  })
  return set[direction].map(lineOf)
}

// biome-ignore lint/suspicious/noExplicitAny: see above
export const lineOf = (rule: any): string => {
  const template = rule.ServiceTemplate.ServiceId || rule.ServiceTemplate.ServiceGroupId
  const peer =
    rule.CidrBlock ||
    rule.Ipv6CidrBlock ||
    rule.SecurityGroupId ||
    rule.AddressTemplate.AddressId ||
    rule.AddressTemplate.AddressGroupId
  return `${template || `${rule.Protocol} ${rule.Port}`} ${peer} ${rule.Action}`
}
