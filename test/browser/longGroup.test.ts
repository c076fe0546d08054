// A group of 5,000 rules: only the rows in sight are drawn, however far one scrolls, and what is looked for is found.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeUnless } from '../skipReason.ts'
import { groupOf, scrollThrough } from './scroll.ts'
import type { Visitor } from './visitor.ts'
import { noBrowser, openWorld, type World } from './world.ts'

const RULES = 5_000
/** A screen of them, and what is kept ready above and below. */
const MOST_ROWS = 60

describeUnless(noBrowser, 'a group of 5,000 rules', () => {
  let world: World
  let visitor: Visitor
  beforeAll(async () => {
    world = await openWorld()
    const group = await groupOf(world.server, RULES)
    visitor = await world.open('zh-CN')
    await visitor.goto(`/groups/${group}`)
  })
  afterAll(() => world.close())

  test('is there, and draws only the rows in sight while it scrolls', async () => {
    const { page, t } = visitor
    await page.getByText(`${t('term.ingress')} (${RULES})`).waitFor()
    await page.locator('.ant-table-row').first().waitFor()
    const first = await page.locator('.ant-table-row').first().innerText()
    const { rows, frames } = await scrollThrough(page, 40)
    expect(frames.length).toBeGreaterThan(2)
    expect(rows).toBeGreaterThan(5)
    expect(rows).toBeLessThan(MOST_ROWS)
    const shown = () => page.locator('.ant-table-row').first().innerText()
    await expect.poll(shown, { timeout: 20_000 }).not.toBe(first)
  })

  test('finds one rule of them', async () => {
    const { page, t } = visitor
    await page.getByLabel(t('rules.find')).fill('tcp/4199')
    await expect.poll(() => page.locator('.ant-table-row').count(), { timeout: 20_000 }).toBe(10)
  })
})
