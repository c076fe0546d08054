// What the gateway refuses, with which code, and that nothing makes it fall over.

import { beforeEach, describe, expect, test } from 'vitest'
import { signV1, stringToSignV1 } from '../../src/cloud/aliyun/signature.ts'
import type { CloudRequest } from '../../src/cloud/dialect.ts'
import { type AccessKeyId, type AccountId, asId } from '../../src/core/model/ids.ts'
import {
  ACCOUNT,
  addAccount,
  callAction,
  createTestCloud,
  getRequest,
  KEY_ID,
  type Parameters,
  postRequest,
  replyOf,
  SECRET,
  signedV1,
  type TestCloud,
} from './client.ts'
import { signedV3, type V3Parts } from './v3.ts'

const MINUTE = 60_000
let cloud: TestCloud

beforeEach(async () => {
  cloud = await createTestCloud()
})

const send = async (request: CloudRequest) => replyOf(await cloud.endpoint.handle(request))
const get = (parameters: Parameters) => send(getRequest(signedV1('GET', parameters, cloud.now).toString()))
const v3 = (parts: Partial<V3Parts> = {}) =>
  send(signedV3({ action: 'DescribeRegions', now: cloud.now, ...parts }))

/** Signs as given, without anything added. */
function raw(method: string, parameters: Parameters): CloudRequest {
  const signature = signV1(SECRET, stringToSignV1(method, Object.entries(parameters)))
  return getRequest(new URLSearchParams({ ...parameters, Signature: signature }).toString())
}

const complete = (): Parameters =>
  Object.fromEntries(signedV1('GET', { Action: 'DescribeRegions' }, cloud.now))

describe('answers', () => {
  test('a success has a RequestId, the type and the header of JSON', async () => {
    const reply = await cloud.call({ Action: 'DescribeRegions' })
    expect([reply.status, reply.code]).toEqual([200, 'OK'])
    expect(reply.body.RequestId).toMatch(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/)
    expect(reply.headers['content-type']).toBe('application/json;charset=utf-8')
    expect(reply.headers['x-acs-request-id']).toBe(reply.body.RequestId)
    expect(reply.body).not.toHaveProperty('Code')
    expect(reply.headers).not.toHaveProperty('x-menshen-revision')
  })

  test('an error has Code, Message, HostId and RequestId', async () => {
    const reply = await cloud.call({ Action: 'NoSuchAction' })
    expect([reply.status, reply.code]).toEqual([404, 'InvalidAction.NotFound'])
    expect(reply.body).toMatchObject({
      Code: 'InvalidAction.NotFound',
      Message: 'Specified api is not found, please check your url and method.',
      HostId: '127.0.0.1:7280',
      RequestId: expect.stringMatching(/^[0-9A-F-]{36}$/),
    })
  })

  test.each(['json', 'JSON', 'Json'])('Format=%s is JSON', async (Format) => {
    expect((await cloud.call({ Action: 'DescribeRegions', Format })).status).toBe(200)
  })

  test('V1 without Format is XML, as is Format=xml, errors too', async () => {
    for (const Format of ['', 'XML', 'xml']) {
      const request = getRequest(signedV1('GET', { Action: 'DescribeRegions', Format }, cloud.now).toString())
      const answer = await cloud.endpoint.handle(request)
      expect(answer.headers['content-type']).toBe('text/xml;charset=utf-8')
      expect(answer.body).toContain('<DescribeRegionsResponse><RequestId>')
      expect(answer.body).toContain('<Regions><Region><RegionId>')
    }
    const answer = await cloud.endpoint.handle(getRequest('Action=DescribeRegions'))
    expect(answer.body).toMatch(/^<\?xml [^>]+><Error><RequestId>.*<Code>MissingAccessKeyId<\/Code>/)
  })

  test('another Format is refused', async () => {
    const request = getRequest(
      signedV1('GET', { Action: 'DescribeRegions', Format: 'YAML' }, cloud.now).toString(),
    )
    expect((await cloud.endpoint.handle(request)).code).toBe('InvalidParameter.Format')
  })

  test('each request is one line in the log, refused ones too, and no secret in any', async () => {
    await cloud.call({ Action: 'DescribeRegions' })
    await callAction(cloud.endpoint, { Action: 'DescribeRegions' }, cloud.now, { keyId: 'no', secret: 'x' })
    expect(cloud.log.map((line) => line.fields)).toEqual([
      expect.objectContaining({ accountId: ACCOUNT, action: 'DescribeRegions', code: 'OK', status: 200 }),
      expect.objectContaining({ accountId: null, action: null, code: 'InvalidAccessKeyId.NotFound' }),
    ])
    expect(JSON.stringify(cloud.log)).not.toContain(SECRET)
  })
})

