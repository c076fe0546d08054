// Groups whose rules are in sequence, through the own API: places, moves, clones, files that replace everything.

import { beforeEach, describe, expect, test } from 'vitest'
import { createTestApi, type TestApi } from './client.ts'

let api: TestApi
let groupId: string

const as = (method: string, path: string, more: Parameters<TestApi['call']>[2] = {}) =>
  api.call(method, path, { account: 'second', ...more })
const rules = async (id = groupId): Promise<string[]> =>
  (await as('GET', `/groups/${id}`)).body.rules.map(
    (rule: Record<string, unknown>) => `${rule.direction} ${rule.priority} ${rule.ports} ${rule.action}`,
  )
const add = (services: string, more: object = {}) =>
  as('POST', `/groups/${groupId}/rules`, { body: { services, peers: ['10.0.0.0/8'], ...more } })
const bytes = (text: string) => new TextEncoder().encode(text)

beforeEach(async () => {
  api = await createTestApi()
  await api.call('POST', '/accounts', { body: { name: 'second', cloud: 'tencent' } })
  const made = await as('POST', '/groups', { body: { region: 'ap-guangzhou', name: 'web' } })
  groupId = made.body.group.id
  expect(made.body.group).toMatchObject({ order: 'inSequence', network: 'region', vpcId: null })
  await add('tcp/1')
  await add('tcp/2')
  await add('tcp/3', { action: 'drop' })
})

describe('P3: a priority is a place', () => {
  test('rules come to the end, or where the form says; what is there already stays', async () => {
    await add('tcp/4', { priority: 1 })
    expect((await add('tcp/2', { priority: 1 })).body.added).toEqual([])
    expect(await rules()).toEqual([
      'ingress 1 4 accept',
      'ingress 2 1 accept',
      'ingress 3 2 accept',
      'ingress 4 3 drop',
    ])
    expect((await add('tcp/9', { priority: 9 })).body).toMatchObject({ code: 'rulePositionEmpty' })
  })

  test('a changed priority moves a rule, a preview moves nothing', async () => {
    const { body } = await as('GET', `/groups/${groupId}`)
    const last = body.rules[2].id
    const move = (query: Record<string, string>) =>
      as('PATCH', `/groups/${groupId}/rules/${last}`, { body: { priority: 1 }, query })
    expect((await move({ dryRun: 'true' })).body.changes.length).toBeGreaterThan(1)
    expect((await rules())[0]).toBe('ingress 1 1 accept')
    expect((await move({})).body.rule).toMatchObject({ priority: 1, ports: '3' })
    expect(await rules()).toEqual(['ingress 1 3 drop', 'ingress 2 1 accept', 'ingress 3 2 accept'])
    await as('DELETE', `/groups/${groupId}/rules`, { query: { ids: last } })
    expect(await rules()).toEqual(['ingress 1 1 accept', 'ingress 2 2 accept'])
  })
})

