// Undo of a kept change: whole or not at all, for 24 hours, and never over what has moved on since.

import { beforeEach, describe, expect, test } from 'vitest'
import { asId } from '../../src/core/model/ids.ts'
import type { Kind } from '../../src/core/model/resources.ts'
import { REVERTIBLE_MS } from '../../src/service/history/revert.ts'
import { ACCOUNT } from '../aliyun/client.ts'
import { createTestApi, REGION, type TestApi } from './client.ts'
import { put, putGroup, putRule } from './world.ts'

let api: TestApi
let group: string
beforeEach(async () => {
  api = await createTestApi()
  group = await api.newGroup()
})

const undo = (revision: number, query: Record<string, string> = {}) =>
  api.call('POST', `/changes/${revision}/revert`, { query })
const KINDS: readonly Kind[] = [
  'securityGroup',
  'rule',
  'prefixList',
  'portList',
  'networkAcl',
  'policySettings',
]
/** Versions of lists count on; all else must be as it was. */
const state = (): unknown =>
  KINDS.flatMap((kind) =>
    [...api.store.list(kind)].map((body) => {
      const { rulesVersion, changedAt, ...rest } = body as unknown as Record<string, unknown>
      return rest
    }),
  ).sort((a, b) => String(a.id).localeCompare(String(b.id)))

const CHANGES: readonly (readonly [string, () => Promise<{ revision: number }>])[] = [
  ['a rule is added', () => add('tcp/22')],
  ['rules are removed', async () => remove((await add('tcp/80,443')).added.slice(1).map(({ id }) => id))],
  ['a rule is changed', async () => modify((await add('tcp/25')).added[0]?.id ?? '')],
  ['a group is made from a template', () => make('webLinux')],
  ['a group is deleted with its rules', async () => drop((await twoMade()).group.id)],
  ['a setting is changed', () => api.ok('PATCH', '/settings', { body: { defaultRulePriority: 100 } })],
  ['a list is made', () => list()],
  ['a list is deleted', async () => api.ok('DELETE', `/prefix-lists/${(await twoLists()).list.id}`)],
]

interface Added {
  readonly revision: number
  readonly added: readonly { readonly id: string }[]
}

const add = (services: string): Promise<Added> =>
  api.ok('POST', `/groups/${group}/rules`, { body: { services, peers: ['10.0.0.0/8'] } })
const remove = (ids: readonly string[]) =>
  api.ok('DELETE', `/groups/${group}/rules`, { query: { ids: ids.join(',') } })
const modify = (id: string) =>
  api.ok('PATCH', `/groups/${group}/rules/${id}`, { body: { priority: 7, action: 'drop' } })
const make = (template: string) =>
  api.ok('POST', '/groups', { body: { region: REGION, name: `g-${template}`, template } })
const twoMade = async () => [await make('webWindows'), await make('webLinux')][0]
const twoLists = async () => [await list(), await list('other')][0]
const drop = (id: string) => api.ok('DELETE', `/groups/${id}`)
const list = (name = 'list') =>
  api.ok('POST', '/prefix-lists', {
    body: { region: REGION, name, family: 'IPv4', maxEntries: 3, entries: [{ entry: '10.0.0.0/8' }] },
  })

describe('what was done is undone', () => {
  /** The last first; each step back is itself a step forth in the history. */
  const back = async (from: number, to: number): Promise<void> => {
    for (let step = from; step > to; step--) await api.ok('POST', `/changes/${step}/revert`)
  }

  test.each(CHANGES)('%s, and what was undone is done again', async (_, make) => {
    const [before, start] = [state(), api.store.revision]
    await make()
    const [after, done] = [state(), api.store.revision]
    expect(after).not.toEqual(before)
    await back(done, start)
    expect(state()).toEqual(before)
    await back(api.store.revision, done)
    expect(state()).toEqual(after)
  })

  test('to the last field: a long way there and back', async () => {
    const [before, start] = [state(), api.store.revision]
    for (const [, make] of CHANGES) await make()
    await back(api.store.revision, start)
    expect(state()).toEqual(before)
  })

  test('a preview tells it in packets and changes nothing', async () => {
    const { revision } = await add('tcp/22')
    const before = state()
    const { body } = await undo(revision, { dryRun: 'true' })
    expect(body).toMatchObject({ dryRun: true, changes: [{ kind: 'rule', change: 'removed' }] })
    expect(body.effect).toBeDefined()
    expect(state()).toEqual(before)
  })
})

