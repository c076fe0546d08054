// Hosts that joined: known by their signatures, shown what they need, refused from the moment they are removed.

import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { asId, type HostId } from '../../src/core/model/ids.ts'
import type { Instance } from '../../src/core/model/network.ts'
import { authorizationOf, type HostIdentity } from '../../src/feed/signing.ts'
import { openStore } from '../../src/store/index.ts'
import type { Store } from '../../src/store/store.ts'
import { World } from '../kernel/agentWorld.ts'
import { account } from '../store/bodies.ts'
import { type FeedServer, follow, report, serveFeed } from './harness.ts'

const settled = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 20_000, interval: 5 })

let store: Store
let server: FeedServer

beforeEach(async () => {
  store = await openStore('memory:')
  server = await serveFeed(store)
})
afterEach(async () => {
  await server.stop()
  await store.close()
})

/** A key of its own, known to the server under this name. */
async function joined(name: string, clock: () => number = Date.now): Promise<HostIdentity> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const spki = publicKey.export({ type: 'spki', format: 'der' }).toString('base64url')
  const id = asId<HostId>(name)
  await store.transact((state) => state.put('host', { id, publicKey: spki, joinedAt: 0 }))
  let offset = 0
  return {
    hostId: name,
    sign: (text) => sign(null, Buffer.from(text), privateKey).toString('base64url'),
    nonce: () => randomBytes(16).toString('base64url'),
    now: () => clock() + offset,
    heardTime: (time) => {
      offset = time - clock()
    },
  }
}

function instance(id: string): Instance {
  const world = new World()
  world.instance(id, '10.0.0.5')
  return world.tables.get('instance', id) as Instance
}

const post = (authorization: string, body: string): Promise<number> =>
  fetch(`${server.url}/agent/v1/report`, { method: 'POST', headers: { authorization }, body }).then(
    ({ status }) => status,
  )
const signed = (identity: HostIdentity, body: string, path = '/agent/v1/report'): string =>
  authorizationOf(identity, 'POST', path, body)

test('what is signed is taken once; another body, path, name, key, time or header is refused', async () => {
  const identity = await joined('web1')
  const body = JSON.stringify(report({ hostId: 'web1' }))
  const authorization = signed(identity, body)
  expect(await post(authorization, body)).toBe(204)
  expect(await post(authorization, body)).toBe(401)
  expect(await post(signed(identity, body), body.replace('"kernel"', '"simulated"'))).toBe(400)
  expect(await post(signed(identity, body, '/agent/v1/hits'), body)).toBe(401)
  expect(await post(signed({ ...identity, hostId: 'web2' }, body), body)).toBe(401)
  const other = await joined('web2')
  expect(await post(signed({ ...other, hostId: 'web1' }, body), body)).toBe(401)
  const forOther = JSON.stringify(report({ hostId: 'web2' }))
  expect(await post(signed(identity, forOther), forOther)).toBe(400)
  const late = { ...identity, now: () => Date.now() - 6 * 60_000 }
  expect(await post(signed(late, body), body)).toBe(401)
  expect(await post(signed(identity, body).replace(/.$/, ''), body)).toBe(401)
  expect(server.feed.hosts().map((host) => host.hostId)).toEqual(['web1'])
})

test('a host whose clock is wrong learns the server’s and comes in', async () => {
  const identity = await joined('web1', () => Date.now() - 86_400_000)
  const host = follow(server.url, { identity, hostId: 'web1' })
  await settled(() => expect(host.replica.inSync).toBe(true))
  host.connection.report(report({ hostId: 'web1', enforcedRevision: 1 }))
  await settled(() => expect(server.feed.hosts()[0]?.enforcedRevision).toBe(1))
  await host.stop()
})

test('it is shown no instance of other hosts, no names and notes of anything, no keys', async () => {
  const identity = await joined('web1')
  await store.transact((state) => {
    state.put('account', { ...account('1'), name: 'hush' })
    state.put('instance', { ...instance('i-there'), userData: 'hush', hostId: asId<HostId>('web2') })
    state.put('instance', { ...instance('i-here'), description: 'hush', hostId: asId<HostId>('web1') })
    state.put('accessKey', {
      id: 'k' as never,
      accountId: '1' as never,
      secret: 'hush',
      active: true,
      createdAt: 0,
    })
  })
  const host = follow(server.url, { identity, hostId: 'web1' })
  await settled(() => expect(host.replica.inSync).toBe(true))
  expect([...host.replica.state.list('instance')].map(({ id }) => id)).toEqual(['i-here'])
  // It moves away, and another one comes.
  await store.transact((state) => {
    state.put('instance', { ...instance('i-here'), hostId: asId<HostId>('web2') })
    state.put('instance', { ...instance('i-there'), hostId: asId<HostId>('web1') })
  })
  await settled(() =>
    expect([...host.replica.state.list('instance')].map(({ id }) => id)).toEqual(['i-there']),
  )
  expect(JSON.stringify(host.events)).not.toContain('hush')
  await host.stop()
})

test('removed, its stream ends at once, and it is refused', async () => {
  const identity = await joined('web1')
  const host = follow(server.url, { identity, hostId: 'web1' })
  await settled(() => expect(host.replica.inSync).toBe(true))
  const revision = host.replica.revision
  await store.transact((state) => state.remove('host', 'web1'))
  await store.transact((state) => state.put('account', account('2')))
  await settled(() => expect(host.reasons.at(-1)).toBe('the server answered 401'))
  expect(host.replica.revision).toBe(revision)
  expect(server.feed.hosts()).toEqual([])
  await host.stop()
})

test('a host speaks for itself alone, also when it asks for the stream', async () => {
  const identity = await joined('web1')
  const host = follow(server.url, { identity, hostId: 'web2' })
  await settled(() => expect(host.reasons[0]).toBe('the server answered 403'))
  await host.stop()
})
