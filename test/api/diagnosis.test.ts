// Diagnoses by the own API: one packet or the usual services, groups as ends, fixes applied, effective rules.

import { beforeEach, expect, test } from 'vitest'
import { asId } from '../../src/core/model/ids.ts'
import { createTestApi, type TestApi } from './client.ts'
import { CIDR, put, putEni, putGroup, putRule } from './world.ts'

let api: TestApi

beforeEach(async () => {
  api = await createTestApi()
  for (const [index, name] of ['web', 'db'].entries()) {
    await putGroup(api, `sg-${name}`, { innerAccess: 'drop' })
    await putEni(api, `eni-${name}`, [`sg-${name}`])
    const eni = api.store.get('eni', `eni-${name}`)
    if (eni === undefined) throw new Error('no ENI')
    const instanceId = asId<'instance' & never>(`i-${name}`)
    await put(api, 'eni', { ...eni, instanceId, primaryAddress: `10.0.0.${index + 1}` })
    await put(api, 'instance', { id: instanceId, name, primaryEniId: eni.id, state: 'running' } as never)
  }
  await putRule(api, 'sg-db', 'sgr-d', {
    action: 'drop',
    protocol: 'all',
    ports: { kind: 'any' },
    peer: CIDR('10.0.0.0/16'),
  })
  await putRule(api, 'sg-db', 'sgr-a', { precedence: 20, peer: CIDR('10.0.0.0/24') })
})

const ask = (to: string, from = 'web') => api.ok('GET', '/diagnose', { query: { from, to } })

test('W1: the deciding rule, the overruled ones and why, and what would mend it', async () => {
  const { items, left } = await ask('db:22')
  expect([items.length, left]).toEqual([1, 0])
  expect(items[0]).toMatchObject({
    action: 'drop',
    sender: { eniId: 'eni-web', instanceId: 'i-web' },
    way: [
      { kind: 'groups', direction: 'egress', action: 'accept' },
      { kind: 'route', action: 'accept' },
      {
        ...{ direction: 'ingress', action: 'drop', rule: { id: 'sgr-d' } },
        overruled: [{ rule: { id: 'sgr-a' }, because: 'lowerPriority' }],
      },
    ],
    useless: [{ isTie: true }, { isTie: true }],
  })
  expect(items[0].fixes[0]).toMatchObject({ nothingElse: true })
  expect(items[0].fixes[0].effect[0].text).toEqual(['10.0.0.1 → 10.0.0.2, tcp 22'])
})

test('each fix can be rehearsed, and applied it is as it was told', async () => {
  const { items } = await ask('db:22')
  const query = { dryRun: 'true' }
  for (const { id } of items[0].fixes) {
    const body = { from: 'web', to: 'db:22', fix: id }
    const preview = await api.ok('POST', '/diagnose/fix', { body, query })
    expect(preview).toMatchObject({ dryRun: true, diagnosis: { action: 'accept' } })
  }
  expect((await ask('db:22')).items[0].action).toBe('drop')
  const fix = items[0].fixes[0].id
  const done = await api.ok('POST', '/diagnose/fix', { body: { from: 'web', to: 'db:22', fix } })
  expect(done.diagnosis.action).toBe('accept')
  const again = await api.call('POST', '/diagnose/fix', { body: { from: 'web', to: 'db:22', fix } })
  expect(again).toMatchObject({ status: 400, body: { field: 'fix', code: 'fieldMalformed' } })
})

test('a fix that its operations would refuse is not offered', async () => {
  const group = api.store.get('securityGroup', 'sg-db')
  if (group === undefined) throw new Error('no group')
  await put(api, 'securityGroup', { ...group, managed: true })
  expect((await ask('db:22')).items[0]).toMatchObject({ action: 'drop', fixes: [] })
})

