// What requests end in before any action runs, in which language, and what every answer looks like.

import { beforeEach, describe, expect, test } from 'vitest'
import type { CloudRequest } from '../../src/cloud/dialect.ts'
import { signV1, stringToSignV1 } from '../../src/cloud/tencent/signature.ts'
import { CALLER, createTestCloud, readAnswer, signedRequest, type TestCloud } from './client.ts'

const MINUTE = 60_000
let cloud: TestCloud

beforeEach(async () => {
  cloud = await createTestCloud()
})

const send = async (request: CloudRequest) => readAnswer(await cloud.endpoint.handle(request))
const LIMITS = ['DescribeSecurityGroupLimits', '2017-03-12', '{}'] as const
const signed = (options: Parameters<typeof signedRequest>[4] = {}): CloudRequest =>
  signedRequest(...LIMITS, cloud.now, options)
/** Signed well, then changed. */
const withHeader = (name: string, value: string | undefined): CloudRequest => {
  const request = signed()
  return { ...request, headers: { ...request.headers, [name]: value } }
}
const authorization = (change: (text: string) => string): CloudRequest =>
  withHeader('authorization', change(String(signed().headers.authorization)))

/** The older form, in the query. */
function older(change: Record<string, string | undefined> = {}, secret = CALLER.secretKey): CloudRequest {
  const asked = {
    Action: 'DescribeSecurityGroupLimits',
    Version: '2017-03-12',
    Region: 'ap-guangzhou',
    Timestamp: String(Math.floor(cloud.now / 1000)),
    Nonce: '7',
    SecretId: CALLER.secretId,
    ...change,
  }
  const pairs = Object.entries(asked).filter((pair): pair is [string, string] => pair[1] !== undefined)
  const Signature = signV1(secret, stringToSignV1('GET', 'vpc.x:80', '/', pairs), 'sha1')
  return {
    method: 'GET',
    url: `/?${new URLSearchParams({ Signature, ...Object.fromEntries(pairs) })}`,
    headers: { host: 'vpc.x:80' },
    body: Buffer.alloc(0),
    tls: false,
  }
}

describe('answers', () => {
  test('success and failure have status 200, the bare type, one envelope, and the trace that was sent', async () => {
    const good = await send(signed({ headers: { 'x-tc-traceid': 'trace-1' } }))
    const bad = await send(authorization(() => ''))
    for (const { status, headers, body } of [good, bad]) {
      expect([status, headers['content-type']]).toEqual([200, 'application/json'])
      expect(body.RequestId).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    }
    expect(good.headers['x-tc-traceid']).toBe('trace-1')
    expect(bad.headers).not.toHaveProperty('x-tc-traceid')
    expect(Object.keys(bad.body)).toEqual(['Error', 'RequestId'])
    expect(Object.keys(bad.body.Error)).toEqual(['Code', 'Message'])
  })

  test.each([
    ['nothing said', signedLanguage(undefined), /签名过期/],
    ['zh-CN', signedLanguage('zh-CN'), /签名过期/],
    ['en-US', signedLanguage('en-US'), /The signature has expired/],
    ['a language that is not there', signedLanguage('fr-FR'), /签名过期/],
    ['Language=en-US in the older form', () => older({ Language: 'en-US' }), /The signature has expired/],
    ['nothing said in the older form', () => older(), /签名过期/],
  ])('the language: %s', async (_, make, words) => {
    const request = make()
    cloud.now += 6 * MINUTE
    expect(await send(request)).toMatchObject({
      code: 'AuthFailure.SignatureExpire',
      message: expect.stringMatching(words),
    })
  })
})

function signedLanguage(language: string | undefined): () => CloudRequest {
  return () => {
    const { 'x-tc-language': _, ...headers } = signed().headers
    return { ...signed(), headers: { ...headers, ...(language && { 'x-tc-language': language }) } }
  }
}

