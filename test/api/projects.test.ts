// Projects through the own API, for accounts of either cloud, and regions that are the account's own.

import { beforeEach, expect, test } from 'vitest'
import { createTestApi, type TestApi } from './client.ts'

let api: TestApi

beforeEach(async () => {
  api = await createTestApi()
  await api.call('POST', '/accounts', { body: { name: 'second', cloud: 'tencent' } })
})

const as = (method: string, path: string, more: Parameters<TestApi['call']>[2] = {}) =>
  api.call(method, path, { account: 'second', ...more })

test('a project is found again by its name, renamed and hidden', async () => {
  const preview = await as('POST', '/projects', { body: { name: 'shop' }, query: { dryRun: 'true' } })
  expect(preview.body.changes).toMatchObject([{ kind: 'resourceGroup', change: 'added' }])
  expect((await as('GET', '/projects')).body.items).toEqual([])
  const { project } = (await as('POST', '/projects', { body: { name: 'shop' } })).body
  expect(project).toMatchObject({ name: 'shop', description: '', hidden: false })
  expect((await as('POST', '/projects', { body: { name: 'shop' } })).body).toMatchObject({
    project: { id: project.id },
    changes: [],
  })
  const change = { name: 'store', description: 'the web shop', hidden: true }
  expect((await as('PATCH', `/projects/${project.id}`, { body: change })).body.project).toMatchObject(change)
  expect((await as('GET', '/projects')).body.items).toMatchObject([change])
  expect((await as('POST', '/projects', { body: { name: '' } })).body).toMatchObject({
    code: 'fieldMalformed',
    field: 'name',
  })
})

test('groups are made in it, and clones go into it; zero is the one that needs no name', async () => {
  const { id } = (await as('POST', '/projects', { body: { name: 'shop' } })).body.project
  const made = async (body: object) => (await as('POST', '/groups', { body: { name: 'web', ...body } })).body
  expect((await made({ resourceGroupId: id })).group).toMatchObject({
    resourceGroupId: id,
    region: 'ap-guangzhou',
  })
  const { group } = await made({ resourceGroupId: '0' })
  expect(group.resourceGroupId).toBe('')
  const wish = { region: 'ap-shanghai', project: id }
  const clone = await as('POST', `/groups/${group.id}/clone`, { body: wish })
  expect(clone.body.group).toMatchObject({ region: 'ap-shanghai', resourceGroupId: id })
  const back = await as('POST', `/groups/${clone.body.group.id}/clone`, { body: { project: '0' } })
  expect(back.body.group).toMatchObject({ region: 'ap-shanghai', resourceGroupId: '' })
  expect((await made({ resourceGroupId: '7' })).code).toBe('resourceGroupNotFound')
})

test('an Alibaba account has its resource groups here, and none of another account', async () => {
  const { id } = (await as('POST', '/projects', { body: { name: 'shop' } })).body.project
  const names = (await api.call('GET', '/projects')).body.items.map(({ name }: { name: string }) => name)
  expect(names).not.toContain('shop')
  expect((await api.call('PATCH', `/projects/${id}`, { body: { name: 'mine' } })).body.code).toBe(
    'resourceGroupNotFound',
  )
  const own = (await api.call('POST', '/projects', { body: { name: 'lab' } })).body.project
  expect(own.id).toMatch(/^rg-/)
})

test('regions are those of the account’s cloud, in every form that takes one', async () => {
  const { id } = (await as('POST', '/groups', { body: { name: 'web' } })).body.group
  for (const [path, body] of [
    ['/groups', { name: 'web' }],
    [`/groups/${id}/clone`, {}],
    ['/prefix-lists', { name: 'offices', maxEntries: 5 }],
    ['/port-lists', { name: 'admin', maxEntries: 5 }],
    ['/network-acls', { vpcId: 'vpc-12345678' }],
  ] as const) {
    const reply = await as('POST', path, { body: { ...body, region: 'cn-hangzhou' } })
    expect(reply.body).toMatchObject({ code: 'fieldMalformed', field: 'region' })
  }
  const group = await api.call('POST', '/groups', { body: { name: 'web', region: 'ap-guangzhou' } })
  expect(group.body).toMatchObject({ code: 'fieldMalformed', field: 'region' })
  expect((await api.call('POST', '/groups', { body: { name: 'web', vpcId: null } })).body.code).not.toBe(
    'fieldMalformed',
  )
})
