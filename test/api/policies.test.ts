// Declarative policy by the own API: planned, applied once, applied again without a change, drift, errors with their place.

import { beforeEach, describe, expect, test } from 'vitest'
import { asId } from '../../src/core/model/ids.ts'
import { createTestApi, type TestApi } from './client.ts'
import { CIDR, put, putEni, putGroup, putRule } from './world.ts'

let api: TestApi

const SHOP = `policy: shop
vpc: vpc-a
groups:
  web:
    innerAccess: drop
    members: { tier: web }
    ingress:
      - allow: http,https
        from: 0.0.0.0/0
      - deny: ssh
        from: [198.51.100.0/24, list:office]
        priority: 5
        description: not from there
    egress:
      - allow: tcp/list:data
        to: group:db
  db:
    innerAccess: drop
    members: { tier: db }
    ingress:
      - allow: tcp/3306
        from: group:web
prefixLists:
  office: { entries: [203.0.113.0/24] }
portLists:
  data: { entries: [3306, { entry: 6379, description: cache }] }
tests:
  - allow: group:web -> group:db tcp/3306
  - deny: internet -> group:db
  - only: group:web -> group:db
`

beforeEach(async () => {
  api = await createTestApi()
  await putGroup(api, 'sg-base', { name: 'base', innerAccess: 'drop' })
  for (const [index, tier] of ['web', 'db'].entries()) {
    await putEni(api, `eni-${tier}`, ['sg-base'])
    const eni = api.store.get('eni', `eni-${tier}`)
    if (eni === undefined) throw new Error('no ENI')
    const instanceId = asId<'i' & never>(`i-${tier}`)
    await put(api, 'eni', { ...eni, instanceId, primaryAddress: `10.0.0.${index + 1}` })
    const { accountId } = eni
    const instance = {
      id: instanceId,
      name: tier,
      primaryEniId: eni.id,
      state: 'running',
      tags: { tier },
      accountId,
    }
    await put(api, 'instance', instance as never)
  }
})

const files = (text = SHOP) => [{ name: 'shop.yaml', text }]
const plan = (text?: string) => api.ok('POST', '/plan', { body: { files: files(text) } })
const apply = (text?: string) => api.ok('POST', '/apply', { body: { files: files(text) } })
const kinds = (changes: { kind: string; change: string }[]) =>
  changes.map(({ kind, change }) => `${change} ${kind}`)

test('an empty policy is nothing to do: no plan is kept, however often it is asked', async () => {
  for (const text of ['policy: empty\n', 'policy: empty\ngroups: {}\n']) {
    expect(await plan(text)).toMatchObject({ planId: null, changes: [], drift: [] })
    expect(api.store.count('plan')).toBe(0)
  }
  await apply('policy: empty\n')
  expect(await plan('policy: empty\n# another word\n')).toMatchObject({ planId: null, changes: [] })
})

