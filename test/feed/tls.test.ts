// The feed over TLS: a host trusts the one CA it was given, and no other.

import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { createFeed } from '../../src/feed/server.ts'
import { tlsMaterial } from '../../src/server/certificate.ts'
import { openStore } from '../../src/store/index.ts'
import { follow, report, TOKEN } from './harness.ts'

const settled = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 20_000, interval: 5 })

test('state and reports pass with the right CA, nothing passes without it', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'menshen-feed-tls-'))
  const { key, certificate, ca } = await tlsMaterial(directory, ['127.0.0.1'], Date.now())
  const store = await openStore('memory:')
  const feed = createFeed(store, { token: TOKEN, heartbeatMs: 15_000, now: Date.now })
  const server = createServer({ key, cert: certificate }, (request, response) =>
    request.method === 'GET' ? feed.handleStream(request, response) : feed.handleReport(request, response),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`
  const trusting = follow(url, { ca })
  const stranger = follow(url, { hostId: 'stranger' })
  try {
    trusting.connection.report(report({ enforcedRevision: 3 }))
    stranger.connection.report(report({ hostId: 'stranger' }))
    await settled(() => expect(trusting.replica.inSync).toBe(true))
    await settled(() => expect(stranger.reasons.length).toBeGreaterThan(1))
    await settled(() => expect(feed.hosts()[0]?.enforcedRevision).toBe(3))
    expect(stranger.reasons[0]).toMatch(/certificate/)
    expect(feed.hosts().map((host) => host.hostId)).toEqual(['host-1'])
  } finally {
    await Promise.all([trusting.stop(), stranger.stop()])
    feed.close()
    server.close()
    await store.close()
    rmSync(directory, { recursive: true })
  }
}, 30_000)
