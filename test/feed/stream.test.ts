// The stream from control plane to host over a real loopback server: snapshot, changes, resume, gaps, cuts.

import { request } from 'node:http'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { FeedEvent } from '../../src/feed/messages.ts'
import { openStore } from '../../src/store/index.ts'
import type { Store } from '../../src/store/store.ts'
import { account, rememberedAnswer, rule } from '../store/bodies.ts'
import { fill } from '../store/changes.ts'
import { viewOf } from '../store/model.ts'
import { type FeedServer, follow, serveFeed, TOKEN, wireTo } from './harness.ts'

const cleanups: (() => Promise<void>)[] = []
const kept = <T extends { stop(): Promise<void> }>(one: T): T => {
  cleanups.push(() => one.stop())
  return one
}
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function started(
  options?: Parameters<typeof serveFeed>[1],
): Promise<{ store: Store; server: FeedServer }> {
  const store = await openStore('memory:')
  cleanups.push(() => store.close())
  return { store, server: kept(await serveFeed(store, options)) }
}

const settled = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 20_000, interval: 5 })
const kinds = (events: readonly FeedEvent[]): string[] => events.map((event) => event.kind)
const accounts = (store: Store, count: number, name = 'a'): Promise<unknown> =>
  store.transact((t) => {
    for (let n = 0; n < count; n++) t.put('account', account(`a${n}`, name))
  })