describe('a new order of the whole list', () => {
  const order = (body: object, query: Record<string, string> = {}) =>
    as('PUT', `/groups/${groupId}/rules/order`, { body, query })
  const ids = async (): Promise<string[]> =>
    (await as('GET', `/groups/${groupId}`)).body.rules.map(({ id }: { id: string }) => id)
  const version = async (): Promise<number> => (await as('GET', `/groups/${groupId}`)).body.group.rulesVersion

  test('is taken at once, keeps the rules’ ids and counts the version up by one; the same order changes nothing', async () => {
    const [a, b, c] = (await ids()) as [string, string, string]
    const before = await version()
    const shown = await order({ ids: [c, a, b], version: before }, { dryRun: 'true' })
    expect(shown.body.changes.map(({ kind }: { kind: string }) => kind)).toContain('rule')
    expect(await ids()).toEqual([a, b, c])
    const done = await order({ ids: [c, a, b], version: before })
    expect(done.body.rules.map(({ priority }: { priority: number }) => priority)).toEqual([1, 2, 3])
    expect([await ids(), await version()]).toEqual([[c, a, b], before + 1])
    expect((await order({ ids: [c, a, b] })).body.changes).toEqual([])
  })

  test('is refused when somebody else changed the list meanwhile, like every other change that names a version', async () => {
    const [a, b, c] = (await ids()) as [string, string, string]
    const seen = await version()
    await add('tcp/4')
    const stale = { code: 'rulesVersionStale', cloudCode: 'UnsupportedOperation.VersionMismatch' }
    const late = await order({ ids: [c, b, a], version: seen })
    expect([late.status, late.body]).toEqual([409, expect.objectContaining(stale)])
    expect((await add('tcp/5', { version: seen })).body).toMatchObject(stale)
    const change = { body: { priority: 1, version: seen } }
    expect((await as('PATCH', `/groups/${groupId}/rules/${c}`, change)).body).toMatchObject(stale)
    const removal = { query: { ids: c, version: String(seen) } }
    expect((await as('DELETE', `/groups/${groupId}/rules`, removal)).body).toMatchObject(stale)
    expect((await ids()).slice(0, 3)).toEqual([a, b, c])
  })

  test('names every rule once; where priorities decide there is none', async () => {
    const [a, b, c] = (await ids()) as [string, string, string]
    for (const wrong of [
      [a, b],
      [a, b, b],
      [a, b, c, c],
    ])
      expect((await order({ ids: wrong })).body).toMatchObject({ code: 'orderIncomplete' })
    expect((await order({ ids: [a, b, 'sgr-nobody'] })).body).toMatchObject({ code: 'ruleNotFound' })
    const other = await api.newGroup({ name: 'merged' })
    const refused = await api.call('PUT', `/groups/${other}/rules/order`, { body: { ids: [] } })
    expect(refused.body).toMatchObject({ code: 'rulesHaveNoOrder' })
  })
})

describe('parameter templates', () => {
  const create = (body: object) => as('POST', '/templates', { body: { region: 'ap-guangzhou', ...body } })

  test('of addresses and services: rules name them, and mean new members at once', async () => {
    const offices = (
      await create({
        of: 'addresses',
        name: 'offices',
        entries: [{ entry: '10.1.0.1-10.1.0.9' }, { entry: 'fd00::/64' }],
      })
    ).body.list
    const web = (await create({ of: 'services', name: 'web', entries: [{ entry: 'tcp:80,443' }] })).body.list
    expect(web.entries.map(({ entry }: { entry: string }) => entry)).toContain('tcp:80,443')
    const both = (await create({ of: 'services', name: 'all', includes: [web.id] })).body.list
    expect(both.includes).toEqual([web.id])
    const added = await add('tcp/9', { peers: [offices.id] })
    expect(added.body.added).toMatchObject([{ ports: '9', peer: offices.id }])
    const changed = await as('PATCH', `/templates/${web.id}`, { body: { entries: [{ entry: 'udp:all' }] } })
    expect(changed.body.list.entries).toMatchObject([{ entry: 'udp:all' }])
    expect(
      (await as('PATCH', `/templates/${offices.id}`, { body: { name: 'sites' } })).body.list,
    ).toMatchObject({
      name: 'sites',
      entries: [{ entry: '10.1.0.1-10.1.0.9' }, { entry: 'fd00::/64' }],
    })
  })

  test('members come and go one by one, also of templates made of others', async () => {
    const make = async (name: string, body: object) => (await create({ name, ...body })).body.list.id
    const change = (id: string, body: object) => as('PATCH', `/templates/${id}`, { body })
    const texts = async (id: string, body: object) =>
      (await change(id, body)).body.list.entries.map(({ entry }: { entry: string }) => entry)
    const sites = await make('sites', {
      of: 'addresses',
      entries: [{ entry: '10.0.0.1' }, { entry: '10.0.0.2' }, { entry: '10.0.0.3' }],
    })
    const swapped = { remove: ['10.0.0.2'], add: [{ entry: '10.2.0.0/16', description: 'lab' }] }
    expect(await texts(sites, swapped)).toEqual(['10.0.0.1', '10.2.0.0/16', '10.0.0.3'])
    const web = await make('web', { of: 'services', entries: [{ entry: 'tcp:80,443' }] })
    expect(await texts(web, { add: [{ entry: 'udp:443' }], remove: ['tcp:80,443'] })).toEqual(['udp:443'])
    const [one, two] = [
      await make('one', { of: 'services', includes: [web] }),
      await make('two', {
        of: 'services',
        entries: [{ entry: 'tcp:22' }],
      }),
    ]
    expect((await change(one, { add: [{ entry: two }], remove: [web] })).body.list.includes).toEqual([two])
    expect((await change(one, { remove: [two] })).body.code).toBe('listEmpty')
    expect((await change(web, { remove: ['tcp:80,443'] })).body.code).toBe('listEntryNotFound')
    expect((await change(sites, { add: [{ entry: 'x' }] })).body).toMatchObject({ field: 'add.0.entry' })
    expect((await change(sites, { entries: [], add: [{ entry: '10.0.0.9' }] })).body).toMatchObject({
      code: expect.stringMatching(/fieldMalformed|listEmpty/),
    })
  })

  test('an account whose groups are merged has none: its lists have a size and a family', async () => {
    const body = { of: 'addresses', name: 'sites', entries: [{ entry: '10.0.0.1' }] }
    expect((await api.call('POST', '/templates', { body })).body).toMatchObject({
      code: 'fieldMalformed',
      field: 'of',
    })
    const elsewhere = { ...body, region: 'cn-hangzhou' }
    expect((await as('POST', '/templates', { body: elsewhere })).body).toMatchObject({ field: 'region' })
  })

  test.each([
    [{ of: 'addresses', entries: [{ entry: '10.0.0.300' }] }, 'entries.0.entry'],
    [{ of: 'services', entries: [{ entry: 'tcp:80' }, { entry: 'smtp' }] }, 'entries.1.entry'],
    [{ of: 'services', entries: [{ entry: 'icmp:80' }] }, 'entries.0.entry'],
    [{ of: 'addresses', entries: [{ entry: '10.0.0.1' }, { entry: '10.0.0.1' }] }, 'entries.1.entry'],
    [{ of: 'addresses', entries: [{ entry: '10.0.0.1' }], includes: ['ipm-abcd1234'] }, 'includes'],
  ])('refuses %j', async (body, field) => {
    expect((await create({ name: 'x', ...body })).body).toMatchObject({ code: 'fieldMalformed', field })
  })
})