test('A1: what a network ACL does to the answer is mended in the ACL', async () => {
  const vSwitch = { id: asId('vsw-b'), vpcId: 'vpc-a', cidr: '10.0.1.0/24', ipv6Cidr: null }
  const owner = {
    accountId: api.store.get('eni', 'eni-db')?.accountId,
    region: 'cn-hangzhou',
    tags: {},
    createdAt: 0,
    name: '',
    description: '',
  }
  await put(api, 'vSwitch', { ...owner, ...vSwitch, networkAclId: 'nacl-1' } as never)
  const all = {
    action: 'accept',
    protocol: 'all',
    ports: null,
    peer: CIDR('0.0.0.0/0'),
    name: '',
    description: '',
  }
  const acl = { id: 'nacl-1', vpcId: 'vpc-a', ingress: [{ ...all, id: 'nae-1' }], egress: [] }
  await put(api, 'networkAcl', { ...owner, ...acl } as never)
  const eni = api.store.get('eni', 'eni-db')
  if (eni === undefined) throw new Error('no ENI')
  await put(api, 'eni', { ...eni, vSwitchId: asId('vsw-b') })
  await api.ok('DELETE', '/groups/sg-db/rules', { query: { ids: 'sgr-d' } })
  const [item] = (await ask('db:22')).items
  expect(item).toMatchObject({
    action: 'drop',
    answer: [{ kind: 'networkAcl', direction: 'egress', action: 'drop' }],
    fixes: [{ edits: [{ kind: 'addAclEntry', entry: 'egress tcp 1024-65535 10.0.0.1' }] }],
  })
  const body = { from: 'web', to: 'db:22', fix: item.fixes[0].id }
  expect((await api.ok('POST', '/diagnose/fix', { body })).diagnosis.action).toBe('accept')
})

test('without a port the usual services, of a group each member', async () => {
  const packets = async (to: string, from: string) =>
    (await ask(to, from)).items.map(({ packet }: { packet: string }) => packet)
  const one = await packets('db', 'web')
  expect(one).toHaveLength(6)
  expect(one.at(-1)).toBe('icmp 10.0.0.1 > 10.0.0.2')
  expect(await packets('sg-db', 'sg-web')).toEqual(one)
  expect(await packets('sg-db:22', '10.0.0.1')).toEqual(['tcp 10.0.0.1:40000 > 10.0.0.2:22'])
})

test('questions that cannot be understood are refused in the language of the caller', async () => {
  const query = { from: 'nobody', to: 'db:22' }
  expect(await api.call('GET', '/diagnose', { query, language: 'zh-CN' })).toMatchObject({
    status: 400,
    body: { error: '没有名为 `nobody` 的对象：应为实例、弹性网卡、地址或 `internet`' },
  })
  await putGroup(api, 'sg-empty')
  expect(await api.call('GET', '/diagnose', { query: { from: 'sg-empty', to: 'db' } })).toMatchObject({
    status: 400,
    body: { code: 'questionUnclear' },
  })
})

test('P9: from the internet there is no way to an IPv6 address, which is an answer', async () => {
  const eni = api.store.get('eni', 'eni-db')
  await put(api, 'eni', { ...eni, ipv6Addresses: ['2001:db8:0:100::2'] } as never)
  const { items } = await ask('[2001:db8:0:100::2]:22', 'internet')
  expect(items[0]).toMatchObject({ packet: 'tcp [2600::1]:40000 > [2001:db8:0:100::2]:22', action: 'drop' })
  expect((await ask('internet:22', '2001:db8:0:100::2')).items[0].packet).toContain('> [2600::1]:22')
})

test('a number that may be a port or a protocol is neither', async () => {
  for (const to of ['db/22', '10.0.0.2/22', 'db:22/17']) {
    expect(await api.call('GET', '/diagnose', { query: { from: 'web', to } })).toMatchObject({
      status: 400,
      body: { error: expect.stringContaining(`\`${to}\``) },
    })
  }
  expect((await ask('db/ip/50')).items[0].packet).toContain('50')
})

test('P3: effective rules in the order of evaluation, with what hides the dead ones', async () => {
  const shown = await api.ok('GET', '/effective/db')
  expect(shown).toMatchObject({ eniId: 'eni-db', groups: ['sg-db'] })
  expect(shown.ingress).toMatchObject([
    { place: 1, action: 'drop', rule: { id: 'sgr-d' }, state: 'decides' },
    { place: 2, rule: { id: 'sgr-a' }, state: 'shadowed', shadowedBy: ['sgr-d'] },
    { place: 3, rule: null, why: { kind: 'default' } },
  ])
  expect((await api.call('GET', '/effective/internet')).status).toBe(404)
})