describe('apply', { timeout: 60_000 }, () => {
  test('makes lists, groups, rules and members in one transaction, and the second time nothing', async () => {
    const before = api.store.revision
    const { changes, groups, tests } = await apply()
    expect(api.store.revision).toBe(before + 1)
    expect(tests).toBe(3)
    expect(kinds(changes).filter((each) => each === 'added rule')).toHaveLength(6)
    expect(api.store.get('eni', 'eni-web')?.securityGroupIds).toEqual(['sg-base', groups.web])
    const rules = api.store.by('rule', 'group', groups.web)
    expect(rules.find(({ direction }) => direction === 'egress')).toMatchObject({
      peer: { kind: 'group', groupId: groups.db },
      ports: { kind: 'list' },
    })
    const again = await apply()
    expect(again).toMatchObject({ changes: [], revision: before + 1, groups })
  })

  test('keeps ids: another priority or action changes the rule in its place', async () => {
    const { groups } = await apply()
    const id = (cidr: string) =>
      api.store.by('rule', 'group', groups.web).find(({ peer }) => peer.kind === 'cidr' && peer.cidr === cidr)
        ?.id
    const before = id('198.51.100.0/24')
    const { changes } = await apply(SHOP.replace('priority: 5', 'priority: 7'))
    expect(kinds(changes)).toEqual(['changed rule', 'changed rule'])
    expect(id('198.51.100.0/24')).toBe(before)
  })

  test('what is no longer declared goes, members first', async () => {
    const { groups } = await apply()
    const without = SHOP.replace(/ {2}db:[\s\S]*?(?=prefixLists)/, '')
      .replace(/ {4}egress:[\s\S]*?group:db\n/, '')
      .replace(/tests:[\s\S]*$/, '')
    const { changes } = await apply(without)
    expect(api.store.get('securityGroup', groups.db)).toBeUndefined()
    expect(api.store.get('eni', 'eni-db')?.securityGroupIds).toEqual(['sg-base'])
    expect(kinds(changes)).toContain('removed securityGroup')
    expect([...api.store.list('policyTest')]).toEqual([])
  })

  test('G4: the last group of an interface stays, and that is told', async () => {
    const { groups } = await apply()
    const eni = api.store.get('eni', 'eni-db')
    await put(api, 'eni', { ...eni, securityGroupIds: [groups.db] } as never)
    const { kept } = await api.ok('POST', '/apply', {
      body: { files: files(SHOP.replace('members: { tier: db }', 'members: { tier: data }')) },
      override: 'the tier gets another name',
    })
    expect(kept).toEqual([{ eniId: 'eni-db', groupId: groups.db }])
  })

  const CHANGES: readonly (readonly [string, (text: string) => string, string, number])[] = [
    ['kind', (text) => text.replace('web:\n', 'web:\n    kind: enterprise\n'), 'policyKindFixed', 4],
    ['region', (text) => `region: cn-beijing\n${text}`, 'policyPlaceFixed', 25],
    ['VPC', (text) => text.replace('vpc: vpc-a', 'vpc: vpc-b'), 'policyPlaceFixed', 4],
    [
      'family of a list',
      (text) => text.replace('{ entries: [203.0.113.0/24] }', '{ family: IPv6, entries: [] }'),
      'policyListFixed',
      24,
    ],
    ['room of a list', (text) => text.replace('data: {', 'data: { maxEntries: 50,'), 'policyListFixed', 26],
  ]
  test.each(CHANGES)('another %s is refused instead of being passed over', async (_, edit, code, line) => {
    await apply()
    const before = api.store.revision
    const first = api.store.get('vpc', 'vpc-a')
    await put(api, 'vpc', { ...first, id: 'vpc-b' } as never)
    const reply = await api.call('POST', '/apply', { body: { files: files(edit(SHOP)) } })
    expect(reply.body).toMatchObject({ code })
    expect(reply.body.error).toMatch(new RegExp(`^shop\\.yaml:${line}:\\d+: `))
    expect(api.store.revision).toBe(before + 1)
  })

  test('tags of a group go with their declaration, and those of others stay', async () => {
    const tagged = (tags: string) => SHOP.replace('web:\n', `web:\n    tags: ${tags}\n`)
    const { groups } = await apply(tagged('{ env: prod, app: shop }'))
    const group = api.store.get('securityGroup', groups.web)
    await put(api, 'securityGroup', { ...group, tags: { ...group?.tags, owner: 'me' } } as never)
    const { changes } = await apply(tagged('{ env: test }'))
    expect(kinds(changes)).toEqual(['changed securityGroup'])
    expect(api.store.get('securityGroup', groups.web)?.tags).toEqual({ env: 'test', owner: 'me' })
    expect(await apply(tagged('{ env: test }'))).toMatchObject({ changes: [] })
  })

  test('a refusal of an operation names the line, and nothing happens', async () => {
    const before = api.store.revision
    const bad = SHOP.replace(
      'allow: tcp/3306\n        from: group:web',
      'allow: tcp/3306\n        from: sg-nobody',
    )
    const reply = await api.call('POST', '/apply', { body: { files: files(bad) } })
    expect(reply).toMatchObject({ status: 404, body: { code: 'peerGroupNotFound' } })
    expect(reply.body.error).toMatch(/^shop\.yaml:21:\d+: /)
    const stranger = await api.call('POST', '/apply', {
      body: { files: files(bad.replace('sg-nobody', 'sg-nobody@no.body')) },
    })
    expect(stranger.body).toMatchObject({ code: 'accountNotFound' })
    expect(stranger.body.error).toMatch(/^shop\.yaml:21:\d+: .*no\.body/)
    expect(api.store.revision).toBe(before)
  })
})

