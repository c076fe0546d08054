// The console in a real browser against a real server: the way in and out.

import { afterAll, beforeAll, test } from 'vitest'
import { describeUnless } from '../skipReason.ts'
import { noBrowser, openWorld, type World } from './world.ts'

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
})
