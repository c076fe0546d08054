// The console in a real browser against a real server: log-in, the documents' procedures, live changes, a lost connection.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeUnless } from '../skipReason.ts'
import { noBrowser, openWorld, type Visitor, type World } from './world.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

describeUnless(noBrowser, 'the console', () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld()
  })
  afterAll(() => world.close())

  test('a wrong password is refused in words, the right one lets in, log-out ends it', async () => {
    const { page, t } = await world.open('en')
    await page.getByRole('button', { name: t('app.logout') }).click()
    await page.locator('input[type=password]').fill('wrong')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').waitFor()
    await page.reload()
    await page.locator('input[type=password]').waitFor()
  })

  test.each(['zh-CN', 'en'] as const)(
    '%s: create a group, add a rule, clone it, delete it',
    async (language) => {
      const visitor = await world.open(language)
      const { page, t, complaints } = visitor
      const name = `web-${language.toLowerCase()}`
      await createGroup(visitor, world, name)
      await page.getByRole('button', { name: t('rules.add') }).click()
      await page.locator('#rule-services').fill('22,8000-8100')
      await page.keyboard.press('Enter')
      await page.keyboard.press('Escape')
      await page.locator('#rule-peers').fill('10.0.0.0/8, 192.168.1.5')
      await page.keyboard.press('Enter')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: t('groups.preview') }).click()
      await apply(visitor)
      await page.getByText('tcp/8000-8100').first().waitFor()
      expect(await page.getByText('192.168.1.5').count()).toBe(2)

      await page
        .getByRole('button', { name: spaced(t('groups.clone')), exact: true })
        .first()
        .click()
      await page
        .locator('.ant-modal')
        .getByRole('button', { name: t('groups.preview') })
        .click()
      await apply(visitor)
      await page.getByRole('heading', { name: `${name}-copy` }).waitFor()

      await page.getByRole('button', { name: t('groups.more') }).click()
      await page.getByRole('menuitem', { name: t('groups.delete') }).click()
      await page
        .locator('.ant-modal')
        .getByRole('button', { name: t('groups.preview') })
        .click()
      await apply(visitor)
      await page.waitForURL(/\/groups$/)
      expect(await page.getByText(`${name}-copy`).count()).toBe(0)
      expect(complaints).toEqual([])
    },
  )

  test('two browsers on one list see each other’s changes', async () => {
    const [one, other] = [await world.open('en'), await world.open('zh-CN')]
    await other.page.goto(`${world.server.endpoint}/groups`)
    await other.page.getByRole('heading', { name: other.t('page.groups') }).waitFor()
    await createGroup(one, world, 'seen-by-both')
    await other.page.getByText('seen-by-both').first().waitFor({ timeout: 10_000 })
  })

  test('a lost connection is shown, and healed when the server is back', async () => {
    const { page } = await world.open('en')
    await world.stopServer()
    await page.getByRole('status').filter({ hasText: 'connection to the server is lost' }).waitFor()
    await world.startServer()
    await page.locator('.strip').waitFor({ state: 'detached', timeout: 30_000 })
  })

  test.each(['light', 'dark'] as const)('axe finds nothing on the pages, %s', async (theme) => {
    const { page } = await world.open('zh-CN', theme)
    const found: string[] = []
    for (const path of ['/', '/groups', '/instances', '/lists', '/network-acls', '/vpcs', '/diagnosis']) {
      await page.goto(`${world.server.endpoint}${path}`)
      await page.locator('main h1').waitFor()
      await page.waitForTimeout(600)
      found.push(...(await violations(page)).map((one) => `${path}: ${one}`))
    }
    expect(found).toEqual([])
  })
})

/** Two Chinese characters on a button are drawn apart. */
const spaced = (text: string): RegExp => new RegExp(`^${[...text].join('\\s?')}$`)

async function createGroup({ page, t }: Visitor, { server }: World, name: string): Promise<void> {
  await page.goto(`${server.endpoint}/groups`)
  await page
    .getByRole('button', { name: t('groups.create') })
    .first()
    .click()
  await page.locator('.ant-modal #name').fill(name)
  await page
    .locator('.ant-modal')
    .getByRole('button', { name: t('groups.preview') })
    .click()
  await apply({ page, t })
  await page.getByRole('heading', { name, exact: true }).waitFor()
}

/** The preview is read, applied, and gone once every host enforces it. */
async function apply({ page, t }: Pick<Visitor, 'page' | 't'>): Promise<void> {
  const dialog = page.locator('.ant-modal').last()
  const button = dialog.getByRole('button', { name: t('change.apply') })
  await button.click()
  const close = dialog.getByRole('button', { name: spaced(t('change.close')) })
  await Promise.race([
    dialog.waitFor({ state: 'detached', timeout: 30_000 }),
    close.last().click({ timeout: 30_000 }),
  ]).catch(() => {})
  await page.locator('.ant-modal').waitFor({ state: 'detached', timeout: 30_000 })
}

/** As text, because it runs in the page, whose names ours has not. */
const RUN_AXE = `axe
  .run({ runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21aa'] } })
  .then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ' ' + html.slice(0, 160))))`

async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE)
  return (await page.evaluate(RUN_AXE)) as readonly string[]
}