describe('the stream', { timeout: 30_000 }, () => {
  test('an empty store gives an empty snapshot, then every change as one', async () => {
    const { store, server } = await started()
    const host = kept(follow(server.url))
    await settled(() => expect(host.replica.inSync).toBe(true))
    await store.transact((t) => {
      t.put('rule', rule('r1', 'g1'))
      t.put('rule', rule('r2', 'g1'))
    })
    await store.transact((t) => t.remove('rule', 'r1'))
    await settled(() => expect(host.replica.revision).toBe(2))
    expect(viewOf(host.replica.state)).toEqual(viewOf(store))
    expect(kinds(host.events)).toEqual(['snapshot', 'inSync', 'change', 'change'])
  })

  test('secrets and remembered answers stay; their changes only move the revision', async () => {
    const { store, server } = await started()
    const accessKey = { id: 'LTAI', accountId: 'a', secret: 'hush', active: true, createdAt: 0 } as never
    await store.transact((t) => t.put('accessKey', accessKey))
    const host = kept(follow(server.url))
    await settled(() => expect(host.replica.revision).toBe(1))
    await store.transact((t) => t.put('rememberedAnswer', rememberedAnswer('x')))
    await store.transact((t) => {
      t.put('accessKey', accessKey)
      t.put('account', account('a'))
    })
    await settled(() => expect(host.replica.revision).toBe(3))
    expect(host.events.slice(2).map((one) => (one.kind === 'change' ? one.writes.length : -1))).toEqual([
      0, 1,
    ])
    expect(JSON.stringify(host.events)).not.toMatch(/hush|rememberedAnswer/)
  })

  test('10,000 resources come whole, at most 500 to an event', async () => {
    const { store, server } = await started()
    await accounts(store, 10_000)
    const host = kept(follow(server.url))
    await settled(() => expect(host.replica.inSync).toBe(true))
    expect([...host.replica.state.list('account')]).toEqual([...store.list('account')])
    const sizes = host.events.map((one) => ('writes' in one ? one.writes.length : 0))
    expect(Math.max(...sizes)).toBe(500)
    expect(sizes).toHaveLength(21)
  })

  test('a host that comes back gets what it missed and no snapshot', async () => {
    const { store, server } = await started()
    const wire = kept(await wireTo(server.url))
    await fill(store, 3)
    const host = kept(follow(wire.url))
    await settled(() => expect(host.replica.revision).toBe(3))
    wire.cutAfter(1)
    wire.cutAfter(0)
    await fill(store, 4, 'b')
    wire.heal()
    await settled(() => expect(kinds(host.events).slice(2)).toEqual([...Array(4).fill('change'), 'inSync']))
    expect(viewOf(host.replica.state)).toEqual(viewOf(store))
  })

  test('a host that stayed away for too long gets a snapshot', async () => {
    const { store, server } = await started()
    const wire = kept(await wireTo(server.url))
    await fill(store, 3)
    const host = kept(follow(wire.url))
    await settled(() => expect(host.replica.revision).toBe(3))
    wire.cutAfter(1)
    wire.cutAfter(0)
    await store.transact((t) => t.remove('account', 'a1'))
    await store.compact(4)
    wire.heal()
    await settled(() => expect(host.replica.revision).toBe(4))
    expect(kinds(host.events).slice(2)).toEqual(['snapshot', 'inSync'])
    expect(viewOf(host.replica.state)).toEqual(viewOf(store))
  })

  test('a restarted server is resumed, another store on the same address is not', async () => {
    const first = await started()
    await fill(first.store, 3)
    const port = Number(new URL(first.server.url).port)
    const host = kept(follow(first.server.url))
    await settled(() => expect(host.replica.revision).toBe(3))
    await first.server.stop()
    const again = await serveFeed(first.store, { port })
    await settled(() => expect(again.feed.hosts()[0]?.connectedSince).not.toBeNull())
    await settled(() => expect(kinds(host.events)).toEqual(['snapshot', 'inSync', 'inSync']))
    await again.stop()
    const other = await openStore('memory:')
    await fill(other, 3, 'other')
    const second = kept(await serveFeed(other, { port }))
    await settled(() => expect(host.replica.identity).toBe(other.identity))
    expect(kinds(host.events).slice(3)).toEqual(['snapshot', 'inSync'])
    expect(viewOf(host.replica.state)).toEqual(viewOf(other))
    expect(second.feed.hosts()).toHaveLength(1)
  })

  test('a host ahead of a store that was put back from a backup gets a snapshot', async () => {
    const { store, server } = await started()
    await fill(store, 3)
    const ahead = `${server.url}/agent/v1/stream?host=h&identity=${store.identity}&from=9`
    const text = await new Promise<string>((resolve, reject) => {
      const asked = request(ahead, { headers: { authorization: `Bearer ${TOKEN}` } }, (response) => {
        response.setEncoding('utf8').once('data', (data: string) => {
          resolve(data)
          asked.destroy()
        })
      })
      asked.on('error', reject).end()
    })
    expect(text).toMatch(/^event: snapshot\ndata: \{"kind":"snapshot","first":true/)
  })

  test('a snapshot cut in the middle, again and again, is never seen in half', async () => {
    const { store, server } = await started()
    await accounts(store, 3_000)
    const wire = kept(await wireTo(server.url))
    wire.cutAfter(150_000)
    const counts = new Set<number>()
    const host = kept(follow(wire.url, { onEvent: () => counts.add(host.replica.state.count('account')) }))
    await settled(() =>
      expect(host.events.filter((one) => one.kind === 'snapshot' && one.first).length).toBeGreaterThan(2),
    )
    expect([host.replica.inSync, ...counts]).toEqual([false, 0])
    wire.heal()
    await settled(() => expect(host.replica.inSync).toBe(true))
    expect([...counts]).toEqual([0])
    expect(host.replica.state.count('account')).toBe(3_000)
  })

  test('writes during the snapshot and a slow reader lose nothing', async () => {
    const { store, server } = await started()
    await accounts(store, 5_000)
    const wire = kept(await wireTo(server.url))
    const host = kept(follow(wire.url))
    await settled(() => expect(host.events.length).toBeGreaterThan(0))
    wire.stall(true)
    for (let n = 0; n < 20; n++) await fill(store, 50, `n${n}-`)
    wire.stall(false)
    await settled(() => expect(host.replica.revision).toBe(store.revision))
    expect(viewOf(host.replica.state)).toEqual(viewOf(store))
  })

  test('a reader so slow that its next change is forgotten starts over on the same connection', async () => {
    const { store, server } = await started()
    // More than all buffers between server and host can hold.
    await accounts(store, 20_000, 'x'.repeat(2_000))
    const wire = kept(await wireTo(server.url))
    const host = kept(follow(wire.url))
    await settled(() => expect(host.events.length).toBeGreaterThan(0))
    wire.stall(true)
    await fill(store, 5, 'b')
    await store.compact(store.revision)
    wire.stall(false)
    await settled(() => expect(host.replica.revision).toBe(6))
    expect(host.events.filter((one) => one.kind === 'snapshot' && one.first)).toHaveLength(2)
    expect(host.reasons).toEqual([])
  })

  test('heartbeats keep a silent connection, a dead one is left', async () => {
    const { store, server } = await started({ heartbeatMs: 50 })
    const wire = kept(await wireTo(server.url))
    const host = kept(follow(wire.url, { silenceMs: 800 }))
    await settled(() => expect(host.replica.inSync).toBe(true))
    await new Promise((resolve) => setTimeout(resolve, 1_200))
    expect(host.reasons).toEqual([])
    wire.stall(true)
    await settled(() => expect(host.reasons).toEqual(['nothing heard for 0.8 s']))
    await fill(store, 1)
    await settled(() => expect(host.replica.revision).toBe(1))
  })

  test('an event that cannot be taken brings a snapshot', async () => {
    const { store, server } = await started()
    let isBad = true
    const host = kept(
      follow(server.url, {
        onEvent: (event) => {
          if (event.kind !== 'change' || !isBad) return
          isBad = false
          throw new Error('not now')
        },
      }),
    )
    await settled(() => expect(host.replica.inSync).toBe(true))
    await fill(store, 1)
    await settled(() => expect(host.replica.revision).toBe(1))
    expect(kinds(host.events)).toEqual(['snapshot', 'inSync', 'change', 'snapshot', 'inSync'])
    expect(host.reasons).toEqual(['an event could not be taken: not now'])
  })

  test('without the token nothing is told', async () => {
    const { store, server } = await started()
    await fill(store, 1)
    const host = kept(follow(server.url, { token: 'wrong' }))
    await settled(() => expect(host.reasons).toContain('the server answered 401'))
    expect(host.events).toEqual([])
    expect(server.feed.hosts()).toEqual([])
  })

  test('the end of the feed ends every stream', async () => {
    const { server } = await started()
    const host = kept(follow(server.url))
    await settled(() => expect(host.replica.inSync).toBe(true))
    server.feed.close()
    await settled(() => expect(host.reasons.length).toBeGreaterThan(0))
    expect(server.feed.hosts()[0]?.connectedSince).toBeNull()
  })
})