test('the choices and the lab are those of the account’s cloud', async () => {
  const { region, regions } = (await as('GET', '/choices')).body
  expect([region, regions.some(({ id }: { id: string }) => id === 'cn-hangzhou')]).toEqual([
    'ap-guangzhou',
    false,
  ])
  const lab = (await as('POST', '/lab')).body
  expect(lab.groups[0]).toMatchObject({ order: 'inSequence', region: 'ap-guangzhou' })
  const [web, , app, db] = lab.instances
  const ask = async (from: string, to: string) =>
    (await as('GET', '/diagnose', { query: { from, to } })).body.items[0].action
  expect(await ask(web, `${app}:8080`)).toBe('accept')
  expect(await ask(app, `${db}:3306`)).toBe('accept')
  expect(await ask(app, `${db}:5432`)).toBe('drop')
  await as('DELETE', '/lab')
  expect(api.store.count('instance')).toBe(0)
  const nowhere = await as('POST', '/lab', { body: { region: 'cn-hangzhou' } })
  expect(nowhere.body).toMatchObject({ code: 'fieldMalformed', field: 'region' })
})

test('T7: a clone keeps the order, goes to another region, and names itself where the original did', async () => {
  await as('POST', `/groups/${groupId}/rules`, { body: { services: 'all', peers: [groupId] } })
  const other = (await as('POST', '/groups', { body: { region: 'ap-guangzhou', name: 'other' } })).body.group
    .id
  await as('POST', `/groups/${groupId}/rules`, { body: { services: 'tcp/5', peers: [other] } })
  const clone = await as('POST', `/groups/${groupId}/clone`, { body: { region: 'ap-shanghai' } })
  expect(clone.body.left).toMatchObject([{ rule: { ports: '5' }, reason: { code: 'cannotCrossRegions' } }])
  const { id } = clone.body.group
  expect(clone.body.group).toMatchObject({ region: 'ap-shanghai', members: 0 })
  expect((await as('GET', `/groups/${id}`)).body.rules.map(({ peer }: { peer: string }) => peer)).toEqual([
    ...['10.0.0.0/8', '10.0.0.0/8', '10.0.0.0/8'],
    id,
  ])
  const elsewhere = await as('POST', `/groups/${groupId}/clone`, { body: { project: '12345' } })
  expect(elsewhere.body.code).toBe('resourceGroupNotFound')
})

