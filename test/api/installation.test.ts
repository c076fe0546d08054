// What is not about one group: interfaces, lists, limits, accounts, settings, languages, the document itself.

import { beforeEach, describe, expect, test } from 'vitest'
import { createAliyunEndpoint } from '../../src/cloud/aliyun/dialect.ts'
import { LIMIT_NAMES } from '../../src/core/model/limits.ts'
import { OPERATIONS } from '../../src/server/api/operations/index.ts'
import { callAction } from '../aliyun/client.ts'
import { createTestApi, type TestApi } from './client.ts'
import { PREFIXES, putEni, putGroup, putLists, putRule } from './world.ts'

let api: TestApi
beforeEach(async () => {
  api = await createTestApi()
  await putGroup(api, 'sg-a')
  await putGroup(api, 'sg-b')
})

describe('network interfaces', () => {
  beforeEach(() => putEni(api, 'eni-1', ['sg-a']))
  const groups = (body: object) => api.call('PUT', '/enis/eni-1/groups', { body })

  test('are listed by group and shown', async () => {
    expect((await api.ok('GET', '/enis', { query: { groupId: 'sg-a' } })).items).toHaveLength(1)
    expect((await api.ok('GET', '/enis', { query: { groupId: 'sg-b' } })).items).toEqual([])
    expect((await api.ok('GET', '/enis/eni-1')).eni).toMatchObject({
      addresses: ['10.0.0.5'],
      groups: ['sg-a'],
    })
  })

  test('G4: other groups come in one step, so that there is always one', async () => {
    const before = api.store.revision
    const reply = await groups({ groups: ['sg-b'] })
    expect(reply.body).toMatchObject({ eni: { groups: ['sg-b'] }, revision: before + 1 })
    expect((await groups({ groups: [] })).status).toBe(400)
  })

  test('G4: kinds are not mixed, and nothing has changed', async () => {
    await putGroup(api, 'sg-e', { kind: 'enterprise' })
    expect((await groups({ groups: ['sg-b', 'sg-e'] })).body.code).toBe('groupKindsMixed')
    expect(api.store.get('eni', 'eni-1')?.securityGroupIds).toEqual(['sg-a'])
  })

  test('G6: a managed group is neither joined nor left', async () => {
    await putGroup(api, 'sg-m', { managed: true })
    expect((await groups({ groups: ['sg-m'] })).body.code).toBe('groupManaged')
    await putEni(api, 'eni-1', ['sg-m'])
    expect((await groups({ groups: ['sg-b'] })).body.code).toBe('groupManaged')
    expect((await groups({ groups: ['sg-m', 'sg-b'] })).status).toBe(200)
  })
})

test('lists are shown with the groups that use them', async () => {
  await putLists(api)
  await putRule(api, 'sg-a', 'sgr-1', { peer: PREFIXES })
  expect((await api.ok('GET', '/prefix-lists')).items).toMatchObject([
    { id: 'pl-1', groups: ['sg-a'], family: 'IPv4' },
  ])
  expect((await api.ok('GET', '/port-lists/prl-1')).list).toMatchObject({
    entries: [{ entry: '80-90' }],
    family: null,
  })
  expect((await api.call('GET', '/prefix-lists/pl-x')).status).toBe(404)
})