describe('signature V1', () => {
  test('GET with all in the query, POST with all in the body, POST divided between both', async () => {
    expect((await get({ Action: 'DescribeRegions' })).code).toBe('OK')
    const all = [...signedV1('POST', { Action: 'DescribeRegions', AcceptLanguage: 'en-US' }, cloud.now)]
    const inQuery = all.filter(([name]) => name !== 'AcceptLanguage')
    const inForm = all.filter(([name]) => name === 'AcceptLanguage')
    const divided = await send(
      postRequest(new URLSearchParams(inQuery).toString(), new URLSearchParams(inForm).toString()),
    )
    expect(divided.code).toBe('OK')
    expect(divided.body.Regions.Region[0].LocalName).toBe('Japan (Tokyo)')
  })

  test('an empty SignatureType and strange parameters are part of what is signed', async () => {
    expect((await get({ Action: 'DescribeRegions', SignatureType: '', 'x-acs-a': "*!'()~ 中" })).code).toBe(
      'OK',
    )
  })

  test('a wrong secret: the string to sign comes back', async () => {
    const signer = { keyId: KEY_ID, secret: 'wrong' }
    const reply = await callAction(cloud.endpoint, { Action: 'DescribeRegions' }, cloud.now, signer)
    expect([reply.status, reply.code]).toEqual([400, 'SignatureDoesNotMatch'])
    expect(reply.body.Message).toMatch(
      /^Specified signature is not matched with our calculation\. server string to sign is:POST&%2F&AccessKeyId%3D/,
    )
  })

  test('anything changed, added or left out after signing is noticed', async () => {
    const signed = complete()
    const { Format: _, ...less } = signed
    const spoiled = [{ ...signed, Action: 'DescribeZones' }, { ...signed, Extra: '1' }, less]
    for (const parameters of spoiled) {
      const answer = await cloud.endpoint.handle(getRequest(new URLSearchParams(parameters).toString()))
      expect(answer.code).toBe('SignatureDoesNotMatch')
    }
    expect((await send(postRequest(new URLSearchParams(signed).toString(), ''))).code).toBe(
      'SignatureDoesNotMatch',
    )
  })

  test('a wrong request does not use up its nonce', async () => {
    const signed = complete()
    await send(getRequest(new URLSearchParams({ ...signed, Signature: 'x' }).toString()))
    expect((await send(getRequest(new URLSearchParams(signed).toString()))).code).toBe('OK')
  })

  test('a request sent twice is refused', async () => {
    const request = getRequest(new URLSearchParams(complete()).toString())
    expect((await send(request)).code).toBe('OK')
    const again = await send(request)
    expect([again.status, again.code]).toEqual([400, 'SignatureNonceUsed'])
  })

  test('an unknown key, a disabled one, one of another cloud', async () => {
    const unknown = await callAction(cloud.endpoint, { Action: 'DescribeRegions' }, cloud.now, {
      keyId: 'LTAIunknown',
      secret: 'x',
    })
    expect([unknown.status, unknown.code]).toEqual([404, 'InvalidAccessKeyId.NotFound'])
    expect(unknown.body.Message).toBe('Specified access key is not found.')
    await cloud.store.transact((state) => {
      const key = state.get('accessKey', KEY_ID)
      const account = state.get('account', ACCOUNT)
      if (key === undefined || account === undefined) throw new Error('no account')
      state.put('accessKey', { ...key, active: false })
      state.put('account', { ...account, id: asId<AccountId>('2'), cloud: 'tencent' })
      state.put('accessKey', { ...key, id: asId<AccessKeyId>('other'), accountId: asId<AccountId>('2') })
    })
    expect((await cloud.call({ Action: 'DescribeRegions' })).code).toBe('InvalidAccessKeyId.Inactive')
    const foreign = { keyId: 'other', secret: SECRET }
    expect((await callAction(cloud.endpoint, { Action: 'DescribeRegions' }, cloud.now, foreign)).code).toBe(
      'InvalidAccessKeyId.NotFound',
    )
  })

  test.each([
    ['AccessKeyId', 'MissingAccessKeyId'],
    ['Signature', 'MissingSignature'],
    ['SignatureMethod', 'MissingSignatureMethod'],
    ['SignatureVersion', 'MissingSignatureVersion'],
    ['SignatureNonce', 'MissingSignatureNonce'],
    ['Timestamp', 'MissingTimestamp'],
  ])('without %s: %s', async (name, code) => {
    const { [name]: _, ...less } = complete()
    expect((await send(getRequest(new URLSearchParams(less).toString()))).code).toBe(code)
  })

  test.each([
    [{ SignatureMethod: 'HMAC-MD5' }, 'InvalidSignatureMethod'],
    [{ SignatureType: 'BEARERTOKEN' }, 'InvalidSignatureMethod'],
    [{ SignatureVersion: '2.0' }, 'InvalidSignatureVersion'],
    [{ SecurityToken: 'x' }, 'InvalidSecurityToken.MismatchWithAccessKey'],
    [{ Timestamp: 'yesterday' }, 'InvalidTimeStamp.Format'],
    [{ Timestamp: '2024-01-01T00:00:00.000Z' }, 'InvalidTimeStamp.Format'],
    [{ SignatureNonce: 'x'.repeat(257) }, 'InvalidSignatureNonce'],
    [{ Version: '' }, 'MissingVersion'],
    [{ Version: '1999-01-01' }, 'InvalidProduct.NotFound'],
    [{ Version: 'new' }, 'InvalidVersion'],
    [{ Action: '' }, 'MissingAction'],
    [{ Action: 'describeregions' }, 'InvalidAction.NotFound'],
    [{ Action: '__proto__' }, 'InvalidAction.NotFound'],
  ])('%j: %s', async (change, code) => {
    const { Signature: _, ...unsigned } = complete()
    expect((await send(raw('GET', { ...unsigned, ...(change as Parameters) }))).code).toBe(code)
  })

  test('the clock may differ by 15 minutes either way', async () => {
    const at = (offset: number) =>
      callAction(cloud.endpoint, { Action: 'DescribeRegions' }, cloud.now + offset)
    expect((await at(-15 * MINUTE)).code).toBe('OK')
    expect((await at(15 * MINUTE)).code).toBe('OK')
    expect((await at(-15 * MINUTE - 1000)).code).toBe('InvalidTimeStamp.Expired')
    expect((await at(15 * MINUTE + 1000)).code).toBe('InvalidTimeStamp.Expired')
  })

  test('a nonce stays used as long as its request could still be sent', async () => {
    const early = getRequest(
      signedV1('GET', { Action: 'DescribeRegions' }, cloud.now + 14 * MINUTE).toString(),
    )
    expect((await send(early)).code).toBe('OK')
    cloud.now += 29 * MINUTE
    expect((await send(early)).code).toBe('SignatureNonceUsed')
    cloud.now += MINUTE
    expect((await send(early)).code).toBe('InvalidTimeStamp.Expired')
  })

  test('the same nonce of two keys does not matter', async () => {
    await addAccount(cloud.store, asId<AccountId>('2'), asId<AccessKeyId>('second'), 's2')
    const parameters = { Action: 'DescribeRegions', SignatureNonce: 'same' }
    expect((await cloud.call(parameters)).code).toBe('OK')
    const second = { keyId: 'second', secret: 's2' }
    expect((await callAction(cloud.endpoint, parameters, cloud.now, second)).code).toBe('OK')
  })
})

