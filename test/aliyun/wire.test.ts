// Official clients and the wire forms of those that are not installed here, over a real socket.

import { existsSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { describeUnless } from '../skipReason.ts'
import { ACCOUNT, createTestCloud, KEY_ID, SECRET, signedV1, type TestCloud } from './client.ts'

const require = createRequire(new URL('../sdk/package.json', import.meta.url))
const installed = existsSync(new URL('../sdk/node_modules/@alicloud', import.meta.url))
const absent = installed ? undefined : 'the official clients are not installed: run `npm ci` in test/sdk'

let cloud: TestCloud
let server: Server
let endpoint: string

beforeAll(async () => {
  cloud = await createTestCloud()
  cloud.now = Date.now()
  server = createServer(async (request, response) => {
    const answer = await cloud.endpoint.handle({
      method: request.method ?? '',
      url: request.url ?? '',
      headers: request.headers,
      body: await buffer(request),
      tls: false,
    })
    response.writeHead(answer.status, answer.headers).end(answer.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  endpoint = `127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

describeUnless(absent, 'family A: the current Node SDKs (V3)', () => {
  function client(name: string, secret = SECRET, more: object = {}) {
    const { $OpenApiUtil } = require('@alicloud/openapi-core')
    const { default: Client } = require(name)
    return new Client(
      new $OpenApiUtil.Config({
        endpoint,
        protocol: 'http',
        regionId: 'cn-hangzhou',
        accessKeyId: KEY_ID,
        accessKeySecret: secret,
        ...more,
      }),
    )
  }

  test('ecs: an answer becomes the SDK’s own objects', async () => {
    const { DescribeZonesRequest } = require('@alicloud/ecs20140526')
    const request = new DescribeZonesRequest({ regionId: 'cn-hangzhou', acceptLanguage: 'en-US' })
    const { body } = await client('@alicloud/ecs20140526').describeZones(request)
    expect(body.zones.zone[3]).toMatchObject({ zoneId: 'cn-hangzhou-h', localName: 'Hangzhou Zone H' })
    expect(body.zones.zone[0].availableResourceCreation.resourceTypes).toContain('VSwitch')
    expect(body.zones.zone[0].availableResources.resourcesInfo[0].ioOptimized).toBe(true)
  })

  test('vpc and sts answer on the same address', async () => {
    const { DescribeZonesRequest } = require('@alicloud/vpc20160428')
    const zones = await client('@alicloud/vpc20160428').describeZones(
      new DescribeZonesRequest({ regionId: 'cn-beijing' }),
    )
    expect(zones.body.zones.zone[0].localName).toBe('北京 可用区A')
    expect((await client('@alicloud/sts20150401').getCallerIdentity()).body.accountId).toBe(ACCOUNT)
  })

  test('switched to the older signature they are understood as well', async () => {
    const { DescribeZonesRequest } = require('@alicloud/ecs20140526')
    const older = client('@alicloud/ecs20140526', SECRET, { signatureAlgorithm: 'v2' })
    const { body } = await older.describeZones(new DescribeZonesRequest({ regionId: 'cn-hangzhou' }))
    expect(body.zones.zone[0].zoneId).toBe('cn-hangzhou-b')
  })

  test('names in Chinese and signs that are escaped in their own way arrive whole', async () => {
    const { CreateVpcRequest, DescribeVpcAttributeRequest } = require('@alicloud/vpc20160428')
    const sdk = client('@alicloud/vpc20160428')
    const vpcName = "生产 'a' (b)*~!+&="
    const request = new CreateVpcRequest({ regionId: 'cn-hangzhou', cidrBlock: '10.0.0.0/8', vpcName })
    const { body, headers } = await sdk.createVpc(request)
    expect(Number(headers['x-menshen-revision'])).toBeGreaterThan(0)
    const { vpcId } = body
    const read = new DescribeVpcAttributeRequest({ regionId: 'cn-hangzhou', vpcId })
    expect((await sdk.describeVpcAttribute(read)).body.vpcName).toBe(vpcName)
  })

  test('errors come with code, status and request id', async () => {
    const { DescribeZonesRequest } = require('@alicloud/ecs20140526')
    const request = new DescribeZonesRequest({ regionId: 'nowhere' })
    await expect(client('@alicloud/ecs20140526').describeZones(request)).rejects.toMatchObject({
      code: 'InvalidRegionId.NotFound',
      statusCode: 404,
      requestId: expect.stringMatching(/^[0-9A-F-]{36}$/),
    })
    await expect(client('@alicloud/sts20150401', 'wrong').getCallerIdentity()).rejects.toMatchObject({
      code: 'SignatureDoesNotMatch',
    })
  })
})

describeUnless(absent, 'family D: pop-core (V1)', () => {
  function client(apiVersion: string, accessKeySecret = SECRET) {
    const { RPCClient } = require('@alicloud/pop-core')
    return new RPCClient({ endpoint: `http://${endpoint}`, apiVersion, accessKeyId: KEY_ID, accessKeySecret })
  }

  test.each(['GET', 'POST'])('%s', async (method) => {
    const parameters = { RegionId: 'cn-hangzhou', AcceptLanguage: 'en-US', Odd: "中 '()*~!+" }
    const zones = await client('2014-05-26').request('DescribeZones', parameters, { method })
    expect(zones.Zones.Zone[0].LocalName).toBe('Hangzhou Zone B')
    expect(await client('2015-04-01').request('GetCallerIdentity', {}, { method })).toMatchObject({
      AccountId: ACCOUNT,
    })
  })

  test.each(['GET', 'POST'])('%s: errors', async (method) => {
    const failing = client('2014-05-26').request('DescribeZones', { RegionId: 'x' }, { method })
    await expect(failing).rejects.toMatchObject({ code: 'InvalidRegionId.NotFound' })
    const wrong = client('2015-04-01', 'wrong').request('GetCallerIdentity', {}, { method })
    await expect(wrong).rejects.toMatchObject({ code: 'SignatureDoesNotMatch' })
  })
})

describe('forms of clients that are not installed here', () => {
  const post = async (
    query: URLSearchParams,
    form: URLSearchParams,
    headers: Record<string, string> = {},
  ) => {
    const response = await fetch(`http://${endpoint}/?${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: form.toString(),
    })
    return {
      type: response.headers.get('content-type'),
      body: (await response.json()) as Record<string, unknown>,
    }
  }

  test('family B, tea-rpc: signature in the query, parameters in a form, action in headers too', async () => {
    const all = [
      ...signedV1(
        'POST',
        {
          Action: 'DescribeZones',
          RegionId: 'cn-hangzhou',
          AcceptLanguage: 'en-US',
          Format: 'json',
          SourceIp: '',
          SecureTransport: 'false',
        },
        cloud.now,
      ),
    ]
    const inForm = new Set(['RegionId', 'AcceptLanguage'])
    const query = new URLSearchParams(all.filter(([name]) => !inForm.has(name)))
    const form = new URLSearchParams(all.filter(([name]) => inForm.has(name)))
    const headers = { 'x-acs-action': 'DescribeZones', 'x-acs-version': '2014-05-26' }
    const { type, body } = await post(query, form, headers)
    expect(type).toBe('application/json;charset=utf-8')
    expect(body).toHaveProperty('Zones.Zone.0.LocalName', 'Hangzhou Zone B')
  })

  test('family C, the older Go SDK and the CLI: all in the query, an empty SignatureType, RegionId everywhere', async () => {
    const all = signedV1(
      'POST',
      { Action: 'GetCallerIdentity', Version: 'Sts', RegionId: 'cn-hangzhou', SignatureType: '' },
      cloud.now,
    )
    const { body } = await post(all, new URLSearchParams())
    expect(body).toHaveProperty('AccountId', ACCOUNT)
  })

  test('a blank in a form may be a plus or an escape', async () => {
    const all = signedV1('POST', { Action: 'DescribeRegions', Note: 'a b' }, cloud.now)
    const { body } = await post(new URLSearchParams(), all)
    expect(body).toHaveProperty('Regions')
    const again = signedV1('POST', { Action: 'DescribeRegions', Note: 'a b' }, cloud.now)
    const response = await fetch(`http://${endpoint}/?${again.toString().replaceAll('+', '%20')}`, {
      method: 'POST',
    })
    expect(response.status).toBe(200)
  })
})
