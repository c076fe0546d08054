// Policy tests: run before every write that could break them, refused with witness and rule, overridden aloud.

import { beforeEach, describe, expect, test } from 'vitest'
import { asId } from '../../src/core/model/ids.ts'
import { createTestApi, type TestApi } from './client.ts'
import { CIDR, GROUP, put, putEni, putGroup, putRule } from './world.ts'

let api: TestApi

beforeEach(async () => {
  api = await createTestApi()
  for (const [index, name] of ['web', 'db', 'lone'].entries()) {
    await putGroup(api, `sg-${name}`, { name, innerAccess: 'drop' })
    await putEni(api, `eni-${name}`, [`sg-${name}`])
    const eni = api.store.get('eni', `eni-${name}`)
    if (eni === undefined) throw new Error('no ENI')
    const instanceId = asId<'i' & never>(`i-${name}`)
    await put(api, 'eni', { ...eni, instanceId, primaryAddress: `10.0.0.${index + 1}`, tags: { tier: name } })
    const { accountId } = eni
    await put(api, 'instance', {
      id: instanceId,
      name,
      primaryEniId: eni.id,
      state: 'running',
      tags: {},
      accountId,
    } as never)
  }
  await putRule(api, 'sg-db', 'sgr-web', { peer: GROUP('sg-web') })
})

const suite = (tests: string) => [{ name: 'db.test.yaml', text: `policy: shop\ntests:\n${tests}` }]
const install = (tests: string) => api.ok('POST', '/tests', { body: { files: suite(tests) } })
const ONLY = '  - only: sg-web -> sg-db\n  - allow: sg-web -> sg-db tcp/22\n'
const open = { direction: 'ingress', services: 'ssh', peers: ['10.0.0.0/16'] }

