// Inviting hosts and taking them out, over the own API.

import { expect, test } from 'vitest'
import type { FaultError } from '../../src/core/model/faults.ts'
import { digestOf } from '../../src/feed/signing.ts'
import { joinHost } from '../../src/service/host/hosts.ts'
import { createTestApi, type TestApi } from './client.ts'

const HOUR = 3_600_000
const NOW = Date.UTC(2020, 0, 20, 8)

const joining = (api: TestApi, hostId: string, id: string, now = NOW, secret = 'secret') =>
  api.store
    .transact((state) =>
      joinHost({ state, now }, { tokenId: id, digest: digestOf(secret), hostId, publicKey: 'key' }),
    )
    .then(
      ({ value }) => value,
      (error: FaultError) => error.fault.name,
    )

test('a token is shown once, lets one host in, and ends by itself', async () => {
  const api = await createTestApi()
  const preview = await api.ok('POST', '/hosts/tokens', { body: {}, query: { dryRun: 'true' } })
  expect(preview.token).toBeNull()
  expect((await api.ok('GET', '/hosts/tokens')).items).toEqual([])
  const made = await api.ok('POST', '/hosts/tokens', { body: {} })
  expect(made).toMatchObject({ expiresAt: new Date(NOW + HOUR).toISOString(), eniId: null })
  expect(made.token.split('.')).toEqual([made.id, 'secret', 'p'.repeat(43)])
  expect(JSON.stringify(made.changes)).not.toMatch(/secret|digest/)
  expect(await joining(api, 'web1', made.id, NOW, 'guessed')).toBe('joinTokenNotFound')
  expect(await joining(api, 'local', made.id)).toBe('hostNameTaken')
  expect(await joining(api, 'web1', made.id)).toEqual({ eniId: null })
  expect(await joining(api, 'web2', made.id)).toBe('joinTokenNotFound')
  const late = await api.ok('POST', '/hosts/tokens', { body: { expiresInSeconds: 60 } })
  expect(await joining(api, 'web2', late.id, NOW + 60_000)).toBe('joinTokenExpired')
  const taken = await api.ok('POST', '/hosts/tokens', { body: {} })
  await api.ok('DELETE', `/hosts/tokens/${taken.id}`)
  expect(await joining(api, 'web2', taken.id)).toBe('joinTokenNotFound')
})

test('hosts are listed, shown and removed; what is asked wrongly is refused in words', async () => {
  const api = await createTestApi()
  const { id } = await api.ok('POST', '/hosts/tokens', { body: {} })
  await joining(api, 'web1', id)
  const [host] = (await api.ok('GET', '/hosts')).items
  expect(host).toMatchObject({ id: 'web1', connected: false, lastSeen: null, mode: 'unknown', ports: [] })
  expect(await api.ok('GET', '/hosts/web1')).toEqual(host)
  expect(await api.call('GET', '/hosts/web9')).toMatchObject({ status: 404, body: { code: 'hostNotFound' } })
  expect((await api.ok('DELETE', '/hosts/web1', { query: { dryRun: 'true' } })).changes).toHaveLength(1)
  expect((await api.ok('GET', '/hosts')).items).toHaveLength(1)
  await api.ok('DELETE', '/hosts/web1')
  expect((await api.ok('GET', '/hosts')).items).toEqual([])
  expect(await api.call('DELETE', '/hosts/web1')).toMatchObject({ status: 404 })
  expect(await api.call('POST', '/hosts/tokens', { body: { eniId: 'eni-no' } })).toMatchObject({
    status: 404,
  })
  expect(await api.call('POST', '/hosts/tokens', { body: { expiresInSeconds: 5 } })).toMatchObject({
    status: 400,
  })
})
