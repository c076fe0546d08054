// Every Tencent action through the official client: each manner of signing gives one outcome, each parameter is known.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Action } from '../../src/cloud/tencent/action.ts'
import { ACTIONS } from '../../src/cloud/tencent/actions/index.ts'
import { CALLER, createTestCloud } from '../tencent/client.ts'
import { type Listening, listen } from '../tencent/listen.ts'
import { type ClientOptions, tencentVpc } from './tencentClients.ts'

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

const resolve = createRequire(import.meta.url).resolve
const sdkFile = ({ service, version }: Action): string => {
  const base = resolve('tencentcloud-sdk-nodejs/package.json').replace('package.json', '')
  const folder = `${base}tencentcloud/services/${service}/v${version.replaceAll('-', '')}`
  return readFileSync(`${folder}/${service}_models.d.ts`, 'utf8')
}

test('every parameter of the SDK is known where security groups and templates are concerned', () => {
  const mine = ACTIONS.filter(({ name }) => /SecurityGroup|Template|Snapshot/.test(name))
  const unknown = mine.flatMap((action) => {
    const body = new RegExp(
      `export (?:interface|type) ${action.name}Request(?: = null;| \\{([\\s\\S]*?)\\n\\})`,
    )
    const [, fields = ''] = body.exec(sdkFile(action)) ?? []
    const names = [...fields.matchAll(/^ {4}(\w+)\??:/gm)].map(([, name = '']) => name)
    return names.filter((name) => !(name in action.input)).map((name) => `${action.name} ${name}`)
  })
  expect(unknown).toEqual([])
})
