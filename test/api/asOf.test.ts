// A group as it was: rules and members of then, and what it lets through since by itself.

import { beforeEach, expect, test } from 'vitest'
import { createTestApi, REGION, type TestApi } from './client.ts'
import { CIDR, PREFIXES, put, putEni, putGroup, putLists, putRule } from './world.ts'

let api: TestApi

beforeEach(async () => {
  api = await createTestApi()
  await putGroup(api, 'sg-a', { innerAccess: 'drop' })
})

const asOf = (revision: number, groupId = 'sg-a', account?: string) =>
  api.call('GET', `/groups/${groupId}/as-of/${revision}`, account === undefined ? {} : { account })

test('its rules and members of then, and in packets what was opened and closed since', async () => {
  await putRule(api, 'sg-a', 'sgr-1', { peer: CIDR('10.8.0.0/16') })
  await putEni(api, 'eni-a', ['sg-a'])
  const then = api.store.revision
  await api.store.transact((state) => state.remove('rule', 'sgr-1'))
  await putRule(api, 'sg-a', 'sgr-2', { peer: CIDR('10.9.0.0/16') })
  await putEni(api, 'eni-b', ['sg-a'])
  const { body } = await asOf(then)
  expect(body).toMatchObject({
    revision: then,
    group: { id: 'sg-a', rules: 1, members: 1 },
    rules: [{ id: 'sgr-1', peer: '10.8.0.0/16' }],
    members: ['eni-a'],
  })
  const texts = (parts: readonly { text: readonly string[] }[]) => parts.flatMap(({ text }) => text).join()
  expect(texts(body.effect.opens)).toContain('10.9.0.0/16')
  expect(texts(body.effect.closes)).toContain('10.8.0.0/16')
  expect((await asOf(api.store.revision)).body).toMatchObject({
    rules: [{ id: 'sgr-2' }],
    effect: { opens: [], closes: [] },
  })
  // To look back is not to go back.
  expect([...api.store.list('rule')].map(({ id }) => id)).toEqual(['sgr-2'])
})

test('what a list held then counts, too', async () => {
  await putLists(api)
  await putRule(api, 'sg-a', 'sgr-1', { peer: PREFIXES })
  const then = api.store.revision
  const list = api.store.get('prefixList', 'pl-1')
  await put(api, 'prefixList', { ...list, entries: [{ cidr: '10.2.0.0/16', description: '' }] } as never)
  const { effect } = (await asOf(then)).body
  expect([effect.opens.length, effect.closes.length]).toEqual([1, 1])
})

test('a group that is gone is still shown as it was; before it was made, and to others, it is not there', async () => {
  const { group, revision } = await api.ok('POST', '/groups', {
    body: { region: REGION, name: 'short', template: 'webLinux' },
  })
  await api.ok('DELETE', `/groups/${group.id}`)
  expect((await asOf(revision, group.id)).body).toMatchObject({
    at: '2020-01-20T08:00:00.000Z',
    group: { name: 'short' },
  })
  expect((await asOf(revision - 1, group.id)).status).toBe(404)
  await api.ok('POST', '/accounts', { body: { name: 'second' } })
  expect((await asOf(revision, group.id, 'second')).status).toBe(404)
})

test('what is no longer kept, or not there yet, is said', async () => {
  const future = await asOf(api.store.revision + 1)
  expect([future.status, future.body.code]).toEqual([400, 'questionUnclear'])
  await putRule(api, 'sg-a', 'sgr-1')
  await api.store.compact(api.store.revision - 1)
  expect((await asOf(1)).body.error).toContain('no longer')
})
