// The keyboard alone: a group is created, a rule added and deleted, without a mouse, and one sees where one is.

import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeUnless } from '../skipReason.ts'
import type { Visitor } from './visitor.ts'
import { noBrowser, openWorld, type World } from './world.ts'

/** More stops than any page here has before what is looked for. */
const MOST_STOPS = 90

describeUnless(noBrowser, 'with the keyboard alone', () => {
  let world: World
  let visitor: Visitor
  beforeAll(async () => {
    world = await openWorld()
    visitor = await world.open('en')
  })
  afterAll(() => world.close())

  const key = (name: string): Promise<void> => visitor.page.keyboard.press(name)
  const isAt = (wanted: Locator): Promise<boolean> =>
    wanted.evaluate((element) => element === element.ownerDocument.activeElement)
  /** Steps on until it is reached, and sees that one can see it. */
  const stepTo = async (wanted: Locator, step = 'Tab'): Promise<void> => {
    await wanted.waitFor()
    for (let stops = 0; !(await isAt(wanted)); stops++) {
      if (stops > MOST_STOPS) throw new Error(`${wanted} is not reached with ${step}`)
      await key(step)
    }
    expect(await wanted.evaluate((element) => element.matches(':focus-visible'))).toBe(true)
  }
  const applyWithKeys = async (title: string): Promise<void> => {
    const dialog = visitor.dialog(title).filter({ hasText: visitor.t('change.what') })
    const apply = visitor.called('button', visitor.t('change.apply'), dialog)
    await expect.poll(() => apply.isEnabled(), { timeout: 20_000 }).toBe(true)
    await stepTo(apply)
    await key('Enter')
    await dialog.waitFor({ state: 'detached' })
  }

  test('a dialog has the focus on its first field, and gives it back to what opened it', async () => {
    const { page, t } = visitor
    await visitor.goto('/groups')
    const opener = visitor.called('button', t('groups.create')).first()
    await stepTo(opener)
    await key('Enter')
    const dialog = visitor.dialog(t('groups.create'))
    await expect.poll(() => isAt(dialog.getByLabel(t('groups.template'))), { timeout: 20_000 }).toBe(true)
    await key('Tab')
    await page.keyboard.type('typed')
    expect(await dialog.getByLabel(t('groups.name')).inputValue()).toBe('typed')
    await key('Escape')
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(() => isAt(opener), { timeout: 20_000 }).toBe(true)
  })

  test('1.5 创建安全组', async () => {
    const { page, t } = visitor
    await stepTo(visitor.called('link', t('page.groups'), page.getByRole('navigation')))
    await key('Enter')
    await stepTo(visitor.called('button', t('groups.create')).first())
    await key('Enter')
    const dialog = visitor.dialog(t('groups.create'))
    await stepTo(dialog.getByLabel(t('groups.name')))
    await page.keyboard.type('typed-sg')
    await stepTo(visitor.called('button', t('groups.preview'), dialog))
    await key('Enter')
    await applyWithKeys(`${t('groups.create')}: typed-sg`)
    await page.getByRole('heading', { level: 1, name: 'typed-sg' }).waitFor()
  })

  test('1.6 添加安全组规则, then 1.8.6 删除安全组规则', async () => {
    const { page, t } = visitor
    const row = page.getByRole('row').filter({ hasText: 'tcp/6379' })
    await stepTo(visitor.called('button', t('rules.add')))
    await key('Enter')
    const form = visitor.called('region', t('rules.add'))
    await stepTo(form.getByLabel(t('rules.services')))
    await page.keyboard.type('redis,')
    await stepTo(form.getByLabel(t('term.peer')))
    await page.keyboard.type('10.0.0.0/8,')
    await stepTo(visitor.called('button', t('groups.preview'), form))
    await key('Enter')
    await applyWithKeys(t('rules.add'))
    await row.waitFor()
    await stepTo(visitor.called('button', t('rules.removeShort'), row))
    await key('Enter')
    await applyWithKeys(t('rules.remove', { count: 1 }))
    await row.waitFor({ state: 'detached' })
  })
})