describe('TC3', () => {
  test.each<[string, () => CloudRequest, string]>([
    ['no Authorization', () => withHeader('authorization', undefined), 'AuthFailure.InvalidAuthorization'],
    [
      'another algorithm',
      () => authorization((text) => text.replace('TC3', 'TC4')),
      'AuthFailure.InvalidAuthorization',
    ],
    [
      'another end of the scope',
      () => authorization((text) => text.replace('tc3_request', 'x')),
      'AuthFailure.InvalidAuthorization',
    ],
    [
      'host not signed',
      () => authorization((text) => text.replace('content-type;host', 'content-type')),
      'AuthFailure.InvalidAuthorization',
    ],
    [
      'a key that is not there',
      () => signed({ caller: { secretId: 'AKIDx', secretKey: 'x' } }),
      'AuthFailure.SecretIdNotFound',
    ],
    [
      'a key with a space',
      () => authorization((text) => text.replace('Credential=AKID', 'Credential=AK ID')),
      'AuthFailure.InvalidSecretId',
    ],
    [
      'another secret',
      () => signed({ caller: { ...CALLER, secretKey: 'x' } }),
      'AuthFailure.SignatureFailure',
    ],
    ['another body', () => ({ ...signed(), body: Buffer.from('{ }') }), 'AuthFailure.SignatureFailure'],
    ['another host', () => withHeader('host', 'cvm.tencentcloudapi.com'), 'AuthFailure.SignatureFailure'],
    [
      'another service in the scope',
      () => authorization((text) => text.replace('/vpc/', '/cvm/')),
      'AuthFailure.SignatureFailure',
    ],
    [
      'another day in the scope',
      () => authorization((text) => text.replace('2026-11-21', '2026-11-20')),
      'AuthFailure.SignatureFailure',
    ],
    ['a timestamp that is none', () => withHeader('x-tc-timestamp', 'now'), 'AuthFailure.SignatureExpire'],
    ['no timestamp', () => withHeader('x-tc-timestamp', undefined), 'MissingParameter'],
    ['a token', () => withHeader('x-tc-token', 'x'), 'AuthFailure.TokenFailure'],
    ['no version', () => withHeader('x-tc-version', undefined), 'MissingParameter'],
    ['another version', () => withHeader('x-tc-version', '2020-01-01'), 'NoSuchVersion'],
    ['an action that is not there', () => withHeader('x-tc-action', 'DescribeThings'), 'InvalidAction'],
    ['no region', () => signed({ region: '' }), 'MissingParameter'],
    ['a region that is not there', () => signed({ region: 'mars-1' }), 'UnsupportedRegion'],
    ['PUT', () => ({ ...signed(), method: 'PUT' }), 'UnsupportedProtocol'],
    ['another type of content', () => withHeader('content-type', 'text/plain'), 'UnsupportedProtocol'],
    ['a body too large to be read', () => ({ ...signed(), body: null }), 'RequestSizeLimitExceeded'],
    [
      'a body that is no object',
      () => signedRequest('DescribeSecurityGroups', '2017-03-12', '[1]', cloud.now),
      'InvalidParameter',
    ],
  ])('%s', async (_, make, code) => {
    expect((await send(make())).code).toBe(code)
  })

  test('five minutes off are allowed, both ways', async () => {
    const request = signed()
    const start = cloud.now
    for (const [minutes, code] of [
      [5, 'OK'],
      [-5, 'OK'],
      [5.1, 'AuthFailure.SignatureExpire'],
      [-5.1, 'AuthFailure.SignatureExpire'],
    ] as const) {
      cloud.now = start + minutes * MINUTE
      expect((await send(request)).code).toBe(code)
    }
  })

  test('a key that was switched off is as good as none', async () => {
    await cloud.store.transact((state) => {
      const key = state.get('accessKey', CALLER.secretId)
      if (key !== undefined) state.put('accessKey', { ...key, active: false })
    })
    expect((await send(signed())).code).toBe('AuthFailure.SecretIdNotFound')
  })
})

describe('the older form', () => {
  test.each<[string, () => CloudRequest, string]>([
    ['as it should be', () => older(), 'OK'],
    ['HmacSHA1 said', () => older({ SignatureMethod: 'HmacSHA1' }), 'OK'],
    ['a method that is none', () => older({ SignatureMethod: 'HmacMD5' }), 'AuthFailure.SignatureFailure'],
    ['another secret', () => older({}, 'x'), 'AuthFailure.SignatureFailure'],
    [
      'changed on the way',
      () => ({ ...older(), url: `${older().url}&Limit=1` }),
      'AuthFailure.SignatureFailure',
    ],
    ['no Nonce', () => older({ Nonce: undefined, Timestamp: '1' }), 'MissingParameter'],
    ['an old Timestamp', () => older({ Timestamp: '1' }), 'AuthFailure.SignatureExpire'],
    ['a Token', () => older({ Token: 'x' }), 'AuthFailure.TokenFailure'],
    ['escapes that are none', () => ({ ...older(), url: `${older().url}&x=%zz` }), 'InvalidParameter'],
  ])('%s', async (_, make, code) => {
    expect((await send(make())).code).toBe(code)
  })
})

test.each<[string, string, readonly object[], string]>([
  [
    'vpc: a filter nobody knows',
    'DescribeSecurityGroups',
    [{ Name: 'colour', Values: ['x'] }],
    'InvalidParameter.FilterInvalidKey',
  ],
  [
    'vpc: a filter that is none',
    'DescribeSecurityGroups',
    ['colour'] as never,
    'InvalidParameter.FilterNotDict',
  ],
  [
    'vpc: values that are no list',
    'DescribeSecurityGroups',
    [{ Name: 'project-id', Values: '0' }],
    'InvalidParameter.FilterValuesNotList',
  ],
  ['cvm: a filter nobody knows', 'DescribeInstances', [{ Name: 'colour', Values: ['x'] }], 'InvalidFilter'],
  [
    'cvm: six values',
    'DescribeInstances',
    [{ Name: 'zone', Values: [...'abcdef'] }],
    'InvalidFilterValue.LimitExceeded',
  ],
  [
    'cvm: eleven filters',
    'DescribeInstances',
    Array.from({ length: 11 }, () => ({ Name: 'zone', Values: ['x'] })),
    'InvalidFilterValue.LimitExceeded',
  ],
])('filters, %s', async (_, action, Filters, code) => {
  expect((await cloud.call(action, { Filters } as never)).code).toBe(code)
})
