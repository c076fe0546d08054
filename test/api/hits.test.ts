// Hits at the own API: per rule and host, never unknown, through restarts of server and hosts.

import { describe, expect, it } from 'vitest'
import { MOST_ROWS } from '../../src/feed/hits.ts'
import { HitDay } from '../../src/server/hits/hitDay.ts'
import { HitTotals } from '../../src/server/hits/hitTotals.ts'
import { createTestApi } from './client.ts'
import { putGroup, putRule } from './world.ts'

const row = (
  subject: string,
  hits: number,
  lastHit = Date.UTC(2020, 0, 20, 9),
  direction: 'ingress' | null = 'ingress',
) => ({
  ...{ subject, direction, hits, bytes: hits * 60, lastHit },
})

it('a rule that never decided has 0 hits and not nothing, one that did has the sum of all hosts', async () => {
  const api = await createTestApi()
  await putGroup(api, 'sg-a')
  await putGroup(api, 'sg-b')
  await putRule(api, 'sg-a', 'sgr-1')
  await putRule(api, 'sg-a', 'sgr-2')
  await putRule(api, 'sg-b', 'sgr-3')
  api.hits.take({
    hostId: 'one',
    ledger: 'x',
    rows: [row('sgr-1', 3), row('default:sg-a', 2), row('spoofed', 1, 0, null)],
  })
  api.hits.take({ hostId: 'two', ledger: 'y', rows: [row('sgr-1', 4, Date.UTC(2020, 0, 20, 10))] })
  const { items } = await api.ok('GET', '/hits', { query: { group: 'sg-a' } })
  expect(items.map((item: { subject: string; hits: number }) => [item.subject, item.hits]).sort()).toEqual([
    ['default:sg-a', 2],
    ['sgr-1', 7],
    ['sgr-2', 0],
  ])
  const only = await api.ok('GET', '/hits', { query: { rule: 'sgr-1' } })
  expect(only.items).toEqual([
    expect.objectContaining({
      ...{
        kind: 'rule',
        groupIds: ['sg-a'],
        gone: false,
        hits: 7,
        bytes: 420,
        lastHit: '2020-01-20T10:00:00.000Z',
      },
    }),
  ])
  expect(only.items[0].hosts.map(({ hostId }: { hostId: string }) => hostId)).toEqual(['one', 'two'])
  const here = await api.ok('GET', '/hits', { query: { rule: 'sgr-1', host: 'one' } })
  expect(here.items[0].hits).toBe(3)
  const counted = await api.ok('GET', '/hits', { query: { group: 'sg-a', counted: 'true' } })
  expect(counted.items.map(({ subject }: { subject: string }) => subject).sort()).toEqual([
    'default:sg-a',
    'sgr-1',
  ])
  const all = await api.ok('GET', '/hits')
  expect(all.items.map(({ subject }: { subject: string }) => subject)).toEqual(
    expect.arrayContaining(['spoofed', 'sgr-3']),
  )
})

it('a rule that is gone keeps its hits under its group; an unknown one is refused', async () => {
  const api = await createTestApi()
  await putGroup(api, 'sg-a')
  await putRule(api, 'sg-a', 'sgr-1')
  api.hits.take({ hostId: 'one', ledger: 'x', rows: [row('sgr-1', 3)] })
  await api.store.transact((state) => state.remove('rule', 'sgr-1'))
  const { items } = await api.ok('GET', '/hits', { query: { group: 'sg-a' } })
  expect(items).toEqual([expect.objectContaining({ subject: 'sgr-1', gone: true, hits: 3 })])
  expect((await api.call('GET', '/hits', { query: { rule: 'sgr-9' } })).status).toBe(404)
  expect((await api.call('GET', '/hits', { query: { group: 'sg-9' } })).status).toBe(404)
  expect((await api.call('GET', '/hits', { query: { gruop: 'sg-a' } })).status).toBe(400)
})

