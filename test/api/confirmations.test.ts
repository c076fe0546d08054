// Changes that hold only if they are confirmed: made, listed, confirmed and undone through the own API.

import { beforeEach, expect, test } from 'vitest'
import type { PrefixList } from '../../src/core/model/lists.ts'
import { startConfirmationTimer } from '../../src/server/confirmationTimer.ts'
import { createTestApi, type TestApi } from './client.ts'
import { put } from './world.ts'

const RULE = { direction: 'ingress', services: 'tcp/22', peers: ['10.0.0.0/8'] }
const CONFIRM = { query: { confirmWithin: '60' } }

let api: TestApi
let group: string
beforeEach(async () => {
  api = await createTestApi()
  group = await api.newGroup()
})
const rules = (): number => api.store.by('rule', 'group', group).filter(({ system }) => !system).length
const add = async (form: object = RULE) =>
  api.ok('POST', `/groups/${group}/rules`, { body: form, ...CONFIRM })

test('a change with a time to confirm is made, and says when it will be undone', async () => {
  const { confirmation } = await add()
  expect(rules()).toBe(1)
  expect(confirmation).toMatchObject({
    id: expect.stringMatching(/^cfm-/),
    operation: 'addRules',
    undoneAt: '2020-01-20T08:01:00.000Z',
  })
  expect((await api.ok('GET', '/confirmations')).items).toEqual([confirmation])
})

test('confirmed, it is like any other; a second time there is nothing to confirm', async () => {
  const { confirmation } = await add()
  await api.ok('POST', `/confirmations/${confirmation.id}/confirm`)
  expect([rules(), (await api.ok('GET', '/confirmations')).items]).toEqual([1, []])
  const again = await api.call('POST', `/confirmations/${confirmation.id}/confirm`)
  expect([again.status, again.body.code]).toEqual([404, 'confirmationNotFound'])
  expect(again.body.error).toContain('menshen confirm')
})

test('undone, everything is as it was, and what others changed since stays', async () => {
  await api.addRules(group, { ...RULE, services: 'tcp/80' })
  const before = [...api.store.list('rule')]
  const { confirmation } = await add()
  await api.ok('POST', `/confirmations/${confirmation.id}/undo`)
  expect([...api.store.list('rule')]).toEqual(before)
  const { added, confirmation: second } = await add()
  const path = `/groups/${group}/rules/${added[0].id}`
  await api.ok('PATCH', path, { body: { description: 'mine now' } })
  const { kept } = await api.ok('POST', `/confirmations/${second.id}/undo`)
  expect(kept).toEqual([{ kind: 'rule', id: added[0].id }])
  expect(rules()).toBe(2)
})

test('a group that somebody has filled since does not vanish', async () => {
  const { group: made, confirmation } = await api.ok('POST', '/groups', {
    body: { region: 'cn-hangzhou', name: 'short' },
    ...CONFIRM,
  })
  await api.addRules(made.id, RULE)
  const { kept } = await api.ok('POST', `/confirmations/${confirmation.id}/undo`)
  expect(kept).toContainEqual({ kind: 'securityGroup', id: made.id })
  expect(api.store.get('securityGroup', made.id)).toBeDefined()
})

test('a list that others have included since does not vanish under them', async () => {
  const { list, confirmation } = await api.ok('POST', '/prefix-lists', {
    body: { region: 'cn-hangzhou', name: 'office', family: 'IPv4', maxEntries: 5, entries: [] },
    ...CONFIRM,
  })
  const outer = { ...api.store.get('prefixList', list.id), id: 'pl-outer', includes: [list.id] }
  await put(api, 'prefixList', outer as unknown as PrefixList)
  const { kept } = await api.ok('POST', `/confirmations/${confirmation.id}/undo`)
  expect(kept).toEqual([{ kind: 'prefixList', id: list.id }])
})

test.each([
  ['too short', { confirmWithin: '1' }],
  ['too long', { confirmWithin: '99999' }],
  ['no number', { confirmWithin: 'soon' }],
])('%s: refused, and nothing changes', async (_, query) => {
  const answer = await api.call('POST', `/groups/${group}/rules`, { body: RULE, query })
  expect([answer.status, answer.body.field, rules()]).toEqual([400, 'confirmWithin', 0])
})

test('what hosts cannot take back by themselves is refused', async () => {
  const answer = await api.call('POST', '/accounts', { body: { name: 'other' }, ...CONFIRM })
  expect([answer.status, answer.body.code]).toEqual([400, 'changeNotProvisional'])
})

test('a preview makes nothing that waits', async () => {
  await api.ok('POST', `/groups/${group}/rules`, {
    body: RULE,
    query: { confirmWithin: '60', dryRun: 'true' },
  })
  expect(api.store.count('provisional')).toBe(0)
})

test('a server that was away undoes at once what ran out meanwhile', async () => {
  await add()
  const timer = startConfirmationTimer(api.store, () => Date.UTC(2020, 0, 20, 9), {
    warn() {},
    error() {},
  })
  while (api.store.count('provisional') > 0) await new Promise((resolve) => setTimeout(resolve, 5))
  expect(rules()).toBe(0)
  await timer.stop()
})