describe('signature V3', () => {
  test('with parameters in the query, in a form, and with more signed headers', async () => {
    expect((await v3({ query: { AcceptLanguage: 'en-US', X: "'()*~ 中" } })).code).toBe('OK')
    const inForm = await v3({ form: 'AcceptLanguage=en-US' })
    expect(inForm.body.Regions.Region[0].LocalName).toBe('Japan (Tokyo)')
    expect((await v3({ headers: { 'x-acs-credentials-provider': 'static_ak' } })).code).toBe('OK')
  })

  test('is always answered in JSON', async () => {
    const request = signedV3({ action: 'DescribeRegions', now: cloud.now, query: { Format: 'XML' } })
    const answer = await cloud.endpoint.handle(request)
    expect(answer.headers['content-type']).toBe('application/json;charset=utf-8')
  })

  test('a wrong secret, query, header or body is noticed', async () => {
    const wrong = await v3({ secret: 'x' })
    expect([wrong.status, wrong.code]).toEqual([400, 'SignatureDoesNotMatch'])
    expect(wrong.body.Message).toContain('server string to sign is:ACS3-HMAC-SHA256\n')
    const request = signedV3({ action: 'DescribeRegions', now: cloud.now, form: 'A=1' })
    const spoiled = [
      { ...request, url: '/?B=1' },
      { ...request, body: Buffer.from('A=2') },
      { ...request, headers: { ...request.headers, 'x-acs-action': 'DescribeZones' } },
    ]
    for (const one of spoiled) expect((await send(one)).code).toBe('SignatureDoesNotMatch')
    expect((await send(request)).code).toBe('OK')
  })

  test('a request sent twice is refused, in either form', async () => {
    const request = signedV3({ action: 'DescribeRegions', now: cloud.now })
    expect((await send(request)).code).toBe('OK')
    expect((await send(request)).code).toBe('SignatureNonceUsed')
    const nonce = String(request.headers['x-acs-signature-nonce'])
    expect((await get({ Action: 'DescribeRegions', SignatureNonce: nonce })).code).toBe('SignatureNonceUsed')
  })

  test.each([
    'host',
    'x-acs-action',
    'x-acs-version',
    'x-acs-date',
    'x-acs-signature-nonce',
    'x-acs-content-sha256',
  ])('%s must be signed', async (name) => {
    const reply = await v3({ unsigned: [name] })
    expect(reply.code).toBe('IncompleteSignature')
    expect(reply.body.Message).toContain(name)
  })

  test.each<[Partial<V3Parts>, string]>([
    [{ keyId: 'unknown' }, 'InvalidAccessKeyId.NotFound'],
    [{ algorithm: 'ACS3-HMAC-SM3' }, 'InvalidSignatureMethod'],
    [{ algorithm: 'ACS3-RSA-SHA256' }, 'InvalidSignatureMethod'],
    [{ headers: { 'x-acs-security-token': 't' } }, 'InvalidSecurityToken.MismatchWithAccessKey'],
    [{ headers: { 'x-acs-date': 'now' } }, 'InvalidTimeStamp.Format'],
    [{ headers: { 'x-acs-date': '2020-01-01T00:00:00Z' } }, 'InvalidTimeStamp.Expired'],
    [{ action: 'Nope' }, 'InvalidAction.NotFound'],
    [{ version: '2016-04-28' }, 'OK'],
  ])('%j: %s', async (parts, code) => {
    expect((await v3(parts)).code).toBe(code)
  })

  test.each([
    'ACS3-HMAC-SHA256',
    'ACS3-HMAC-SHA256 x',
    'ACS3-HMAC-SHA256 Credential=,SignedHeaders=a,Signature=b',
  ])('authorization %j is incomplete', async (authorization) => {
    const request = signedV3({ action: 'DescribeRegions', now: cloud.now })
    const spoiled = { ...request, headers: { ...request.headers, authorization } }
    expect((await send(spoiled)).code).toBe('IncompleteSignature')
  })
})

