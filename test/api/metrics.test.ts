// Metrics of what hosts saw, and the dashboard that shows them.

import { readFileSync } from 'node:fs'
import performanceHooks from 'node:perf_hooks'
import { expect, it, vi } from 'vitest'
import type { Feed } from '../../src/feed/server.ts'
import { createMetrics } from '../../src/server/metrics.ts'
import { createTestApi } from './client.ts'

const DASHBOARD = new URL('../../examples/grafana/menshen.json', import.meta.url)

const HOST = {
  ...{ hostId: 'one', enforcedRevision: 1, failure: null, driftRepairs: 2, instances: 3 },
  ...{ connectedSince: 1, lastSeen: 1, mode: 'kernel', agentVersion: '' },
}

async function scrape(): Promise<string> {
  const { store, hits, flows } = await createTestApi()
  const row = { direction: 'ingress', bytes: 1, lastHit: 1 } as const
  hits.take({
    hostId: 'one',
    ledger: 'x',
    rows: [
      { ...row, subject: 'sgr-1', hits: 7 },
      { ...row, subject: 'default:sg-a', hits: 2 },
      { ...row, subject: 'spoofed', direction: null, hits: 5 },
      { ...row, subject: 'unbound', direction: null, hits: 4 },
    ],
  })
  const feed = { hosts: () => [HOST] } as unknown as Feed
  const metrics = createMetrics({ store, feed, hits, flows })
  await metrics.text()
  return metrics.text()
}

it('decisions, drops by reason and lag have a series each, also when they are read again', async () => {
  const text = await scrape()
  expect(text).toContain('menshen_drops_total{host="one",reason="spoofed"} 5')
  expect(text).toContain('menshen_drops_total{host="one",reason="unbound"} 4')
  expect(text).toContain('menshen_decisions_total{host="one",kind="rule",direction="ingress"} 7')
  expect(text).toContain('menshen_rule_hits_total{rule="sgr-1",group="",direction="ingress"} 7')
  expect(text).toMatch(/menshen_host_lag_revisions\{host="one"\} \d/)
})

it('what only grows is a counter, and nothing else calls itself a total', async () => {
  const text = await scrape()
  const types = new Map(
    [...text.matchAll(/^# TYPE (menshen_\w+) (\w+)/gm)].map(([, name, type]) => [name, type]),
  )
  for (const [name = '', type] of types) expect(type === 'counter', name).toBe(name.endsWith('_total'))
})

it('the lag of the event loop is measured when it is asked for, not all the time', async () => {
  const timed = vi.spyOn(performanceHooks, 'monitorEventLoopDelay')
  const text = await scrape()
  expect(text).toMatch(/^nodejs_eventloop_lag_seconds \d/m)
  expect(text).not.toMatch(/nodejs_eventloop_lag_\w+_seconds/)
  const A_DAY = 24 * 60 * 60 * 1000
  for (const [options] of timed.mock.calls) expect(options?.resolution).toBeGreaterThan(A_DAY)
  expect(timed).toHaveBeenCalledOnce()
})

it('every metric that the dashboard asks for exists', async () => {
  const text = await scrape()
  const board = JSON.parse(readFileSync(DASHBOARD, 'utf8')) as {
    panels: { title: string; targets: { expr: string }[] }[]
  }
  const asked = board.panels.flatMap(({ targets }) =>
    targets.flatMap(({ expr }) => expr.match(/menshen_\w+/g) ?? []),
  )
  expect(asked.length).toBeGreaterThan(board.panels.length - 1)
  const known = new Set([...text.matchAll(/^# TYPE (\w+) (\w+)/gm)].map(([, name]) => name))
  for (const name of asked) expect(known, name).toContain(name.replace(/_(bucket|sum|count)$/, ''))
})
