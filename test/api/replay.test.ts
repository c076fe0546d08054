// Recorded flows by the own API: in previews, under policy files, between revisions.

import { beforeEach, describe, expect, test } from 'vitest'
import type { Flow } from '../../src/feed/flows.ts'
import { createTestApi, type TestApi } from './client.ts'
import { CIDR, putEni, putGroup, putRule } from './world.ts'

let api: TestApi
beforeEach(async () => {
  api = await createTestApi()
  await putGroup(api, 'sg-a', { innerAccess: 'drop' })
  await putEni(api, 'eni-a', ['sg-a'])
  await putRule(api, 'sg-a', 'sgr-1', { peer: CIDR('10.8.0.0/16') })
})

const flow = (source: string, more: Partial<Flow> = {}): Flow => ({
  ...{ at: 1000, action: 'accept', reason: 'rule', ruleId: 'sgr-1', groupIds: ['sg-a'] },
  ...{ direction: 'ingress', eniId: 'eni-a', instanceId: 'i-a', vpcId: 'vpc-a', from: '', to: '' },
  ...{ revision: 1, protocol: 'tcp', source, sourcePort: 40_000, destination: '10.0.0.5' },
  ...{ destinationPort: 22, bytes: 60 },
  ...more,
})
const preview = { dryRun: 'true' }
const removal = () => api.ok('DELETE', '/groups/sg-a/rules', { query: { ...preview, ids: 'sgr-1' } })

describe('recorded flows', { timeout: 60_000 }, () => {
  test('a preview tells which of them it would decide otherwise, by which rules; where nobody logs, nothing', async () => {
    expect(await removal()).not.toHaveProperty('recorded')
    const flows = [
      ...[
        flow('10.8.0.1'),
        flow('10.8.0.1', { at: 3000, sourcePort: 40_001 }),
        flow('10.8.0.2', { at: 2000 }),
      ],
      ...[flow('10.9.0.1', { action: 'drop', ruleId: null, reason: 'default' })],
      flow('10.9.9.9', { direction: null, eniId: null, reason: 'invalid', action: 'drop' }),
    ]
    api.flows.take({ hostId: 'one', flows })
    const { recorded } = await removal()
    expect(recorded).toMatchObject({ flows: 4, opened: 0, closed: 3, opens: [], unplaced: 0, undecided: 0 })
    expect(recorded.closes).toHaveLength(1)
    expect(recorded.closes[0]).toMatchObject({
      direction: 'ingress',
      enis: ['eni-a'],
      before: { kind: 'rule', rule: { ruleId: 'sgr-1' } },
      after: { kind: 'default' },
      flows: 3,
      first: '1970-01-01T00:00:01.000Z',
      last: '1970-01-01T00:00:03.000Z',
    })
    expect(recorded.closes[0].examples).toContainEqual({
      packet: 'tcp 10.8.0.2:40000 > 10.0.0.5:22',
      count: 1,
      last: '1970-01-01T00:00:02.000Z',
      recorded: 'accept',
    })
    const body = { direction: 'ingress', services: 'ssh', peers: ['10.9.0.0/16'], action: 'accept' }
    const wider = await api.ok('POST', '/groups/sg-a/rules', { body, query: preview })
    expect(wider.recorded).toMatchObject({ opened: 1, closed: 0, opens: [{ before: { kind: 'default' } }] })
  })

  test('between revisions, of flows that the caller brings', async () => {
    const before = api.store.revision
    await api.store.transact((state) => state.remove('rule', 'sgr-1'))
    const flows = [
      { packet: 'tcp 10.8.0.1:40000 > 10.0.0.5:22', count: 7 },
      { packet: 'udp 10.8.0.1:40000 > 10.0.0.5:22' },
      { packet: 'tcp 192.0.2.1:40000 > 192.0.2.2:22' },
      { packet: 'tcp 10.8.0.1:1 > 10.0.0.5:22', eni: 'eni-a', direction: 'ingress', alone: true },
      { packet: 'tcp 10.8.0.1:1 > 10.0.0.5:22', eni: 'eni-elsewhere', direction: 'ingress', alone: true },
    ]
    const there = await api.ok('POST', '/replay', { body: { from: before, flows } })
    expect(there).toMatchObject({ from: before, to: before + 1 })
    expect(there.recorded).toMatchObject({ flows: 11, closed: 8, opened: 0, unplaced: 2, undecided: 0 })
    const back = await api.ok('POST', '/replay', { body: { from: 'now', to: before, flows } })
    expect(back.recorded).toMatchObject({ closed: 0, opened: 8 })
    expect(back.recorded.opens[0].after).toMatchObject({ rule: { ruleId: 'sgr-1' } })
  })

  test("under policy files, of the server's own log", async () => {
    api.flows.take({ hostId: 'one', flows: [flow('10.8.0.1')] })
    const text = 'policy: p\ngroups:\n  other: {}\n'
    const { recorded, to } = await api.ok('POST', '/replay', { body: { files: [{ name: 'a.yaml', text }] } })
    expect([to, recorded.flows, recorded.opens, recorded.closes]).toEqual([null, 1, [], []])
  })

  test('what is neither one nor the other is refused', async () => {
    expect((await api.call('POST', '/replay', { body: {} })).body.hint).toContain('`files` or `from`')
    expect((await api.call('POST', '/replay', { body: { from: 10_000 } })).status).toBe(400)
  })
})