describe('dispatch', () => {
  test('the version decides between actions of one name', async () => {
    expect((await cloud.call({ Action: 'DescribeRegions' })).body.Regions.Region[0].Status).toBe('available')
    const vpc = await cloud.call({ Action: 'DescribeRegions', Version: 'Vpc' })
    expect(vpc.body.Regions.Region[0]).not.toHaveProperty('Status')
  })

  test('parameters go before headers: tea-rpc sends both', async () => {
    const request = getRequest(signedV1('GET', { Action: 'DescribeRegions' }, cloud.now).toString())
    const headers = { ...request.headers, 'x-acs-action': 'Other', 'x-acs-version': '2000-01-01' }
    expect((await send({ ...request, headers })).code).toBe('OK')
  })

  test('a region that is not there is refused', async () => {
    const reply = await cloud.call({ Action: 'DescribeZones', RegionId: 'cn-nowhere' })
    expect([reply.status, reply.code]).toEqual([404, 'InvalidRegionId.NotFound'])
    expect((await cloud.call({ Action: 'DescribeZones' })).code).toBe('MissingParameter')
  })

  test('GetCallerIdentity tells the account of the key', async () => {
    const reply = await cloud.call({ Action: 'GetCallerIdentity', Version: 'Sts' })
    expect(reply.body).toMatchObject({
      AccountId: ACCOUNT,
      Arn: `acs:ram::${ACCOUNT}:root`,
      IdentityType: 'Account',
    })
  })
})

