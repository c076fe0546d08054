// Who really came by a rule, and the narrower rules that are made of it.

import { beforeEach, describe, expect, test } from 'vitest'
import type { Flow } from '../../src/feed/flows.ts'
import { createTestApi, type TestApi } from './client.ts'
import { CIDR, putEni, putGroup, putRule } from './world.ts'

let api: TestApi
beforeEach(async () => {
  api = await createTestApi()
  await putGroup(api, 'sg-a', { innerAccess: 'drop' })
  await putEni(api, 'eni-a', ['sg-a'])
  await putRule(api, 'sg-a', 'sgr-1', { peer: CIDR('0.0.0.0/0') })
})

const flow = (source: string, more: Partial<Flow> = {}): Flow => ({
  ...{ at: 1000, action: 'accept', reason: 'rule', ruleId: 'sgr-1', groupIds: ['sg-a'] },
  ...{ direction: 'ingress', eniId: 'eni-a', instanceId: 'i-a', vpcId: 'vpc-a', from: '', to: '' },
  ...{ revision: 1, protocol: 'tcp', source, sourcePort: 40_000, destination: '10.0.0.5' },
  ...{ destinationPort: 22, bytes: 60 },
  ...more,
})
const seen = (rule = 'sgr-1') => api.call('GET', `/groups/sg-a/rules/${rule}/seen`)
const narrow = (peers: readonly string[], query: Record<string, string> = {}, rule = 'sgr-1') =>
  api.call('POST', `/groups/sg-a/rules/${rule}/narrow`, { body: { peers }, query })

test('nobody was seen: it says so, and proposes nothing', async () => {
  expect((await seen()).body).toMatchObject({ items: [], proposal: null, flowsSince: null, hits: 0 })
  expect((await seen('sgr-9')).status).toBe(404)
})

test('who was let in by this rule counts; who was dropped, or came by another, does not', async () => {
  api.seen.take({
    hostId: 'one',
    flows: [
      flow('10.8.0.1'),
      flow('10.8.0.2'),
      flow('10.8.0.2'),
      flow('10.9.9.9', { action: 'drop' }),
      flow('10.7.7.7', { ruleId: 'sgr-2' }),
    ],
  })
  api.hits.take({
    hostId: 'one',
    ledger: 'l',
    rows: [{ subject: 'sgr-1', direction: 'ingress', hits: 500, bytes: 1, lastHit: 2000 }],
  })
  expect((await seen()).body).toMatchObject({
    items: [
      { address: '10.8.0.2', sessions: 0, flows: 2 },
      { address: '10.8.0.1', sessions: 0, flows: 1 },
    ],
    proposal: ['10.8.0.1', '10.8.0.2'],
    flowsSince: '1970-01-01T00:00:01.000Z',
    hits: 500,
  })
})

describe('narrowed', () => {
  test('it closes and opens nothing; the first block keeps the rule, the others stand beside it', async () => {
    const { body } = await narrow(['10.8.0.0/16', '10.9.0.1'], { dryRun: 'true' })
    expect(body.effect.opens).toEqual([])
    expect(body.effect.closes.length).toBeGreaterThan(0)
    const made = (await narrow(['10.8.0.0/16', '10.9.0.1'])).body.rules
    expect(made.map(({ peer, ports }: { peer: string; ports: string }) => `${peer} ${ports}`)).toEqual([
      '10.8.0.0/16 22',
      '10.9.0.1 22',
    ])
    expect(made[0].id).toBe('sgr-1')
  })

  test.each([
    ['beyond what it has', 'sgr-2', ['10.1.0.0/16']],
    ['a group', 'sgr-2', ['sg-a']],
    ['of a rule that names a group', 'sgr-3', ['10.0.0.1']],
  ])('not to %s: nothing is changed', async (_, rule, peers) => {
    await putRule(api, 'sg-a', 'sgr-2', { peer: CIDR('10.8.0.0/16') })
    await putRule(api, 'sg-a', 'sgr-3', {
      peer: {
        kind: 'group',
        groupId: 'sg-a',
        accountId: api.store.get('securityGroup', 'sg-a')?.accountId,
      } as never,
    })
    const before = api.store.revision
    expect((await narrow(peers, {}, rule)).body.code).toBe('peerNotNarrower')
    expect(api.store.revision).toBe(before)
  })

  test('in a list the new rules stand right behind it', async () => {
    await api.ok('POST', '/accounts', { body: { name: 'second', cloud: 'tencent' } })
    const as = (method: string, path: string, body?: object) =>
      api.ok(method, path, { account: 'second', ...(body === undefined ? {} : { body }) })
    const id = (await as('POST', '/groups', { region: 'ap-guangzhou', name: 'list' })).group.id
    const { added } = await as('POST', `/groups/${id}/rules`, { services: 'tcp/22,80', peers: ['0.0.0.0/0'] })
    await as('POST', `/groups/${id}/rules/${added[0].id}/narrow`, {
      peers: ['10.0.0.1', '10.0.0.2', '10.0.0.3'],
    })
    const { rules } = await as('GET', `/groups/${id}`)
    expect(
      rules.map(({ priority, ports, peer }: Record<string, unknown>) => `${priority} ${ports} ${peer}`),
    ).toEqual(['1 22 10.0.0.1', '2 22 10.0.0.2', '3 22 10.0.0.3', '4 80 0.0.0.0/0'])
  })
})