describe('it is refused, with what stands against it', () => {
  test('where the resource was changed since: nothing of the change is undone', async () => {
    const { revision, added } = await add('tcp/22,80')
    await modify(added[0]?.id ?? '')
    const before = state()
    const { status, body } = await undo(revision)
    expect([status, body.code]).toEqual([409, 'changeMovedOn'])
    expect(body.error).toContain(added[0]?.id)
    expect(state()).toEqual(before)
  })

  test('where what it removed named something that is gone by now', async () => {
    const other = await api.newGroup({ name: 'other' })
    const { added } = await api.ok('POST', `/groups/${group}/rules`, {
      body: { services: 'tcp/22', peers: [other] },
    })
    const { revision } = await remove(added.map(({ id }: { id: string }) => id))
    await drop(other)
    const { body } = await undo(revision)
    expect([body.code, body.error]).toEqual(['changeMovedOn', expect.stringContaining(other)])
  })

  test('where the group that it made has members, or is named by a rule', async () => {
    const { group: made, revision } = await make('custom')
    await api.ok('POST', `/groups/${group}/rules`, { body: { services: 'tcp/22', peers: [made.id] } })
    expect((await undo(revision)).body.code).toBe('groupReferenced')
  })

  test('after 24 hours, for other kinds, for what nobody made, and for another account', async () => {
    const at = Date.UTC(2020, 0, 20, 8)
    const author = (age: number, accountId: string = ACCOUNT) => ({
      ...{ by: 'token', action: 'menshen:addRules', at: at - age },
      accountId: asId<never>(accountId),
    })
    await putGroup(api, 'sg-own')
    const rule = await putRule(api, 'sg-own', 'sgr-own')
    const nobodys = api.store.revision
    expect((await undo(nobodys)).body.code).toBe('pastChangeNotFound')
    const write = (name: string, age: number, accountId?: string) =>
      api.store.transact((state) => state.put('rule', { ...rule, description: name }), author(age, accountId))
    const { revision: old } = await write('old', REVERTIBLE_MS)
    expect((await undo(old)).body).toMatchObject({ code: 'changeTooOld' })
    const { revision: foreign } = await write('foreign', 0, '2000000000000000')
    expect((await undo(foreign)).body.code).toBe('pastChangeNotFound')
    const { revision: young } = await write('young', REVERTIBLE_MS - 1)
    expect((await undo(young)).status).toBe(200)
    await put(api, 'keyPair', { id: 'k' } as never)
    const vpc = api.store.get('vpc', 'vpc-a')
    const { revision } = await api.store.transact(
      (state) => state.put('vpc', { ...vpc, name: 'other' } as never),
      author(0),
    )
    expect((await undo(revision)).body).toMatchObject({ code: 'changeNotRevertible' })
    expect((await undo(99_999)).status).toBe(404)
  })

  test('in a list whose rules were moved since: places are not put back over others', async () => {
    await api.ok('POST', '/accounts', { body: { name: 'second', cloud: 'tencent' } })
    const as = (method: string, path: string, body?: object) =>
      api.ok(method, path, { account: 'second', ...(body === undefined ? {} : { body }) })
    const made = (await as('POST', '/groups', { region: 'ap-guangzhou', name: 'list' })).group.id
    const form = (services: string) => ({ services, peers: ['10.0.0.0/8'] })
    const first = await as('POST', `/groups/${made}/rules`, form('tcp/1'))
    const second = await as('POST', `/groups/${made}/rules`, form('tcp/2'))
    const refused = await api.call('POST', `/changes/${first.revision}/revert`, { account: 'second' })
    expect(refused.body.code).toBe('changeMovedOn')
    await as('POST', `/changes/${second.revision}/revert`)
    const { group: now, rules } = await as('GET', `/groups/${made}`)
    expect([rules.length, now.rulesVersion]).toEqual([1, 3])
  })
})

test('the history says until when each may be undone', async () => {
  await add('tcp/22')
  const { items } = await api.ok('GET', '/changes')
  expect(items[0]).toMatchObject({ undoUntil: '2020-01-21T08:00:00.000Z' })
})
