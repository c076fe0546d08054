// A change that would forbid a machine the way to its own server: told in a preview, refused when made, unless it is allowed.

import { beforeEach, expect, test } from 'vitest'
import { ACCOUNT } from '../aliyun/client.ts'
import { basicGroup, eniWith, vpcWith, vSwitchOf } from '../packets/resources.ts'
import { createTestApi, REGION, type TestApi } from './client.ts'

const SERVER = '10.9.0.2'
const CHANNEL = { addresses: [SERVER, '2001:db8::2'], port: 7280 }
const OUT = { direction: 'egress', services: 'tcp/7280', peers: [SERVER] }

let api: TestApi

beforeEach(async () => {
  api = await createTestApi()
  const owned = { accountId: ACCOUNT, region: REGION }
  const vpc = vpcWith('vpc-a', owned)
  const vSwitch = vSwitchOf('vsw-a', vpc, owned)
  await api.store.transact((state) => {
    state.put('vpc', vpc)
    state.put('vSwitch', vSwitch)
    for (const id of ['sg-a', 'sg-b']) state.put('securityGroup', basicGroup(id, 'vpc-a', owned))
    state.put(
      'eni',
      eniWith('eni-a', vSwitch, ['10.0.0.5'], { ...owned, securityGroupIds: ['sg-a' as never] }),
    )
  })
  api.statuses.push({
    ...{ hostId: 'web1', mode: 'kernel', enforcedRevision: 1, failure: null, driftRepairs: 0, instances: 0 },
    ...{ agentVersion: '0', connectedSince: 1, lastSeen: 1, channel: CHANNEL },
    ports: [{ interface: '', eni: 'eni-a', state: 'enforced' }],
  })
})

const addRule = (form: object, query: Record<string, string> = {}, group = 'sg-a') =>
  api.call('POST', `/groups/${group}/rules`, { body: form, query })
const drop = { ...OUT, action: 'drop' }

test('S5: refused with host, server and rule; a preview tells it; allowed it is made', async () => {
  const refused = await addRule(drop)
  const by = expect.stringMatching(/^sgr-/)
  expect(refused).toMatchObject({ status: 409, body: { code: 'channelCut' } })
  expect(refused.body.error).toMatch(
    /^host `web1` \(eni-a\) would be forbidden the way to its own server, 10\.9\.0\.2 tcp\/7280, by `sgr-\d+`$/,
  )
  expect(refused.body.hint).toContain('--allow-cut-off')
  const preview = await addRule(drop, { dryRun: 'true' })
  const cutOff = [{ host: 'web1', eni: 'eni-a', server: `${SERVER} tcp/7280`, by: expect.any(String) }]
  expect(preview).toMatchObject({ status: 200, body: { cutOff } })
  expect(api.store.by('rule', 'group', 'sg-a')).toEqual([])
  expect((await addRule(drop, { allowCutOff: 'true' })).status).toBe(200)
  expect(api.store.by('rule', 'group', 'sg-a')).toMatchObject([{ id: by }])
  // It has no way now that one could take from it.
  expect((await addRule({ ...drop, services: 'all' })).status).toBe(200)
})

test('S5: a rule that goes is refused like one that comes', async () => {
  const group = { direction: 'egress', action: 'drop' }
  await addRule(OUT, {}, 'sg-a')
  await addRule({ ...group, services: 'all', peers: ['0.0.0.0/0'], priority: 2 }, {}, 'sg-a')
  const [accept] = api.store.by('rule', 'group', 'sg-a')
  const gone = await api.call('DELETE', '/groups/sg-a/rules', { query: { ids: String(accept?.id) } })
  expect(gone.body.code).toBe('channelCut')
  expect(api.store.by('rule', 'group', 'sg-a')).toHaveLength(2)
})

test('S5: other directions, peers, ports and machines are nobody’s channel', async () => {
  const others = [
    { ...drop, direction: 'ingress' },
    { ...drop, peers: ['10.9.0.3'] },
    { ...drop, services: 'tcp/443' },
    { ...drop, services: 'udp/7280' },
  ]
  for (const form of others) expect((await addRule(form)).status, JSON.stringify(form)).toBe(200)
  expect((await addRule(drop, {}, 'sg-b')).status).toBe(200)
  // Interfaces that a host forwards for are not the machine.
  const [status] = api.statuses
  if (status === undefined) throw new Error('no host')
  api.statuses[0] = { ...status, ports: [{ interface: 'vnet0', eni: 'eni-a', state: '' }] }
  expect((await addRule(drop)).status).toBe(200)
})