describe('bad input', () => {
  const v3Json = { 'x-acs-signature-nonce': 'x' }
  const plain = (change: Partial<CloudRequest>): CloudRequest => ({
    ...getRequest(''),
    headers: v3Json,
    ...change,
  })

  test.each<[string, CloudRequest, number, string]>([
    ['another method', plain({ method: 'DELETE' }), 400, 'UnsupportedHTTPMethod'],
    ['another path', plain({ url: '/v1/x' }), 404, 'InvalidApi.NotFound'],
    ['broken escapes', plain({ url: '/?a=%zz' }), 400, 'InvalidParameter'],
    ['a body above the cap', plain({ method: 'POST', body: null }), 413, 'RequestEntityTooLarge'],
    ['a body of another type', plain({ method: 'POST', body: Buffer.from('{}') }), 400, 'InvalidParameter'],
    ['10,000 parameters', plain({ url: `/?${'a=1&'.repeat(10_000)}` }), 400, 'InvalidParameter'],
    ['no signature', plain({ headers: {}, url: '/?Format=JSON' }), 400, 'MissingAccessKeyId'],
    ['no authorization', plain({}), 400, 'IncompleteSignature'],
    ['deep names', plain({ url: `/?Format=JSON&${'a.'.repeat(1000)}=1` }), 400, 'IncompleteSignature'],
  ])('%s', async (_, request, status, code) => {
    const reply = await send(request)
    expect([reply.status, reply.code, reply.body.Code]).toEqual([status, code, code])
    expect(cloud.log.every((line) => line.level === 'info')).toBe(true)
  })

  test('signed, but too deep, too many, or in a wrong form', async () => {
    expect((await get({ Action: 'DescribeRegions', 'a.b.c.d.e.f.g.h.i': '1' })).code).toBe('InvalidParameter')
    expect((await get({ Action: 'DescribeZones', 'RegionId.1': 'cn-hangzhou' })).code).toBe(
      'InvalidRegionId.NotFound',
    )
    const names = { '__proto__.polluted': '1', 'constructor.prototype.polluted': '1', hasOwnProperty: '1' }
    expect((await get({ Action: 'DescribeRegions', ...names })).code).toBe('OK')
    expect(({} as Parameters).polluted).toBeUndefined()
  })

  test('of a parameter sent twice the last counts, for the signature as well', async () => {
    const signed = signedV1('GET', { Action: 'DescribeZones', RegionId: 'cn-beijing' }, cloud.now)
    const reply = await send(getRequest(`RegionId=cn-hangzhou&${signed}`))
    expect(reply.body.Zones.Zone[0].ZoneId).toBe('cn-beijing-a')
    const turned = signedV1('GET', { Action: 'DescribeZones', RegionId: 'cn-beijing' }, cloud.now)
    expect((await send(getRequest(`${turned}&RegionId=cn-hangzhou`))).code).toBe('SignatureDoesNotMatch')
  })

  test('a mistake in the program is an InternalError with its trace in the log', async () => {
    const broken = {
      ...cloud.store,
      get: () => {
        throw new Error('disk on fire')
      },
    } as unknown as TestCloud['store']
    const { createAliyunEndpoint } = await import('../../src/cloud/aliyun/dialect.ts')
    const log: object[] = []
    const endpoint = createAliyunEndpoint({
      store: broken,
      now: () => cloud.now,
      ids: { next: () => 'x' },
      log: { info: () => {}, error: (fields) => log.push(fields) },
    })
    const reply = await callAction(endpoint, { Action: 'DescribeRegions' }, cloud.now)
    expect([reply.status, reply.code]).toEqual([500, 'InternalError'])
    expect(reply.body.Message).not.toContain('disk')
    expect(log).toEqual([
      expect.objectContaining({
        requestId: reply.body.RequestId,
        error: expect.stringContaining('disk on fire'),
      }),
    ])
  })
})

describe('telling dialects apart', () => {
  test('requests of all families are ours, Tencent’s and browsers’ are not', () => {
    const { endpoint } = cloud
    const v1 = signedV1('POST', { Action: 'DescribeRegions' }, cloud.now).toString()
    expect(endpoint.matches(getRequest(v1))).toBe(true)
    expect(endpoint.matches(postRequest('', v1))).toBe(true)
    expect(endpoint.matches(signedV3({ action: 'DescribeRegions', now: cloud.now }))).toBe(true)
    expect(endpoint.matches(getRequest(''))).toBe(false)
    const tencent = { ...getRequest(''), headers: { 'x-tc-action': 'A', authorization: 'TC3-HMAC-SHA256 x' } }
    expect(endpoint.matches(tencent)).toBe(false)
    expect(endpoint.matches(getRequest('Action=A&SecretId=x&Signature=y&Nonce=1&Version=2017-03-12'))).toBe(
      false,
    )
  })
})