it('sums survive a restart, a repeated report and a host that begins a new ledger', () => {
  let kept: string | undefined
  const open = (): HitTotals =>
    new HitTotals({
      memory: {
        read: () => kept,
        write: (text) => {
          kept = text
        },
      },
      now: () => 5,
      groupOf: () => undefined,
      verdictOf: () => undefined,
    })
  const sum = (totals: HitTotals): number | undefined => totals.all()[0]?.hosts[0]?.hits
  let totals = open()
  totals.take({ hostId: 'one', ledger: 'x', rows: [row('sgr-1', 3)] })
  totals.take({ hostId: 'one', ledger: 'x', rows: [row('sgr-1', 5)] })
  totals.take({ hostId: 'one', ledger: 'x', rows: [row('sgr-1', 4)] })
  expect(sum(totals)).toBe(5)
  totals.save()
  totals = open()
  expect([sum(totals), totals.since]).toEqual([5, 5])
  totals.take({ hostId: 'one', ledger: 'y', rows: [row('sgr-1', 2)] })
  expect(sum(totals)).toBe(7)
  totals.take({ hostId: 'one', ledger: 'y', rows: [row('sgr-1', 3)] })
  expect(sum(totals)).toBe(8)
  expect(MOST_ROWS).toBeGreaterThan(100)
})

describe('the last 24 hours', () => {
  const NOW = Date.UTC(2020, 0, 20, 8)
  const HOUR = 3_600_000
  const sum = (counts: readonly number[]) => counts.reduce((all, one) => all + one, 0)

  it('counts what rules, defaults and inner access decided for the account, when the host saw it', async () => {
    const api = await createTestApi()
    await putGroup(api, 'sg-a')
    await putRule(api, 'sg-a', 'sgr-1')
    await putRule(api, 'sg-a', 'sgr-2', { action: 'drop' })
    const at = (subject: string, hits: number, ago: number, direction: 'ingress' | null = 'ingress') =>
      row(subject, hits, NOW - ago, direction)
    const take = (...rows: ReturnType<typeof row>[]) => api.hits.take({ hostId: 'one', ledger: 'x', rows })
    take(at('sgr-1', 3, 2 * HOUR), at('sgr-2', 5, HOUR), at('dropped', 9, 0, null), at('nacl-entry', 7, 0))
    take(at('sgr-1', 4, 0), at('sgr-1', 4, 0), at('default:sg-a', 2, 0), at('inner:sg-a', 1, 0))
    // Longer ago than a day, and a clock that is ahead of ours.
    take(at('default:sg-a', 50, 25 * HOUR), at('inner:sg-a', 2, -HOUR))
    const { from, stepSeconds, accepted, dropped } = await api.ok('GET', '/hits/day')
    expect([accepted.length, dropped.length, stepSeconds]).toEqual([288, 288, 300])
    expect(Date.parse(from)).toBe(NOW - 287 * 300_000)
    expect([accepted[263], accepted[287], sum(accepted)]).toEqual([3, 3, 6])
    expect([dropped[275], dropped[287], sum(dropped)]).toEqual([5, 2, 7])
    await api.ok('POST', '/accounts', { body: { name: 'other', cloud: 'aliyun' } })
    const { accepted: none } = await api.ok('GET', '/hits/day', { account: 'other' })
    expect(sum(none)).toBe(0)
  })

  it('is kept over a restart, forgets what is older, and never grows beyond a day', () => {
    const accountId = '1'
    let day = new HitDay()
    for (let minute = 0; minute < 3 * 24 * 60; minute++)
      day.count({ accountId, action: 'accept' }, { lastHit: minute * 60_000 }, 1, minute * 60_000)
    const now = 3 * 24 * HOUR - 1
    const kept = day.kept(now)
    expect(kept[accountId]?.length).toBe(288)
    expect(JSON.stringify(kept).length).toBeLessThan(288 * 20)
    day = new HitDay(JSON.parse(JSON.stringify(kept)))
    expect(sum(day.of(accountId, now).accepted)).toBe(24 * 60)
    expect(sum(day.of(accountId, now + 23 * HOUR).accepted)).toBe(60)
    expect(sum(day.of(accountId, now + 24 * HOUR).accepted)).toBe(0)
    expect(day.kept(now + 24 * HOUR)).toEqual({})
  })
})
