// "使用安全性群組" 2025, 常見問題, walked in the console: why an instance does not answer, opened at one click, and proved
// with real packets.

import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Hand } from '../kernel/hand.ts'
import { reasonNotToRun } from '../kernel/machine.ts'
import { describeUnless } from '../skipReason.ts'
import { type Lab, makeLab, reaches } from './lab.ts'
import type { Visitor } from './visitor.ts'
import { noBrowser, openWorld, type World } from './world.ts'

describeUnless(noBrowser ?? reasonNotToRun(), 'diagnosis', () => {
  let world: World
  let lab: Lab
  let outside: Hand
  const before = new Map<string, string>()
  beforeAll(async () => {
    world = await openWorld()
    lab = await makeLab(world.server)
    outside = world.server.hand('--internet', '--ip', '5.6.7.8')
    for (const name of ['lab-web', 'lab-db']) {
      const made = await world.server.api('POST', `/groups/${lab.group(name)}/clone`, {
        name: `${name}-before`,
      })
      before.set(name, (made.group as { readonly id: string }).id)
    }
  })
  afterAll(() => world.close())

  describe.each(['zh-CN', 'en'] as const)('in %s', (language) => {
    let visitor: Visitor
    beforeAll(async () => {
      visitor = await world.open(language)
    })
    afterAll(async () => {
      await visitor.close()
      for (const [name, from] of before) {
        await world.server.api('POST', `/groups/${lab.group(name)}/restore`, { from, mode: 'full' })
      }
    })

    const row = (text: string): Locator => visitor.page.getByRole('row').filter({ hasText: text })
    /** What the console says of a packet that it sent. */
    const sends = async (...said: readonly string[]): Promise<void> => {
      await visitor.press('diagnosis.send')
      for (const text of said) await visitor.page.locator('.badge').filter({ hasText: text }).waitFor()
    }
    const ask = async (from: string, to: string, service: string): Promise<void> => {
      const { page, t } = visitor
      await page.getByLabel(t('diagnosis.from'), { exact: true }).fill(from)
      await page.getByLabel(t('diagnosis.to'), { exact: true }).fill(to)
      await visitor.called('combobox', t('diagnosis.service')).fill(service)
      await page.keyboard.press('Enter')
      await visitor.press('diagnosis.ask')
      await page.getByText(t('diagnosis.way'), { exact: true }).waitFor()
    }

    test('執行個體ping不通怎麼辦, 一鍵檢測: from the instance to the answer and the open port', async () => {
      const { page, t } = visitor
      await visitor.turnTo('page.instances')
      const publicAddress = await row('lab-web-1')
        .getByText(/^\d+(\.\d+){3}$/)
        .last()
        .innerText()
      expect(await outside.ping(publicAddress)).toBe('blocked')
      await visitor.called('link', t('page.diagnosis'), row('lab-web-1')).click()
      await page.getByText(t('diagnosis.oneClick')).waitFor()
      await visitor.press('diagnosis.ask')
      const cards = visitor.called('region', t('diagnosis.service')).getByRole('button')
      await cards.first().waitFor()
      expect(await cards.count()).toBe(6)
      // Open to the office alone.
      await cards
        .filter({ hasText: ':22' })
        .filter({ hasText: t('diagnosis.drop') })
        .waitFor()
      const card = cards.filter({ hasText: 'icmp' })
      await card.filter({ hasText: t('diagnosis.drop') }).click()
      await page.getByText(t('why.default')).first().waitFor()
      await sends(t('diagnosis.sent.silent'), t('diagnosis.agrees'))
      await visitor.look('diagnosis-answer')
      await visitor.called('button', t('diagnosis.apply')).first().click()
      await visitor.apply(t('diagnosis.fixes'), t('effect.opens'), 'icmp')
      await card
        .filter({ hasText: t('diagnosis.accept') })
        .filter({ hasNotText: t('diagnosis.drop') })
        .click()
      await sends(t('diagnosis.sent.answered'), t('diagnosis.agrees'))
    })

    test('執行個體連不上, 自訂檢測: source address, port, protocol', async () => {
      const { page, t } = visitor
      const web = lab.machine('lab-web-1').id
      await ask('5.6.7.8', web, '22/tcp')
      await page.getByRole('heading', { name: t('diagnosis.drop') }).waitFor()
      await ask('198.51.100.9', web, '22')
      await page.getByRole('heading', { name: `✓ ${t('diagnosis.accept')}` }).waitFor()
      // A link to a question asks it again.
      await page.reload()
      await page.getByRole('heading', { name: `✓ ${t('diagnosis.accept')}` }).waitFor()
    })

    test('服務訪問不通: the rule that decides, the one it overrules, the fix through a preview', async () => {
      const { page, t } = visitor
      const [app, db] = [lab.machine('lab-app-1'), lab.machine('lab-db-1')]
      expect(await reaches(app, db, 5432)).toBe(false)
      await ask(app.id, db.id, '5432/tcp')
      await page.getByText(t('diagnosis.overruled')).first().waitFor()
      await sends(t('diagnosis.sent.silent'), t('diagnosis.agrees'))
      await visitor.called('button', t('diagnosis.apply')).first().click()
      await visitor.apply(t('diagnosis.fixes'), t('effect.opens'))
      await page.getByRole('heading', { name: `✓ ${t('diagnosis.accept')}` }).waitFor()
      await sends(t('diagnosis.sent.answered'), t('diagnosis.agrees'))
      expect(await reaches(app, db, 5432)).toBe(true)
    })
  })
})
