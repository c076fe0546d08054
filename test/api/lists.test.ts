// Prefix lists and port lists in the own API: made, changed, deleted; entries in the form in which they are kept.

import { beforeEach, describe, expect, test } from 'vitest'
import { createTestApi, REGION, type TestApi } from './client.ts'
import { PORTS, PREFIXES, putGroup, putLists, putRule } from './world.ts'

let api: TestApi
beforeEach(async () => {
  api = await createTestApi()
})

const KINDS = [
  { path: 'prefix-lists', entries: ['10.0.0.0/8', '10.1.0.1'], kept: ['10.0.0.0/8', '10.1.0.1/32'] },
  { path: 'port-lists', entries: ['80', '8000/8100'], kept: ['80', '8000-8100'] },
]

describe.each(KINDS)('$path', ({ path, entries, kept }) => {
  const [first = '', second = ''] = entries
  const create = (body: object = {}, query = {}) =>
    api.call('POST', `/${path}`, {
      body: { region: REGION, name: 'offices', maxEntries: 3, ...body },
      query,
    })
  const make = async (body: object = {}) => (await create(body)).body.list.id as string
  const change = (id: string, body: object, language = 'en') =>
    api.call('PATCH', `/${path}/${id}`, { body, language })

  test('are made with entries and tags', async () => {
    const body = { entries: [{ entry: first, description: 'main' }, { entry: second }], tags: { a: '1' } }
    const reply = await create(body)
    expect(reply.body.list).toMatchObject({
      name: 'offices',
      maxEntries: 3,
      entries: [
        { entry: kept[0], description: 'main' },
        { entry: kept[1], description: '' },
      ],
      groups: [],
    })
    expect(reply.body.changes[0]).toMatchObject({
      change: 'added',
      after: { entries: [{ entry: kept[0] }, {}] },
    })
  })

  test('a preview makes none', async () => {
    const before = api.store.revision
    expect((await create({}, { dryRun: 'true' })).body).toMatchObject({ dryRun: true, list: { entries: [] } })
    expect(api.store.revision).toBe(before)
  })

  test('change: what is added comes last, what is there gets the new description, what is removed goes', async () => {
    const id = await make({ entries: [{ entry: first }] })
    const added = await change(id, { name: 'branches', add: [{ entry: second, description: 'new' }] })
    expect(added.body.list).toMatchObject({
      name: 'branches',
      entries: [{ entry: kept[0] }, { entry: kept[1] }],
    })
    const { list } = (await change(id, { add: [{ entry: second, description: 'newer' }], remove: [first] }))
      .body
    expect(list.entries).toEqual([{ entry: kept[1], description: 'newer' }])
  })

  test('L3: never more entries than the list was made for', async () => {
    const id = await make({ maxEntries: 1, entries: [{ entry: first }] })
    expect((await change(id, { add: [{ entry: second }] })).body).toMatchObject({ code: 'listOverfull' })
    expect((await change(id, { add: [{ entry: second }], remove: [first] })).status).toBe(200)
  })

  test.each([
    [{ name: 'com.aliyun.x' }, 'name'],
    [{ maxEntries: 0 }, 'maxEntries'],
    [{ maxEntries: 100_000 }, 'maxEntries'],
    [{ description: 'x' }, 'description'],
    [{ entries: [{ entry: 'x' }] }, 'entries.0.entry'],
    [{ entries: [{ entry: '1', description: 'x' }] }, 'entries.0.description'],
    [{ resourceGroup: 'rg-1' }, 'resourceGroup'],
  ])('%j is refused and names the field', async (body, field) => {
    const reply = await create(body)
    expect(reply).toMatchObject({ status: 400, body: { field } })
    expect(`${reply.body.error}${reply.body.hint}`).not.toMatch(/\{\{|expected\./)
  })

  test('what cannot be done says so in both languages', async () => {
    const id = await make()
    for (const language of ['en', 'zh-CN']) {
      const repeated = await change(id, { add: [{ entry: first }], remove: [first] }, language)
      expect(repeated).toMatchObject({ status: 400, body: { code: 'entryRepeated' } })
      expect(repeated.body.error).toContain(kept[0])
    }
    expect((await change('x-none', {})).status).toBe(404)
    expect((await create({ resourceGroupId: 'rg-none' })).body.code).toBe('resourceGroupNotFound')
  })
})

test('P6: families of a prefix list never mix', async () => {
  const body = { region: REGION, name: 'six', maxEntries: 2, family: 'IPv6' }
  const { list } = await api.ok('POST', '/prefix-lists', {
    body: { ...body, entries: [{ entry: '2001:DB8::/32' }] },
  })
  expect(list).toMatchObject({ family: 'IPv6', entries: [{ entry: '2001:db8::/32' }] })
  const refused = await api.call('PATCH', `/prefix-lists/${list.id}`, {
    body: { add: [{ entry: '10.0.0.0/8' }] },
  })
  expect(refused.body).toMatchObject({ code: 'entryOfOtherFamily' })
})

test.each([
  ['prefix-lists/pl-1', { peer: PREFIXES }],
  ['port-lists/prl-1', { ports: PORTS }],
])('G6: %s goes once no rule names it', async (path, rule) => {
  await putLists(api)
  await putGroup(api, 'sg-a')
  await putRule(api, 'sg-a', 'sgr-1', rule)
  const refused = await api.call('DELETE', `/${path}`)
  expect(refused).toMatchObject({ status: 409, body: { code: 'listAssociated' } })
  expect(refused.body.error).toContain('sg-a')
  await api.ok('DELETE', '/groups/sg-a/rules', { query: { ids: 'sgr-1' } })
  await api.ok('DELETE', `/${path}`)
  expect((await api.call('GET', `/${path}`)).status).toBe(404)
})
