// The topology of 500 groups with 10,000 interfaces: from all of them to one wrong rule in four clicks, each step legible.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeUnless } from '../skipReason.ts'
import { ENVIRONMENTS, fillFleet, groupId } from './fleet.ts'
import type { Visitor } from './visitor.ts'
import { noBrowser, openWorld, type World } from './world.ts'

const SIMULATED = { MENSHEN_ENFORCE: 'simulated' }
/** Rows and columns that still can be read, and the head. */
const MOST = 31

describeUnless(noBrowser, 'topology of 500 groups', () => {
  let world: World
  let visitor: Visitor
  /** Milliseconds of each step, for whoever reads the log. */
  const took: [step: string, ms: number][] = []
  const timed = async (step: string, work: () => Promise<unknown>): Promise<void> => {
    const started = performance.now()
    await work()
    took.push([step, performance.now() - started])
  }

  beforeAll(async () => {
    world = await openWorld(SIMULATED)
    const { server } = world
    await server.stop()
    await fillFleet(server.dataDir, server.credentials.aliyun.accountId)
    await server.start(SIMULATED)
    await timed('log-in and model', async () => {
      visitor = await world.open('zh-CN', 'dark')
    })
  })
  afterAll(async () => {
    console.log(took.map(([step, ms]) => `${step} ${(ms / 1000).toFixed(1)} s`).join(', '))
    await world.close()
  })

  const rows = () => visitor.page.locator('.matrix tbody tr')
  const columns = () => visitor.page.locator('.matrix thead th.across')
  const cell = (from: string, to: string) =>
    visitor.page.locator('.matrix').getByRole('button', { name: new RegExp(`^${from} → ${to}[：:]`) })
  const size = async (): Promise<readonly number[]> => [await rows().count(), await columns().count()]

  test('all of them are four buckets', async () => {
    await timed('first picture', async () => {
      await visitor.goto('/topology')
      await rows().first().waitFor()
    })
    expect(await size()).toEqual([ENVIRONMENTS.length, ENVIRONMENTS.length])
    await timed('another service', async () => {
      await visitor.pick(visitor.page.getByLabel(visitor.t('topology.service')), 'tcp/3306')
      // Only production lets in somebody else's jobs: three applications, 20 interfaces on either side.
      await expect.poll(() => cell('stage', 'prod').innerText(), { timeout: 20_000 }).toMatch(/^1,200$/)
    })
    expect(await cell('prod', 'stage').innerText()).toBe('·')
    await visitor.look('fleet')
  })

  test('a cell opens into applications, one of those into groups, one of these into its neighbours', async () => {
    await timed('applications', async () => {
      await cell('stage', 'prod').click()
      await cell('stage-app7', 'prod-app7').waitFor()
    })
    expect(await size()).toEqual([25, 25])
    expect(await cell('stage-app7', 'prod-app7').innerText()).toBe('400')
    expect(await cell('stage-app8', 'prod-app8').innerText()).toBe('·')
    await visitor.look('fleet-applications')
    await timed('groups', async () => {
      await cell('stage-app7', 'prod-app7').click()
      await cell('stage-app7-job-sg', 'prod-app7-db-sg').waitFor()
    })
    expect(await size()).toEqual([5, 5])
    expect(await cell('stage-app7-job-sg', 'prod-app7-db-sg').innerText()).toBe('400')
    await timed('neighbours', async () => {
      await cell('stage-app7-job-sg', 'prod-app7-db-sg').click()
      await visitor.page.locator('.ego-node.middle').waitFor()
    })
    await visitor.page.locator('.ego-node').filter({ hasText: 'prod-app7-db-sg' }).first().waitFor()
    await visitor.check()
  })

  test('whatever is folded how, no picture has more than can be read', async () => {
    const { page, t } = visitor
    await visitor.goto('/topology')
    for (const fold of [t('topology.fold.name', { parts: 2 }), t('topology.fold.group')]) {
      await timed(fold, async () => {
        await rows().first().waitFor()
        await visitor.pick(page.getByLabel(t('topology.fold'), { exact: true }), fold)
        await page.locator('.matrix + p').waitFor()
      })
      expect((await size()).every((count) => count < MOST)).toBe(true)
    }
  })

  test('a group named by hundreds of others shows the first of them, and how many more', async () => {
    const hub = groupId('prod', 1, 'web')
    const as = { direction: 'egress', services: 'tcp/80' }
    await world.server.api('PUT', '/quotas/groupReferencesPerBasicGroup', { maximum: 200 })
    const others = Array.from({ length: 25 }, (_, app) => [
      ...(['web', 'app', 'db'] as const).map((role) => groupId('prod', app + 1, role)),
    ]).flat()
    const peers = others.filter((id) => id !== hub)
    for (let from = 0; from < peers.length; from += 10)
      await world.server.api('POST', `/groups/${hub}/rules`, { ...as, peers: peers.slice(from, from + 10) })
    await visitor.goto(`/topology?group=${hub}`)
    await visitor.page.locator('.ego-node.middle').waitFor()
    await visitor.page
      .getByText(
        visitor.t('topology.more', { side: visitor.t('topology.outgoing'), count: peers.length - 30 }),
      )
      .waitFor()
    expect(await visitor.page.locator('.ego-node').count()).toBeLessThan(65)
    await visitor.check()
  })
})
