// Reports from host to control plane, and waiting for what they say.

import { afterEach, describe, expect, test, vi } from 'vitest'
import type { AgentReport } from '../../src/feed/messages.ts'
import { openStore } from '../../src/store/index.ts'
import type { Store } from '../../src/store/store.ts'
import { type FeedServer, type Follower, follow, report, serveFeed, TOKEN } from './harness.ts'

const cleanups: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

const settled = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 20_000, interval: 5 })

async function started(): Promise<{ store: Store; server: FeedServer }> {
  const store = await openStore('memory:')
  const server = await serveFeed(store)
  cleanups.push(() => store.close(), server.stop)
  return { store, server }
}

async function connected(server: FeedServer, first: Partial<AgentReport>): Promise<Follower> {
  const host = follow(server.url, { hostId: first.hostId ?? 'host-1' })
  cleanups.push(host.stop)
  host.connection.report(report(first))
  const { hostId, ...rest } = report(first)
  await settled(() => expect(server.feed.hosts().find((one) => one.hostId === hostId)).toMatchObject(rest))
  await settled(() => expect(host.replica.inSync).toBe(true))
  return host
}

describe('reports', { timeout: 30_000 }, () => {
  test('a host is listed with what it reported and whether it is there', async () => {
    const { server } = await started()
    const before = Date.now()
    const host = await connected(server, {
      enforcedRevision: 4,
      failure: 'nft is missing',
      driftRepairs: 2,
      instances: 3,
    })
    const [listed] = server.feed.hosts()
    expect(listed).toMatchObject(
      report({ enforcedRevision: 4, failure: 'nft is missing', driftRepairs: 2, instances: 3 }),
    )
    expect(listed?.connectedSince).toBeGreaterThanOrEqual(before)
    expect(listed?.lastSeen).toBeGreaterThanOrEqual(listed?.connectedSince as number)
    await host.stop()
    await settled(() =>
      expect(server.feed.hosts()[0]).toMatchObject({ connectedSince: null, enforcedRevision: 4 }),
    )
  })

  test('a restarted server hears the last report again', async () => {
    const { store, server } = await started()
    await connected(server, { enforcedRevision: 9 })
    await server.stop()
    const again = await serveFeed(store, { port: Number(new URL(server.url).port) })
    cleanups.push(again.stop)
    await settled(() => expect(again.feed.hosts()[0]).toMatchObject({ enforcedRevision: 9, mode: 'kernel' }))
  })

  test('many reports at once: the last one stands', async () => {
    const { server } = await started()
    const host = await connected(server, {})
    for (let revision = 1; revision <= 200; revision++)
      host.connection.report(report({ enforcedRevision: revision }))
    await settled(() => expect(server.feed.hosts()[0]?.enforcedRevision).toBe(200))
  })

  test.each([
    { what: 'no JSON', body: '{' },
    { what: 'null', body: 'null' },
    { what: 'a bad host', body: JSON.stringify({ ...report(), hostId: '../x' }) },
    { what: 'a negative revision', body: JSON.stringify(report({ enforcedRevision: -1 })) },
    { what: 'an unknown mode', body: JSON.stringify({ ...report(), mode: 'magic' }) },
    { what: 'too much', body: JSON.stringify(report({ failure: 'x'.repeat(70_000) })) },
  ])('a report that is $what is refused', async ({ body }) => {
    const { server } = await started()
    const headers = { authorization: `Bearer ${TOKEN}` }
    const answer = await fetch(`${server.url}/agent/v1/report`, { method: 'POST', headers, body })
    expect([answer.status, Object.keys((await answer.json()) as object)]).toEqual([400, ['error']])
    expect(server.feed.hosts()).toEqual([])
  })

  test('the token is asked for, and the method', async () => {
    const { server } = await started()
    const status = async (path: string, init: RequestInit): Promise<number> =>
      (await fetch(`${server.url}${path}`, init)).status
    const headers = { authorization: `Bearer ${TOKEN}` }
    expect(await status('/agent/v1/report', { method: 'POST', body: JSON.stringify(report()) })).toBe(401)
    expect(await status('/agent/v1/stream?host=h', { headers: { authorization: 'Bearer ' } })).toBe(401)
    expect(await status('/agent/v1/report', { headers })).toBe(405)
    expect(await status('/agent/v1/stream', { headers })).toBe(400)
    expect(await status('/agent/v1/stream?host=%20', { headers })).toBe(400)
  })

  test('one host is waited for, whatever the others enforce', async () => {
    const { server } = await started()
    const one = await connected(server, { hostId: 'one', enforcedRevision: 1 })
    await connected(server, { hostId: 'two', enforcedRevision: 9 })
    expect(await server.feed.waitEnforced('one', 1, 10)).toBe(true)
    const waited = server.feed.waitEnforced('one', 2, 60_000)
    one.connection.report(report({ hostId: 'one', enforcedRevision: 2 }))
    expect(await waited).toBe(true)
  })

  test('waiting ends in time when the host does not come to it', async () => {
    const { server } = await started()
    await connected(server, { hostId: 'one', enforcedRevision: 1 })
    const begin = performance.now()
    expect(await server.feed.waitEnforced('one', 2, 100)).toBe(false)
    expect(performance.now() - begin).toBeGreaterThan(90)
  })

  test('a host that is still starting is waited for, one that fails is not', async () => {
    const { server } = await started()
    const starting = server.feed.waitEnforced('late', 5, 60_000)
    const late = await connected(server, { hostId: 'late', enforcedRevision: 5 })
    expect(await starting).toBe(true)
    const inVain = server.feed.waitEnforced('late', 6, 60_000)
    late.connection.report(report({ hostId: 'late', enforcedRevision: 5, failure: 'no nft' }))
    expect(await inVain).toBe(false)
  })
})
