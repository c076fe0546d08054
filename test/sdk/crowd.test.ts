// 64 clients at the real port mutate one group: no server error, and together they did what a serial order would do.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signedV1 } from '../aliyun/client.ts'
import {
  callsOf,
  type Done,
  doAll,
  LOOK,
  perform,
  replay,
  type Stage,
  setStage,
} from '../aliyun/serialOrder.ts'
import { TestServer } from './server.ts'

const CLIENTS = 64
const CALLS = 12

const server = new TestServer(mkdtempSync(join(tmpdir(), 'menshen-crowd-')))
beforeAll(() => server.start({ MENSHEN_ENFORCE: 'simulated' }), 60_000)
afterAll(() => server.remove(), 60_000)

const call: Stage['call'] = async (parameters) => {
  const { endpoint, aliyun } = server.credentials
  const signer = { keyId: aliyun.accessKeyId, secret: aliyun.accessKeySecret }
  const response = await fetch(endpoint, {
    method: 'POST',
    body: signedV1('POST', parameters, Date.now(), signer),
  })
  const body = (await response.json()) as { readonly Code?: string }
  const headers = Object.fromEntries(response.headers)
  return { status: response.status, code: response.ok ? 'OK' : (body.Code ?? ''), headers, body }
}

test('T3 T4 L: answers, rules and counts of 64 clients are those of a serial order', async () => {
  const stage = await setStage(call, {})
  const start = Number((await server.api('GET', '/status')).revision)
  const done: Done[] = []
  await Promise.all(Array.from({ length: CLIENTS }, (_, index) => doAll(stage, callsOf(index, CALLS), done)))
  expect(done).toHaveLength(CLIENTS * CALLS)
  expect(done.filter(({ answer }) => answer.status >= 500)).toEqual([])
  const { shown } = await perform(stage, LOOK)
  expect(await replay(done, start)).toEqual({ final: shown })
  const listed = await call({
    ...{ Action: 'DescribeSecurityGroups', RegionId: 'cn-hangzhou' },
    SecurityGroupId: stage.names.get('GROUP') ?? '',
  })
  const lines = shown.split('\n')
  expect(listed.body).toMatchObject({
    SecurityGroups: {
      SecurityGroup: [
        {
          RuleCount: lines.length,
          GroupToGroupRuleCount: lines.filter((line) => line.includes('PEER')).length,
        },
      ],
    },
  })
}, 60_000)
