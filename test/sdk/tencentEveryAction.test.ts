// Every Tencent action through the official client: each manner of signing gives one outcome, each parameter is known.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Action } from '../../src/cloud/tencent/action.ts'
import { ACTIONS } from '../../src/cloud/tencent/actions/index.ts'
import { CALLER, createTestCloud } from '../tencent/client.ts'
import { type Listening, listen } from '../tencent/listen.ts'
import { type ClientOptions, tencentVpc } from './tencentClients.ts'
import { modelsOf } from './tencentModels.ts'

/** Answers that never come from an action itself: the request did not get that far. */
const GATEWAY = /^(AuthFailure|InvalidAction|NoSuchVersion|MissingParameter|UnknownParameter|InternalError)/

let listening: Listening

beforeAll(async () => {
  // The clients sign with the real time.
  listening = await listen(await createTestCloud(), Date.now)
})
afterAll(() => listening.close())

/** Any client of the SDK can call any action: the version is the one thing that a service's own client adds. */
async function outcomeOf(action: Action, options: ClientOptions): Promise<string> {
  const client = tencentVpc({ endpoint: listening.endpoint, tencent: CALLER }, options) as unknown as {
    apiVersion: string
    request(name: string, parameters: object): Promise<unknown>
  }
  client.apiVersion = action.version
  try {
    await client.request(action.name, structuredClone(action.example))
    return 'OK'
  } catch (error) {
    return String((error as { code?: unknown }).code ?? error)
  }
}

const named = ACTIONS.map((action) => [`${action.service} ${action.name}`, action] as const)

describe.each(named)('%s', (_, action) => {
  test('TC3 by POST and GET and the older signatures lead to one outcome', async () => {
    const first = await outcomeOf(action, {})
    expect(first).not.toMatch(GATEWAY)
    for (const options of [
      { reqMethod: 'GET' },
      { signMethod: 'HmacSHA1' },
      { signMethod: 'HmacSHA256', reqMethod: 'GET' },
    ] as const) {
      const outcome = await outcomeOf(action, options)
      expect(outcome).not.toMatch(GATEWAY)
      // A write has changed what it would meet a second time.
      if (action.effect === 'read') expect(outcome).toBe(first)
    }
  })
})

/** Refused as unknown rather than taken without what they ask for: each would change what a call does. */
const REFUSED = ['RunInstances NetworkInterfaces', 'UnassignPrivateIpAddresses InstanceId']

test('every parameter of the SDK is known', () => {
  const unknown = ACTIONS.flatMap((action) => {
    const declared = modelsOf(action.service, action.version).get(`${action.name}Request`)?.keys() ?? []
    return [...declared].filter((name) => !(name in action.input)).map((name) => `${action.name} ${name}`)
  })
  expect(unknown.sort()).toEqual(REFUSED)
})
