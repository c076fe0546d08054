// ECS Security manual 2019, 1.9, and "使用安全性群組" 2025, walked in the console: groups are found, modified, protected,
// isolated, and deleted once nothing stands against it.

import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { reasonNotToRun } from '../kernel/machine.ts'
import { describeUnless } from '../skipReason.ts'
import { type Lab, makeLab, reaches } from './lab.ts'
import type { Visitor } from './visitor.ts'
import { noBrowser, openWorld, type World } from './world.ts'

describeUnless(noBrowser ?? reasonNotToRun(), 'security groups as a whole', () => {
  let world: World
  let lab: Lab
  beforeAll(async () => {
    world = await openWorld()
    lab = await makeLab(world.server)
  })
  afterAll(() => world.close())

  describe.each(['zh-CN', 'en'] as const)('in %s', (language) => {
    const name = `cache-${language}`
    let id: string
    let vpcId: string
    let visitor: Visitor
    beforeAll(async () => {
      visitor = await world.open(language)
      vpcId = (await group(lab.group('lab-web'))).vpcId
      const made = await world.server.api('POST', '/groups', { region: 'cn-hangzhou', name, vpcId })
      id = (made.group as { readonly id: string }).id
      await world.server.api('POST', `/groups/${lab.group('lab-app')}/rules`, {
        ...{ direction: 'ingress', services: 'redis', peers: [id] },
      })
    })
    afterAll(() => visitor.close())

    const group = async (groupId: string) =>
      (await world.server.api('GET', `/groups/${groupId}`)).group as { readonly vpcId: string }
    const row = (text: string): Locator => visitor.page.getByRole('row').filter({ hasText: text })
    const more = (group: string): Locator =>
      visitor.called('button', `${visitor.t('groups.more')}: ${group}`, row(group))

    test('1.9.1 查询安全组列表: by id, by VPC, by name, by state', async () => {
      const { page, t } = visitor
      await visitor.turnTo('page.groups')
      const find = page.getByLabel(t('groups.find'))
      await find.fill(id)
      await row('lab-web').waitFor({ state: 'detached' })
      await row(id).waitFor()
      await find.fill(vpcId)
      await row('lab-web').waitFor()
      await find.fill(name)
      await row('lab-web').waitFor({ state: 'detached' })
      await visitor.press('groups.clearFilters')
      await row('lab-web').waitFor()
      await visitor.pick(visitor.called('combobox', t('groups.state')), t('groups.state.unused'))
      await row('lab-web').waitFor({ state: 'detached' })
      await row(name).waitFor()
      await find.fill('there is no such group')
      await page.getByText(t('groups.noneFound')).waitFor()
      await visitor.press('groups.clearFilters')
    })

    test('1.9.2 修改安全组属性: name and description', async () => {
      const { page, t } = visitor
      await visitor.choose(more(name), 'groups.edit')
      const dialog = visitor.dialog(`${t('groups.edit')}: ${name}`)
      const entered = dialog.getByLabel(t('groups.name'))
      await entered.fill('1')
      await visitor.press('groups.preview', dialog)
      await dialog.locator('[aria-invalid=true]').waitFor()
      await entered.fill(`${name}-sg`)
      await dialog.getByLabel(t('groups.description')).fill('sessions of the shop')
      await visitor.look('edit-group')
      await visitor.press('groups.preview', dialog)
      await visitor.apply(`${t('groups.edit')}: ${name}`, `${name}-sg`)
      await row(`${name}-sg`).getByText('sessions of the shop').waitFor()
      expect(await page.getByRole('dialog').count()).toBe(0)
    })

    test('修改組內網路連通策略: members are isolated, and reach each other again', async () => {
      const { page, t } = visitor
      const among = (): Promise<boolean> => reaches(lab.machine('lab-web-1'), lab.machine('lab-web-2'), 6379)
      expect(await among()).toBe(true)
      await row('lab-web').getByRole('link', { name: 'lab-web', exact: true }).click()
      await visitor.called('switch', t('groups.inner')).click()
      await visitor.apply(t('groups.innerOff'), t('effect.closes'))
      expect(await among()).toBe(false)
      await visitor.called('switch', t('groups.inner')).click()
      await visitor.apply(t('groups.innerOn'), t('effect.opens'))
      expect(await among()).toBe(true)
      await page.getByText(t('rules.innerAccept')).waitFor()
    })

    test('刪除保護: what is protected is not deleted', async () => {
      const { t } = visitor
      await visitor.turnTo('page.groups')
      await visitor.choose(more(name), 'groups.protect')
      await visitor.apply(t('groups.protect'))
      await row(name).getByText(t('groups.protected')).waitFor()
      await visitor.choose(more(name), 'groups.delete')
      const dialog = visitor.dialog(`${t('groups.delete')}: ${name}-sg`)
      await dialog.getByText(t('groups.deleteProtected')).waitFor()
      await dialog.getByText(t('groups.deleteReferrers', { groups: 1, rules: 1 })).waitFor()
      await visitor.look('delete-group')
      expect(await visitor.called('button', t('groups.preview'), dialog).isDisabled()).toBe(true)
      await visitor.press('groups.unprotect', dialog)
      await visitor.apply(t('groups.unprotect'))
      await dialog.getByText(t('groups.deleteProtected')).waitFor({ state: 'detached' })
      await visitor.press('change.cancel', dialog)
      await dialog.waitFor({ state: 'detached' })
    })

    test('刪除安全性群組: members and referrers are named, then taken out of the way', async () => {
      const { t } = visitor
      await visitor.choose(more('lab-db'), 'groups.delete')
      const busy = visitor.dialog(`${t('groups.delete')}: lab-db`)
      await busy.getByText(t('groups.deleteMembers', { count: 1 })).waitFor()
      await visitor.press('change.cancel', busy)
      await busy.waitFor({ state: 'detached' })

      await visitor.choose(more(name), 'groups.delete')
      const dialog = visitor.dialog(`${t('groups.delete')}: ${name}-sg`)
      await dialog.getByRole('link', { name: 'lab-app' }).waitFor()
      await visitor.called('button', t('rules.remove', { count: 1 }), dialog).click()
      await visitor.apply(t('rules.remove', { count: 1 }))
      await dialog.getByText(t('groups.deleteFree', { rules: 0 })).waitFor()
      await visitor.press('groups.preview', dialog)
      await visitor.apply(`${t('groups.delete')}: ${name}-sg`, t('effect.closesNothing'))
      await row(name).waitFor({ state: 'detached' })
    })
  })
})