describe('L2: limits', () => {
  test('are all there, and an own number holds until it is taken back', async () => {
    const names = (await api.ok('GET', '/quotas')).items.map(({ name }: { name: string }) => name)
    expect(names).toEqual(LIMIT_NAMES)
    const set = await api.ok('PUT', '/quotas/groupsPerRegion', { body: { maximum: 2 } })
    expect(set.quota).toMatchObject({ maximum: 2, declared: 100 })
    const body = { region: 'cn-hangzhou', name: 'web' }
    const refused = await api.call('POST', '/groups', { body })
    expect(refused.status).toBe(403)
    expect(refused.body).toMatchObject({
      code: 'tooManyGroupsInRegion',
      limit: { name: 'groupsPerRegion', maximum: 2, current: 2 },
      hint: 'raise it with `menshen quota set groupsPerRegion <number>`',
    })
    await api.ok('DELETE', '/quotas/groupsPerRegion')
    expect((await api.call('POST', '/groups', { body })).status).toBe(200)
  })

  test.each([
    ['groupsPerEni', 'PUT', '/enis/eni-1/groups', { groups: ['sg-a', 'sg-b'] }],
    ['rulesPerEni', 'POST', '/groups/sg-a/rules', { services: 'ssh,http', peers: ['10.0.0.1'] }],
  ])('L1: %s holds with the number that was set', async (name, method, path, body) => {
    await putEni(api, 'eni-1', ['sg-a'])
    await api.ok('PUT', `/quotas/${name}`, { body: { maximum: 1 } })
    const reply = await api.call(method, path, { body })
    expect(reply.body.limit).toMatchObject({ name, maximum: 1 })
  })

  test('those of a protocol stay, and unknown ones are named', async () => {
    const set = (name: string, maximum: unknown) => api.call('PUT', `/quotas/${name}`, { body: { maximum } })
    expect((await set('sessionIdleSeconds', 5)).body.code).toBe('limitFixed')
    expect((await set('nothing', 5)).status).toBe(404)
    expect((await set('groupsPerRegion', 0)).body).toMatchObject({
      field: 'maximum',
      hint: 'expected at least 1',
    })
    expect((await set('groupsPerRegion', 'many')).body).toMatchObject({ field: 'maximum', value: 'many' })
  })

  test('L1: the cloud says too where a limit is raised', async () => {
    await api.ok('PUT', '/quotas/groupsPerRegion', { body: { maximum: 1 } })
    const now = Date.UTC(2024, 0, 1)
    const endpoint = createAliyunEndpoint({
      store: api.store,
      now: () => now,
      ids: { next: () => 'x' },
      log: { info: () => {}, error: () => {} },
    })
    const reply = await callAction(endpoint, { Action: 'CreateSecurityGroup', RegionId: 'cn-hangzhou' }, now)
    expect(reply.code).toBe('QuotaExceed.SecurityGroup')
    expect(reply.body.Message).toContain('menshen quota set groupsPerRegion')
  })
})

describe('accounts', () => {
  test('a new one gets a key that is shown once and kept', async () => {
    const created = await api.ok('POST', '/accounts', { body: { name: 'team-b' } })
    expect(created).toMatchObject({ name: 'team-b', accessKeyId: 'LTAI-1', accessKeySecret: 'secret-1' })
    expect(JSON.stringify(created.changes)).not.toContain('secret-1')
    expect(api.store.by('resourceGroup', 'account', created.accountId)).toHaveLength(2)
    expect(api.kept).toEqual([
      { name: 'team-b', accountId: created.accountId, accessKeyId: 'LTAI-1', accessKeySecret: 'secret-1' },
    ])
    const { items } = await api.ok('GET', '/accounts')
    expect(items).toHaveLength(2)
    expect(JSON.stringify(items)).not.toContain('secret')
  })

  test('a preview makes no key, and a name is taken once', async () => {
    const query = { dryRun: 'true' }
    expect(
      (await api.ok('POST', '/accounts', { body: { name: 'team-b' }, query })).accessKeySecret,
    ).toBeNull()
    expect(api.kept).toEqual([])
    await api.ok('POST', '/accounts', { body: { name: 'team-b' } })
    expect((await api.call('POST', '/accounts', { body: { name: 'team-b' } })).status).toBe(409)
  })

  test('see their own groups only, by name or id', async () => {
    const { accountId } = await api.ok('POST', '/accounts', { body: { name: 'team-b' } })
    const ids = async (account: string) => (await api.ok('GET', '/groups', { account })).items
    expect(await ids('team-b')).toEqual([])
    expect(await ids(accountId)).toEqual([])
    expect((await api.call('GET', '/groups/sg-a', { account: 'team-b' })).body.code).toBe('groupNotFound')
    expect((await api.call('GET', '/groups', { account: 'nobody' })).body.code).toBe('accountNotFound')
  })

  test('S3: port 25 is released per account', async () => {
    const { accountId } = await api.ok('POST', '/accounts', { body: { name: 'team-b' } })
    await api.ok('PATCH', `/accounts/${accountId}`, { body: { smtpReleased: true } })
    expect(api.store.get('account', accountId)?.smtpReleased).toBe(true)
  })
})