describe('policy tests', { timeout: 60_000 }, () => {
  test('refuse the write that would break one, with witness, rule and place', async () => {
    await install(ONLY)
    const before = api.store.revision
    const reply = await api.call('POST', '/groups/sg-db/rules', { body: open })
    expect(reply).toMatchObject({ status: 409, body: { code: 'policyTestFails' } })
    expect(reply.body.error).toMatch(
      /`only sg-web -> sg-db` \(db\.test\.yaml:3:\d+\) would fail: tcp 10\.0\.0\.3:\d+ > 10\.0\.0\.2:22 would pass by rule sgr-\d+/,
    )
    expect(reply.body.hint).toContain('--override-tests')
    expect(api.store.revision).toBe(before)
  })

  test('refuse also what only takes away', async () => {
    await install(ONLY)
    const reply = await api.call('DELETE', '/groups/sg-db/rules', { query: { ids: 'sgr-web' } })
    expect(reply.body.error).toContain('`allow sg-web -> sg-db tcp/22`')
    expect(reply.body.error).toContain('would be dropped')
  })

  test('a name that is nobody’s is refused with those near it, wherever new tests come in', async () => {
    const files = suite(
      '  - deny: wbe -> db\n  - deny: internet,lone -> tag:tier=none\n  - deny: dd,i-web -> 10.0.0.0/8\n',
    )
    const texts = [
      'db.test.yaml:3:5: nobody is called `wbe`; near it: `web`',
      'db.test.yaml:5:5: nobody is called `dd`; near it: `db`',
    ]
    for (const [method, path, body] of [
      ['POST', '/tests', { files }],
      ['POST', '/tests/run', { files }],
      ['POST', '/plan', { files }],
      ['POST', '/apply', { files }],
    ] as const) {
      const { status, body: said } = await api.call(method, path, { body })
      expect([path, status]).toEqual([path, 400])
      for (const text of texts) expect(JSON.stringify(said)).toContain(text)
    }
    expect(api.store.count('policyTest')).toBe(0)
    const far = await api.call('POST', '/tests', {
      body: { files: suite('  - deny: elsewhere -> db\n') },
      language: 'zh-CN',
    })
    expect(JSON.stringify(far.body)).toContain('没有名为 `elsewhere` 的对象')
    expect(JSON.stringify(far.body)).toContain('应为实例的名称或 ID')
  })

  test('a name of several instances says so', async () => {
    const web = api.store.get('instance', 'i-web')
    await put(api, 'instance', { ...web, id: 'i-web2' } as never)
    const { body } = await api.call('POST', '/tests', { body: { files: suite('  - deny: web -> db\n') } })
    expect(JSON.stringify(body)).toContain('2 instances are called `web`: name one by its id')
  })

  test('who was there when a test came may go: the same test stays, and is told to be about nobody', async () => {
    const tests = '  - deny: lone -> db tcp/80\n  - allow: web -> db tcp/22\n'
    await install(tests)
    await api.store.transact((state) => {
      state.remove('instance', 'i-lone')
      state.remove('eni', 'eni-lone')
    })
    await install(`${tests}  - deny: web -> lone\n`.replace('web -> lone', 'web -> db tcp/81'))
    const { results } = await api.ok('POST', '/tests/run', { body: {} })
    expect(results.map(({ text, vacuous }: { text: string; vacuous: boolean }) => [text, vacuous])).toEqual([
      ['lone -> db tcp/80', true],
      ['web -> db tcp/22', false],
      ['web -> db tcp/81', false],
    ])
    expect(
      (await api.call('POST', '/tests', { body: { files: suite('  - deny: lone -> db\n') } })).status,
    ).toBe(400)
  })

  test('one that cannot be read fails instead of being true of nobody, and hinders no write', async () => {
    await install('  - deny: sg-lone -> sg-db tcp/22\n')
    const [kept] = api.store.list('policyTest')
    // As a version kept it that took a number for a protocol.
    await put(api, 'policyTest', { ...kept, resolved: 'sg-lone -> sg-db 22' } as never)
    const { failed, results } = await api.ok('POST', '/tests/run', { body: {} })
    expect([failed, results[0].vacuous]).toEqual([1, false])
    await api.ok('POST', '/groups/sg-lone/rules', { body: open })
  })

  test('let pass what breaks none, and are not asked about what they do not concern', async () => {
    await install(ONLY.replace('  - only: sg-web -> sg-db\n', ''))
    const query = { dryRun: 'true' }
    const far = await api.ok('POST', '/groups/sg-lone/rules', { body: open, query })
    expect(far.policyTests).toMatchObject({ passed: 0, failed: 0, left: 1 })
    const near = await api.ok('POST', '/groups/sg-db/rules', { body: open, query })
    expect(near.policyTests).toMatchObject({ passed: 1, left: 0 })
    await api.ok('POST', '/groups/sg-db/rules', { body: open })
  })

  test('a preview names the tests that would fail', async () => {
    await install(ONLY)
    const { policyTests: tests } = await api.ok('POST', '/groups/sg-db/rules', {
      body: open,
      query: { dryRun: 'true' },
    })
    expect(tests).toMatchObject({ passed: 1, failed: 1 })
    expect(tests.results[0]).toMatchObject({ result: 'fails', before: 'passes', text: 'sg-web -> sg-db' })
  })

  test('are overridden with a reason, which is logged', async () => {
    await install(ONLY)
    await api.ok('POST', '/groups/sg-db/rules', { body: open, override: encodeURIComponent('迁移 window') })
    expect(api.logged.join('\n')).toContain('迁移 window')
    const { failed } = await api.ok('POST', '/tests/run', { body: {} })
    expect(failed).toBe(1)
    // It failed before: other changes are nobody's business.
    await api.ok('POST', '/groups/sg-db/rules', { body: { ...open, services: 'http' } })
  })

  test('only warn where they are told to', async () => {
    await install(ONLY)
    await api.ok('PUT', '/tests/mode', { body: { mode: 'warn', reason: 'moving house' } })
    await api.ok('POST', '/groups/sg-db/rules', { body: open })
    expect(api.logged.join('\n')).toContain('moving house')
    expect((await api.ok('GET', '/tests')).settings).toEqual({ mode: 'warn', reason: 'moving house' })
  })

  test('one that fails now is not installed without a word', async () => {
    const files = suite('  - deny: sg-web -> sg-db\n')
    expect(await api.call('POST', '/tests', { body: { files } })).toMatchObject({ status: 409 })
    await api.ok('POST', '/tests', { body: { files }, override: 'to be mended' })
    expect((await api.ok('GET', '/tests')).items).toHaveLength(1)
    await api.ok('DELETE', '/tests/shop')
    expect((await api.ok('GET', '/tests')).items).toEqual([])
  })

  test('G1: memberships break them too', async () => {
    await install('  - only: sg-web -> tag:tier=db\n')
    await putRule(api, 'sg-web', 'sgr-web-any', { peer: CIDR('0.0.0.0/0') })
    const groups = (eni: string, ...ids: string[]) =>
      api.call('PUT', `/enis/${eni}/groups`, { body: { groups: ids } })
    // A member of sg-web is one of those who may.
    expect((await groups('eni-lone', 'sg-lone', 'sg-web')).status).toBe(200)
    expect((await groups('eni-db', 'sg-db', 'sg-web')).status).toBe(200)
    expect((await groups('eni-lone', 'sg-lone')).body.code).toBe('policyTestFails')
  })

  test('writes at the same time are judged one after the other', async () => {
    await install('  - deny: sg-lone -> sg-db\n')
    const [first, second] = await Promise.all([
      api.call('POST', '/groups/sg-db/rules', { body: { ...open, peers: ['10.0.0.1'] } }),
      api.call('POST', '/groups/sg-db/rules', { body: { ...open, peers: ['10.0.0.3'] } }),
    ])
    expect([first.status, second.status]).toEqual([200, 409])
  })

  test('a fix says which tests it would break', async () => {
    await install('  - only: sg-web -> sg-db\n')
    const { items } = await api.ok('GET', '/diagnose', { query: { from: 'eni-lone', to: 'eni-db:22' } })
    expect(items[0].fixes.length).toBeGreaterThan(0)
    const added = items[0].fixes.find(
      ({ edits }: { edits: { kind: string }[] }) => edits[0]?.kind === 'addRule',
    )
    expect(added.breaks).toMatchObject([
      { text: 'only sg-web -> sg-db', place: expect.stringContaining('db.test.yaml:3') },
    ])
    const joins = items[0].fixes.find(
      ({ edits }: { edits: { groupId: string }[] }) => edits[0]?.groupId === 'sg-web',
    )
    expect(joins?.breaks ?? []).toEqual([])
  })

  test('run on the state as files would make it', async () => {
    const text = `policy: shop\nvpc: vpc-a\ngroups:\n  x:\n    members: { tier: lone }\n    ingress:\n      - allow: tcp/9\n        from: sg-web\ntests:\n  - allow: sg-web -> group:x tcp/9\n  - deny: sg-web -> group:x tcp/10\n`
    const run = await api.ok('POST', '/tests/run', { body: { files: [{ name: 'x.yaml', text }] } })
    expect(run).toMatchObject({ passed: 2, failed: 0 })
    expect(api.store.count('securityGroup')).toBe(3)
  })
})
