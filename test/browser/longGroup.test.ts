// A group of 5,000 rules: only the rows in sight are drawn, however far one scrolls, none is missing where it comes to
// rest, frames take about as long as in a group of 200, and what is looked for is found.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { median, percentile } from '../../bench/statistics.ts'
import { describeUnless } from '../skipReason.ts'
import { groupOf, isFilled, scrollDown } from './scroll.ts'
import type { Visitor } from './visitor.ts'
import { noBrowser, openWorld, type World } from './world.ts'

const [RULES, FEW] = [5_000, 200]
/** A screen of them, and what is kept ready above and below. */
const MOST_ROWS = 60
const STEP_PX = 2_400
const ROUNDS = 3
/** Whoever shares the machine takes frames from both. */
const MOST_TIMES = 3

describeUnless(noBrowser, 'a group of 5,000 rules', () => {
  let world: World
  let visitor: Visitor
  let [long, short] = ['', '']
  beforeAll(async () => {
    world = await openWorld({ MENSHEN_ENFORCE: 'simulated' })
    long = await groupOf(world.server, RULES)
    short = await groupOf(world.server, FEW)
    visitor = await world.open('zh-CN')
  })
  afterAll(() => world.close())

  const list = () => visitor.page.locator('.long-table')
  const show = async (group: string, rules: number) => {
    await visitor.goto(`/groups/${group}`)
    await visitor.page.getByText(`${visitor.t('term.ingress')} (${rules})`).waitFor()
    await visitor.page.locator('.long-row').first().waitFor()
  }
  const firstRow = () => visitor.page.locator('.long-row').first().getAttribute('aria-rowindex')

  test('draws only the rows in sight while it scrolls, and all of those', async () => {
    await show(long, RULES)
    let before = await firstRow()
    for (let step = 0; step < 5; step++) {
      const { rows, frames } = await scrollDown(visitor.page, list(), STEP_PX)
      expect(frames.length).toBeGreaterThan(2)
      expect(rows).toBeGreaterThan(5)
      expect(rows).toBeLessThan(MOST_ROWS)
      await expect.poll(() => isFilled(list()), { timeout: 20_000 }).toBe(true)
      const now = await firstRow()
      expect(now).not.toBe(before)
      before = now
    }
  })

  test(`takes no more than ${MOST_TIMES} times the frame time of a group of ${FEW}`, async () => {
    const times: { readonly [rules: number]: number[] } = { [RULES]: [], [FEW]: [] }
    for (let round = 0; round < ROUNDS; round++) {
      for (const [group, rules] of [
        [short, FEW],
        [long, RULES],
      ] as const) {
        await show(group, rules)
        const { frames } = await scrollDown(visitor.page, list(), STEP_PX)
        times[rules]?.push(percentile(frames, 0.5))
      }
    }
    const [few = 1, many = 1] = [FEW, RULES].map((rules) => median(times[rules] ?? []))
    console.log(`frame of ${RULES} rules ${many.toFixed(1)} ms, of ${FEW} rules ${few.toFixed(1)} ms`)
    expect(many / few).toBeLessThan(MOST_TIMES)
  })

  test('finds one rule of them', async () => {
    const { page, t } = visitor
    await show(long, RULES)
    await page.getByLabel(t('rules.find')).fill('tcp/4199')
    await expect.poll(() => page.locator('.long-row').count(), { timeout: 20_000 }).toBe(10)
  })
})
