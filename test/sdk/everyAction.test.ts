// Every action there is, through the official clients in each of their manners: V3, V1 by GET and POST, and as XML.
import { createHmac, randomUUID } from 'node:crypto'
import * as ecsApi from '@alicloud/ecs20140526'
import openApi, { $OpenApiUtil } from '@alicloud/openapi-core'
import * as stsApi from '@alicloud/sts20150401'
import * as vpcApi from '@alicloud/vpc20160428'
import { XMLParser } from 'fast-xml-parser'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ACTIONS } from '../../src/cloud/aliyun/actions/index.ts'
import { classOf, popClient, REGION } from './clients.ts'
import { type Loopback, openLoopback } from './loopback.ts'

/** Answers that never come from an action itself: the request did not get that far. */
const GATEWAY =
  /Signature|AccessKey|Nonce|TimeStamp|InvalidAction|InvalidApi|InvalidProduct|InvalidVersion|MissingParameter|InternalError/

const SDK_CLIENTS: Readonly<Record<string, object>> = { Ecs: ecsApi, Vpc: vpcApi, Sts: stsApi }

let loopback: Loopback

beforeAll(async () => {
  loopback = await openLoopback()
})
afterAll(() => loopback.close())

/** `OK`, or the code of the error. */
type Outcome = string

const withRegion = (example: Readonly<Record<string, string>>): Record<string, string> => ({
  RegionId: REGION,
  ...example,
})

async function outcomeOf(call: Promise<unknown>): Promise<Outcome> {
  try {
    await call
    return 'OK'
  } catch (error) {
    return String((error as { code?: unknown }).code ?? error)
  }
}

function v3(version: string, action: string, query: Record<string, string>): Promise<unknown> {
  const { endpoint, aliyun } = loopback.credentials
  const client = new (classOf(openApi))(
    new $OpenApiUtil.Config({
      endpoint: new URL(endpoint).host,
      protocol: 'http',
      accessKeyId: aliyun.accessKeyId,
      accessKeySecret: aliyun.accessKeySecret,
    }),
  )
  const params = new $OpenApiUtil.Params({
    action,
    version,
    protocol: 'HTTP',
    pathname: '/',
    method: 'POST',
    authType: 'AK',
    style: 'RPC',
    reqBodyType: 'formData',
    bodyType: 'json',
  })
  return client.callApi(params, new $OpenApiUtil.OpenApiRequest({ query }), {} as never)
}

async function xml(
  version: string,
  action: string,
  query: Record<string, string>,
): Promise<Record<string, unknown>> {
  const { endpoint, aliyun } = loopback.credentials
  const all: Record<string, string> = {
    ...query,
    Action: action,
    Version: version,
    Format: 'XML',
    AccessKeyId: aliyun.accessKeyId,
    SignatureMethod: 'HMAC-SHA1',
    SignatureVersion: '1.0',
    SignatureNonce: randomUUID(),
    Timestamp: new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
  }
  const encode = (text: string) =>
    encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)
  const canonical = Object.keys(all)
    .sort()
    .map((name) => `${encode(name)}=${encode(all[name] ?? '')}`)
    .join('&')
  const signature = createHmac('sha1', `${aliyun.accessKeySecret}&`)
    .update(`GET&%2F&${encode(canonical)}`)
    .digest('base64')
  const response = await fetch(`${endpoint}/?${canonical}&Signature=${encode(signature)}`)
  expect(response.headers.get('content-type')).toBe('text/xml;charset=utf-8')
  return new XMLParser().parse(await response.text())
}

describe('every action', () => {
  test.each(ACTIONS.map((action) => [`${action.product} ${action.name}`, action] as const))(
    '%s answers V3, V1 by GET and POST, and XML, with one and the same outcome',
    async (_, action) => {
      const query = withRegion(action.example)
      const pop = popClient(loopback.credentials, action.version)
      const first = await outcomeOf(v3(action.version, action.name, query))
      expect(first).not.toMatch(GATEWAY)
      // Reads can be asked again; a write has changed what it would meet a second time.
      const rest = [
        await outcomeOf(pop.request(action.name, query, { method: 'GET' })),
        await outcomeOf(pop.request(action.name, query, { method: 'POST' })),
      ]
      for (const outcome of rest) {
        expect(outcome).not.toMatch(GATEWAY)
        if (action.effect === 'read') expect(outcome).toBe(first)
      }
      const document = await xml(action.version, action.name, query)
      const root = Object.keys(document).find((name) => name !== '?xml')
      expect(['Error', `${action.name}Response`]).toContain(root)
    },
  )

  test.each(
    ACTIONS.filter((action) => action.product in SDK_CLIENTS).map(
      (action) => [`${action.product} ${action.name}`, action] as const,
    ),
  )('%s has a method of the official SDK with the same name', (_, action) => {
    const module = SDK_CLIENTS[action.product] as {
      default: { prototype?: object; default?: { prototype: object } }
    }
    const prototype = (module.default.default ?? module.default).prototype as Record<string, unknown>
    const method = action.name[0]?.toLowerCase() + action.name.slice(1)
    expect(typeof prototype[method]).toBe('function')
  })
})