test('restore: in full the other list in its order, in part what is missing at the end', async () => {
  const clone = (await as('POST', `/groups/${groupId}/clone`, { body: {} })).body.group.id
  await add('tcp/7', { priority: 1 })
  const restore = (id: string, from: string, mode: string) =>
    as('POST', `/groups/${id}/restore`, { body: { from, mode } })
  await restore(clone, groupId, 'partial')
  expect(await rules(clone)).toEqual([
    ...['ingress 1 1 accept', 'ingress 2 2 accept', 'ingress 3 3 drop', 'ingress 4 7 accept'],
  ])
  await restore(clone, groupId, 'full')
  expect(await rules(clone)).toEqual(await rules())
})

test('restore: the own list of an earlier revision, or that of a file, comes back in its order', async () => {
  const before = await rules()
  const { revision } = api.store
  const file = (await as('GET', `/groups/${groupId}/export`, { query: { format: 'csv' } })).text
  const spoil = async () => {
    await add('tcp/7', { priority: 1 })
    const { body } = await as('GET', `/groups/${groupId}`)
    await as('DELETE', `/groups/${groupId}/rules`, { query: { ids: body.rules[2].id } })
    expect(await rules()).not.toEqual(before)
  }
  await spoil()
  await as('POST', `/groups/${groupId}/restore`, { body: { revision, mode: 'full' } })
  expect(await rules()).toEqual(before)
  await spoil()
  await as('POST', `/groups/${groupId}/restore-from-file`, { body: bytes(file) })
  expect(await rules()).toEqual(before)
})

describe('T5: files', () => {
  test.each(['json', 'csv'])('%s: what is exported can be imported, order and all', async (format) => {
    await as('POST', `/groups/${groupId}/rules`, {
      body: { services: 'icmp', peers: ['0.0.0.0/0'], direction: 'egress', description: '=1+1, "x"' },
    })
    const file = await as('GET', `/groups/${groupId}/export`, { query: { format } })
    const before = await rules()
    const made = await as('POST', '/groups', { body: { region: 'ap-guangzhou', name: 'copy' } })
    const { id } = made.body.group
    const imported = await as('POST', `/groups/${id}/import`, { body: bytes(file.text) })
    expect(imported.body).toMatchObject({ replaces: true, counts: { added: 4, refused: 0 } })
    expect(await rules(id)).toEqual(before)
    const again = await as('POST', `/groups/${id}/import`, { body: bytes(file.text) })
    expect(again.body.counts).toMatchObject({ added: 0, present: 4 })
  })

  const CSV = 'direction,index,source,protocol,port,action,description\n'

  test('an import takes the place of every rule; a preview says which would go', async () => {
    const body = bytes(`${CSV}ingress,0,10.9.0.0/16,tcp,9,DROP,\negress,0,::/0,ALL,,ACCEPT,\n`)
    const shown = await as('POST', `/groups/${groupId}/import`, { body, query: { dryRun: 'true' } })
    const removed = shown.body.changes.filter(({ change }: { change: string }) => change === 'removed')
    expect(removed).toHaveLength(3)
    expect(await rules()).toHaveLength(3)
    await as('POST', `/groups/${groupId}/import`, { body })
    expect(await rules()).toEqual(['ingress 1 9 drop', 'egress 1 any accept'])
  })

  test.each([
    [
      'a row that cannot be',
      `${CSV}ingress,0,10.0.0.0/8,tcp,9,DROP,\ningress,1,10.0.0.0/8,tcp,99999,DROP,\n`,
    ],
    ['no rule at all', CSV],
    ['nothing', ' '],
    ['a column that nobody knows', 'direction,colour\ningress,red\n'],
    ['JSON that breaks off', '{"SecurityGroupPolicySet": {"Ingress": ['],
    ['JSON of something else', '{"Rules": []}'],
  ])('with %s everything stays as it was', async (_, text) => {
    const before = await rules()
    const reply = await as('POST', `/groups/${groupId}/import`, { body: bytes(text) })
    expect(reply.status).toBe(400)
    expect(await rules()).toEqual(before)
  })

  test('good rows alone are taken when that is asked for', async () => {
    const body = bytes(`${CSV}ingress,0,10.0.0.0/8,tcp,9,DROP,\ningress,1,10.0.0.0/8,tcp,x,DROP,\n`)
    const reply = await as('POST', `/groups/${groupId}/import`, { body, query: { keepGood: 'true' } })
    expect(reply.body.counts).toMatchObject({ added: 1, refused: 1 })
    expect(await rules()).toEqual(['ingress 1 9 drop'])
  })

  test.each(['json', 'csv'])('%s: the template can be imported as it is', async (format) => {
    const made = await as('POST', '/groups', { body: { region: 'ap-guangzhou', name: 'empty' } })
    const { id } = made.body.group
    const file = await as('GET', `/groups/${id}/export`, { query: { format, template: 'true' } })
    const imported = await as('POST', `/groups/${id}/import`, { body: bytes(file.text) })
    expect(imported.body.counts).toMatchObject({ added: 13, refused: 0 })
    expect((await rules(id)).slice(0, 5)).toEqual([
      ...['ingress 1 3389 accept', 'ingress 2 3389 accept', 'ingress 3 22 accept', 'ingress 4 22 accept'],
      'ingress 5 80,443 accept',
    ])
  })
})