describe('plan', { timeout: 60_000 }, () => {
  test('tells changes, packets and tests, and what it keeps is applied as shown', async () => {
    const planned = await plan()
    expect(planned.effect.opens.length).toBeGreaterThan(0)
    expect(planned.policyTests).toMatchObject({ passed: 3, failed: 0, undecided: 0 })
    expect(api.store.count('securityGroup')).toBe(1)
    const { changes } = await api.ok('POST', '/apply', { body: { planId: planned.planId } })
    expect(kinds(changes)).toEqual(kinds(planned.changes))
    expect(await plan()).toMatchObject({ planId: null, changes: [], drift: [] })
    const gone = await api.call('POST', '/apply', { body: { planId: planned.planId } })
    expect(gone).toMatchObject({ status: 404, body: { code: 'planNotFound' } })
  })

  test('is refused when what it rests on is no longer so, and only then', async () => {
    const { groups } = await apply()
    const next = await plan(SHOP.replace('priority: 5', 'priority: 7'))
    await putGroup(api, 'sg-other')
    const rule = api.store.by('rule', 'group', groups.web).find(({ precedence }) => precedence === 5)
    await put(api, 'rule', { ...rule, description: 'by hand' } as never)
    const reply = await api.call('POST', '/apply', { body: { planId: next.planId } })
    expect(reply).toMatchObject({ status: 409, body: { code: 'planStale' } })
    expect(reply.body.error).toContain(rule?.id)
    const fresh = await plan(SHOP.replace('priority: 5', 'priority: 7'))
    await putGroup(api, 'sg-another')
    await api.ok('POST', '/apply', { body: { planId: fresh.planId } })
  })

  test('is refused when it would do more than it showed', async () => {
    const planned = await plan()
    await putEni(api, 'eni-late', ['sg-base'])
    const eni = api.store.get('eni', 'eni-late')
    await put(api, 'eni', { ...eni, primaryAddress: '10.0.0.9', tags: { tier: 'web' } } as never)
    const reply = await api.call('POST', '/apply', { body: { planId: planned.planId } })
    expect(reply).toMatchObject({ status: 409, body: { code: 'planStale' } })
    expect(reply.body.error).toContain('eni eni-late')
  })

  test('shows what others changed since', async () => {
    const { groups } = await apply()
    await putRule(api, groups.web, 'sgr-hand', { peer: CIDR('0.0.0.0/0') })
    const { drift, changes } = await plan()
    expect(drift).toMatchObject([{ kind: 'rule', change: 'removed', id: 'sgr-hand' }])
    expect(changes).toMatchObject([{ kind: 'rule', change: 'removed', id: 'sgr-hand' }])
    expect((await api.ok('GET', '/policies')).items[0]).toMatchObject({
      name: 'shop',
      drift: [{ id: 'sgr-hand' }],
    })
    await apply()
    expect(api.store.get('rule', 'sgr-hand')).toBeUndefined()
  })
})

describe('files', { timeout: 60_000 }, () => {
  const refused = async (text: string) => {
    const reply = await api.call('POST', '/plan', { body: { files: files(text) } })
    expect(reply).toMatchObject({ status: 400, body: { code: 'policyUnreadable' } })
    return reply.body
  }

  test.each([
    ['groups:\n  web:\n    ingres: []\n', 3, 5, 'ingres'],
    ['groups:\n  web:\n    ingress:\n      - allow: tcp/80\n', 4, 9, '`from` is missing'],
    [
      'groups:\n  web:\n    ingress:\n      - allow: tcp/80\n        from: group:db\n',
      5,
      9,
      'no file declares a group `db`',
    ],
    [
      'groups:\n  web:\n    ingress:\n      - allow: tcp/99999\n        from: 10.0.0.0/8\n',
      4,
      9,
      'tcp/99999',
    ],
    [
      'groups:\n  web:\n    ingress:\n      - allow: tcp/80\n        from: 10.0.0.0/8\n        priority: 500\n',
      6,
      9,
      '500',
    ],
    ['groups: {web: {}\n', 2, 1, ''],
    ['groups:\n  web: {}\n  web: {}\n', 3, 3, ''],
    ['tests:\n  - deny: a -> b\n    allow: a -> b\n', 2, 5, 'one claim'],
    ['tests:\n  - deny: internet to db\n', 2, 5, 'internet to db'],
    ['prefixLists:\n  a: { entries: [10.0.0.1/8] }\n', 2, 18, '10.0.0.1/8'],
    ['- a\n', 1, 1, 'expected `policy`'],
    ['policy: x\n---\npolicy: y\n', 2, 1, 'one document'],
    ['groups:\n  web:\n    members: {}\n', 3, 5, 'every interface of the VPC'],
  ])('%j', async (text, line, column, words) => {
    const { problems, error } = await refused(text)
    expect(problems[0]).toMatchObject({ file: 'shop.yaml', line, column })
    expect(error).toContain(`shop.yaml:${line}:${column}: `)
    expect(error).toContain(words)
  })

  test('everything that is wrong is told at once, in the language of the caller', async () => {
    const text =
      'groups:\n  web:\n    ingress:\n      - allow: tcp/80\n      - deny: x\n        from: nowhere\n'
    const reply = await api.call('POST', '/plan', { body: { files: files(text) }, language: 'zh-CN' })
    expect(reply.body.problems).toHaveLength(3)
    expect(reply.body.error).toContain('缺少 `from`')
  })

  test('the schema for editors is what is read', async () => {
    const schema = await api.ok('GET', '/policy.schema.json')
    expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(['groups', 'prefixLists', 'tests']))
  })
})