test('settings that change verdicts are shown and changed', async () => {
  expect((await api.ok('GET', '/settings')).innerAccess).toBe('before-rules')
  const body = { innerAccess: 'after-rules', enterpriseRules: '2019' }
  expect(await api.ok('PATCH', '/settings', { body })).toMatchObject(body)
  expect((await api.call('PATCH', '/settings', { body: { innerAccess: 'never' } })).body).toMatchObject({
    field: 'innerAccess',
    value: 'never',
    hint: 'expected one of before-rules, after-rules',
  })
})

describe('every answer', () => {
  test('of a change carries the revision once the kernel has been waited for', async () => {
    const waited: number[] = []
    api = await createTestApi(async (revision) => waited.push(revision))
    const reply = await api.call('POST', '/groups', { body: { region: 'cn-hangzhou', name: 'web' } })
    expect(reply.headers.get('x-menshen-revision')).toBe(String(api.store.revision))
    expect(waited).toEqual([api.store.revision])
  })

  test('needs the token', async () => {
    const reply = await api.call('GET', '/groups', { account: 'x', language: 'zh-CN' })
    expect(reply.status).toBe(404)
    expect(reply.body.error).toBe('没有账号 `x`：参见 `menshen account ls`')
  })

  test.each([
    [{ region: 'cn-hangzhou' }, 'name', 'fieldMissing'],
    [{ region: 'mars', name: 'web' }, 'region', 'fieldMalformed'],
    [{ region: 'cn-hangzhou', name: '1x' }, 'name', 'fieldMalformed'],
    [{ region: 'cn-hangzhou', name: 'web', description: 'http://x' }, 'description', 'fieldMalformed'],
    [{ region: 'cn-hangzhou', name: 'web', tags: { aliyun: '' } }, 'tags', 'fieldMalformed'],
    [{ region: 'cn-hangzhou', name: 'web', Description: 'x' }, 'Description', 'fieldUnknown'],
    [{ region: 'cn-hangzhou', name: 'web', template: 'x' }, 'template', 'fieldMalformed'],
  ])('to %j names the field', async (body, field, code) => {
    for (const language of ['en', 'zh-CN']) {
      const reply = await api.call('POST', '/groups', { body, language })
      expect(reply.status).toBe(400)
      expect(reply.body).toMatchObject({ code, field })
      expect(`${reply.body.error}${reply.body.hint}`).not.toMatch(/\{\{|expected\./)
    }
  })

  test('to a body that is no JSON says so', async () => {
    const reply = await api.call('POST', '/groups', { body: '{' })
    expect(reply.body.hint).toBe('expected JSON')
  })
})

test('the OpenAPI document has every operation once, with its preview and its refusals', async () => {
  const { body } = await api.call('GET', '/openapi.json')
  expect(body.openapi).toBe('3.1.0')
  for (const { name, method, path, effect } of OPERATIONS) {
    const described = body.paths[`/api/v1${path}`]?.[method]
    expect(described?.operationId, path).toBe(name)
    const parameters = described.parameters.map((one: { name: string }) => one.name)
    expect(parameters.includes('dryRun')).toBe(effect === 'write')
    expect(Object.keys(described.responses)).toEqual(['200', '400', '401', '403', '404', '409'])
  }
  expect(new Set(OPERATIONS.map(({ name }) => name)).size).toBe(OPERATIONS.length)
})