test('what belongs to an account of one cloud is not there for one of the other', async () => {
  const other = await api.newGroup()
  expect((await as('GET', `/groups/${other}`)).status).toBe(404)
  expect((await api.call('GET', `/groups/${groupId}`)).status).toBe(404)
  const naming = await as('POST', `/groups/${groupId}/rules`, { body: { services: 'all', peers: [other] } })
  expect(naming.body.code).toBe('peerGroupNotFound')
})

describe('templates of the console', () => {
  const make = (template: string, language = 'en') =>
    as('POST', '/groups', {
      body: { region: 'ap-guangzhou', name: `from-${template}`, template },
      language,
    })

  test('the usual ports: eleven places as the cloud has them, in the words of who asks', async () => {
    const { body } = await make('usualPorts', 'zh-CN')
    expect(await rules(body.group.id)).toEqual([
      'ingress 1 3389 accept',
      'ingress 2 3389 accept',
      'ingress 3 22 accept',
      'ingress 4 22 accept',
      'ingress 5 80,443 accept',
      'ingress 6 80,443 accept',
      ...[7, 8, 9, 10, 11].map((place) => `ingress ${place} any accept`),
      'egress 1 any accept',
      'egress 2 any accept',
    ])
    const [login] = body.added as readonly { description: string; peer: string }[]
    expect(login).toMatchObject({ description: '放通Windows远程登录', peer: '0.0.0.0/0' })
  })

  test('all ports, and none', async () => {
    const open = (await make('allPorts')).body
    expect(open.added).toHaveLength(4)
    expect(new Set(open.added.map((rule: { peer: string }) => rule.peer))).toEqual(
      new Set(['0.0.0.0/0', '::/0']),
    )
    expect((await make('custom')).body.added).toEqual([])
  })
})

test('a group where priorities decide has one port in each rule of such a template', async () => {
  const { body } = await api.call('POST', '/groups', {
    body: { region: 'cn-hangzhou', name: 'usual', template: 'usualPorts' },
  })
  const ports = body.added.map(
    (rule: { ports: string; direction: string }) => `${rule.direction} ${rule.ports}`,
  )
  expect(ports.filter((one: string) => /80|443/.test(one))).toEqual([
    'ingress 80',
    'ingress 443',
    'ingress 80',
    'ingress 443',
  ])
})
