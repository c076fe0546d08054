// Rule forms: services times peers; copies and changes of one rule; removal.

import { beforeEach, describe, expect, test } from 'vitest'
import { parseServices } from '../../src/core/model/services.ts'
import { createTestApi, type TestApi } from './client.ts'
import { putGroup, putLists, putRule } from './world.ts'

let api: TestApi
beforeEach(async () => {
  api = await createTestApi()
  await putGroup(api, 'sg-a')
  await putGroup(api, 'sg-b')
  await putLists(api)
})

const add = (body: object) => api.call('POST', '/groups/sg-a/rules', { body })
const added = async (body: object): Promise<readonly string[]> =>
  (await api.addRules('sg-a', body)).map(
    ({ protocol, ports, peer }: Record<string, string>) => `${protocol} ${ports} ${peer}`,
  )

describe('T1: forms take comma lists, and every service meets every peer', () => {
  test('two services and two peers are four rules', async () => {
    expect(await added({ services: 'ssh,redis', peers: ['10.0.0.0/8', 'pl-1'] })).toEqual([
      'tcp 22 10.0.0.0/8',
      'tcp 22 pl-1',
      'tcp 6379 10.0.0.0/8',
      'tcp 6379 pl-1',
    ])
  })

  test('each port or range of a list is a rule of its own', async () => {
    expect(await added({ services: 'tcp/22,80,8000-8100,udp/53', peers: ['1.2.3.4'] })).toEqual([
      'tcp 22 1.2.3.4',
      'tcp 80 1.2.3.4',
      'tcp 8000-8100 1.2.3.4',
      'udp 53 1.2.3.4',
    ])
  })

  test('peers are blocks, groups and lists; text is kept as written', async () => {
    expect(await added({ services: 'tcp/prl-1', peers: ['10.1.2.3/8', 'sg-b', '2001:DB8::1'] })).toEqual([
      'tcp prl-1 10.1.2.3/8',
      'tcp prl-1 sg-b',
      'tcp prl-1 2001:db8::1',
    ])
  })

  test('ten peers are taken, eleven are not', async () => {
    const peers = (count: number) => Array.from({ length: count }, (_, n) => `10.0.0.${n}`)
    expect(await added({ services: 'http', peers: peers(10) })).toHaveLength(10)
    const reply = await add({ services: 'http', peers: peers(11) })
    expect(reply.body).toMatchObject({ field: 'peers', hint: 'expected at most 10 peers' })
  })

  test('what is there already stays, and the rest is added', async () => {
    await added({ services: 'ssh', peers: ['10.0.0.1'] })
    expect(await added({ services: 'ssh,http', peers: ['10.0.0.1'] })).toEqual(['tcp 80 10.0.0.1'])
  })

  test('T4: one rule that cannot be, and none is added', async () => {
    const reply = await add({ services: 'icmp', peers: ['10.0.0.1', '2001:db8::1'] })
    expect(reply.body.code).toBe('protocolOfOtherFamily')
    expect(api.store.by('rule', 'group', 'sg-a')).toEqual([])
  })

  test.each([
    ['ssh', 1],
    ['SSH', 1],
    ['ssh,http，https', 3],
    ['all', 1],
    ['tcp', 1],
    ['gre,icmp,icmpv6', 3],
    ['tcp/1-2,ssh', 2],
  ])('%s', (text, count) => expect(parseServices(text)).toHaveLength(count))

  test.each(['', '80', 'ssh,80', 'tcp/0', 'icmp/8', 'smtpd', 'tcp/22,', 'tcp//22', 'all,22'])(
    '%j is none',
    (text) => expect(parseServices(text)).toBeUndefined(),
  )
})

test('ports that carriers block are named when they are opened to everybody', async () => {
  const blocked = async (peer: string, services: string) =>
    (await api.ok('POST', '/groups/sg-a/rules', { body: { services, peers: [peer] } })).carrierBlocked
  expect(await blocked('0.0.0.0/0', 'tcp/100-500')).toEqual([135, 139, 444, 445])
  expect(await blocked('10.0.0.0/8', 'tcp/445')).toEqual([])
})

describe('one rule', () => {
  beforeEach(async () => {
    await putRule(api, 'sg-a', 'sgr-1', { description: 'old', precedence: 7 })
  })
  const rule = async (id: string) => api.store.get('rule', id)

  test('is changed in its place', async () => {
    const body = { service: 'tcp/8080', peer: '10.9.0.0/16', action: 'drop', priority: 3, description: '' }
    const answer = await api.ok('PATCH', '/groups/sg-a/rules/sgr-1', { body })
    expect(answer.rule).toMatchObject({
      id: 'sgr-1',
      ports: '8080',
      peer: '10.9.0.0/16',
      action: 'drop',
      priority: 3,
    })
    expect(answer.changes).toMatchObject([{ kind: 'rule', id: 'sgr-1', change: 'changed' }])
    expect(answer.changes[0].before).toMatchObject({ ports: '22', description: 'old' })
  })

  test('cannot change the kind of its peer', async () => {
    const reply = await api.call('PATCH', '/groups/sg-a/rules/sgr-1', { body: { peer: 'pl-1' } })
    expect(reply.body.code).toBe('peerKindFixed')
  })

  test('takes one service only', async () => {
    const reply = await api.call('PATCH', '/groups/sg-a/rules/sgr-1', { body: { service: 'ssh,http' } })
    expect(reply.body).toMatchObject({ field: 'service', code: 'fieldMalformed' })
  })

  test('is cloned with other parts, also into another group', async () => {
    const clone = (body: object) => api.ok('POST', '/groups/sg-a/rules/sgr-1/clone', { body })
    expect((await clone({ service: 'http' })).rule).toMatchObject({
      ports: '80',
      priority: 7,
      groupId: 'sg-a',
    })
    expect((await clone({ into: 'sg-b' })).rule).toMatchObject({ ports: '22', groupId: 'sg-b' })
    expect(await rule('sgr-1')).toMatchObject({ description: 'old' })
  })

  test('its clone must differ', async () => {
    const reply = await api.call('POST', '/groups/sg-a/rules/sgr-1/clone', { body: {} })
    expect([reply.status, reply.body.code]).toEqual([409, 'ruleDuplicate'])
  })

  test('P8: the clone of a rule of the system stands at 100', async () => {
    await putRule(api, 'sg-a', 'sgr-s', { system: true, precedence: 110 })
    const answer = await api.ok('POST', '/groups/sg-a/rules/sgr-s/clone', { body: {} })
    expect(answer.rule).toMatchObject({ priority: 100, system: false })
    const reply = await api.call('PATCH', '/groups/sg-a/rules/sgr-1', { body: { priority: 110 } })
    expect(reply.body).toMatchObject({ field: 'priority', value: '110' })
  })
})

test('T4: rules of both directions are removed together, or none', async () => {
  await putRule(api, 'sg-a', 'sgr-1')
  await putRule(api, 'sg-a', 'sgr-2', { direction: 'egress' })
  const remove = (ids: string) => api.call('DELETE', '/groups/sg-a/rules', { query: { ids } })
  expect((await remove('sgr-1,sgr-x')).status).toBe(404)
  expect(api.store.count('rule')).toBe(2)
  expect((await remove('sgr-1,sgr-2')).body.changes).toHaveLength(2)
  expect(api.store.count('rule')).toBe(0)
})
