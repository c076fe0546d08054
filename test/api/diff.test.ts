// Differences between revisions and between groups by the own API: packets first, resources and rules beside.

import { beforeEach, describe, expect, test } from 'vitest'
import { createTestApi, type TestApi } from './client.ts'
import { CIDR, PREFIXES, put, putEni, putGroup, putLists, putRule } from './world.ts'

let api: TestApi

beforeEach(async () => {
  api = await createTestApi()
  await putGroup(api, 'sg-a', { innerAccess: 'drop' })
  await putEni(api, 'eni-a', ['sg-a'])
})

describe('two revisions', { timeout: 60_000 }, () => {
  const diff = (from: number | string, to: number | string = 'now') =>
    api.ok('GET', '/diff', { query: { from: String(from), to: String(to) } })

  test('what was opened since, and nothing between a revision and itself', async () => {
    const before = api.store.revision
    await putRule(api, 'sg-a', 'sgr-1', { peer: CIDR('10.8.0.0/16') })
    const middle = api.store.revision
    await api.store.transact((state) => state.remove('rule', 'sgr-1'))
    await putRule(api, 'sg-a', 'sgr-2', { peer: CIDR('10.9.0.0/16') })
    const there = await diff(before, middle)
    expect(there).toMatchObject({
      from: before,
      to: middle,
      changes: [{ kind: 'rule', id: 'sgr-1', change: 'added' }],
    })
    expect(there.effect).toMatchObject({ closes: [], opens: [{ text: ['10.8.0.0/16 → 10.0.0.5, tcp 22'] }] })
    const back = await diff(middle)
    expect(back.effect.opens[0].text[0]).toContain('10.9.0.0/16')
    expect(back.effect.closes[0].text[0]).toContain('10.8.0.0/16')
    expect(
      back.changes.map(({ id, change }: { id: string; change: string }) => `${change} ${id}`).sort(),
    ).toEqual(['added sgr-2', 'removed sgr-1'])
    const reversed = await diff('now', middle)
    expect(reversed.effect.opens).toEqual(
      back.effect.closes.map((part: object) =>
        expect.objectContaining({ text: (part as { text: string[] }).text }),
      ),
    )
    expect(await diff(middle, middle)).toMatchObject({ changes: [], effect: { opens: [], closes: [] } })
  })

  test('P5: entries of lists count, labels do not', async () => {
    await putLists(api)
    await putRule(api, 'sg-a', 'sgr-1', { peer: PREFIXES })
    const before = api.store.revision
    const list = api.store.get('prefixList', 'pl-1')
    await put(api, 'prefixList', { ...list, entries: [{ cidr: '10.2.0.0/16', description: '' }] } as never)
    const { effect } = await diff(before)
    expect([effect.opens.length, effect.closes.length]).toEqual([1, 1])
    await put(api, 'securityGroup', { ...api.store.get('securityGroup', 'sg-a'), description: 'x' } as never)
    expect((await diff(api.store.revision - 1)).effect).toMatchObject({ opens: [], closes: [] })
  })

  test('an interface that came or went counts with all that it lets in', async () => {
    await putRule(api, 'sg-a', 'sgr-1', { peer: CIDR('10.8.0.0/16') })
    const before = api.store.revision
    await api.store.transact((state) => state.remove('eni', 'eni-a'))
    const { effect } = await diff(before)
    expect(effect.opens).toEqual([])
    const ingress = effect.closes.find(({ direction }: { direction: string }) => direction === 'ingress')
    expect(ingress).toMatchObject({ enis: ['eni-a'], before: { rule: { ruleId: 'sgr-1' } } })
  })

  test('what is forgotten, or not there yet, is told', async () => {
    await api.store.compact(api.store.revision - 1)
    expect(await api.call('GET', '/diff', { query: { from: '0' } })).toMatchObject({
      status: 400,
      body: { code: 'questionUnclear', error: expect.stringContaining('the oldest is') },
    })
    expect((await api.call('GET', '/diff', { query: { from: '999' } })).body.error).toContain('the newest is')
  })
})

describe('two groups', { timeout: 60_000 }, () => {
  test('packets that only one lets through, rules that only one has', async () => {
    await putGroup(api, 'sg-b', { innerAccess: 'drop' })
    await putRule(api, 'sg-a', 'sgr-a', { peer: CIDR('10.0.0.0/8') })
    await putRule(api, 'sg-b', 'sgr-b1', { peer: CIDR('10.0.0.0/9') })
    await putRule(api, 'sg-b', 'sgr-b2', { peer: CIDR('10.128.0.0/9') })
    const query = { left: 'sg-a', right: 'sg-b' }
    const same = await api.ok('GET', '/diff/groups', { query })
    expect(same.effect).toMatchObject({ opens: [], closes: [], undecided: 0 })
    expect([same.removed.length, same.added.length]).toEqual([1, 2])
    await putRule(api, 'sg-b', 'sgr-b3', { precedence: 1, action: 'drop', peer: CIDR('10.1.0.0/16') })
    const { effect } = await api.ok('GET', '/diff/groups', { query })
    expect(effect.closes[0]).toMatchObject({
      before: { rule: { ruleId: 'sgr-a' } },
      after: { rule: { ruleId: 'sgr-b3' } },
    })
    const missing = await api.call('GET', '/diff/groups', { query: { left: 'sg-a', right: 'sg-z' } })
    expect(missing).toMatchObject({ status: 404, body: { code: 'groupNotFound' } })
  })
})
