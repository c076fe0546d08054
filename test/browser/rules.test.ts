// ECS Security manual 2019, 1.5 to 1.8.6, walked in the console: a group is made and joined, and its rules start and
// stop real connections.

import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { reasonNotToRun } from '../kernel/machine.ts'
import { describeUnless } from '../skipReason.ts'
import { type Lab, makeLab, reaches } from './lab.ts'
import type { Visitor } from './visitor.ts'
import { noBrowser, openWorld, type World } from './world.ts'

describeUnless(noBrowser ?? reasonNotToRun(), 'rules of a security group', () => {
  let world: World
  let lab: Lab
  beforeAll(async () => {
    world = await openWorld()
    lab = await makeLab(world.server)
  })
  afterAll(() => world.close())

  describe.each(['zh-CN', 'en'] as const)('in %s', (language) => {
    const name = `prod-db-${language}`
    let visitor: Visitor
    beforeAll(async () => {
      visitor = await world.open(language)
    })
    afterAll(() => visitor.close())

    const arrives = (port: number) => reaches(lab.machine('lab-web-1'), lab.machine('lab-db-1'), port)
    const row = (text: string): Locator => visitor.page.getByRole('row').filter({ hasText: text })

    test('1.5 创建安全组: template with its rules, name, network', async () => {
      const { t } = visitor
      await visitor.turnTo('page.groups')
      await visitor.press('groups.create')
      const dialog = visitor.dialog(t('groups.create'))
      await dialog.getByText(`${t('term.accept')} tcp 443`).waitFor()
      await visitor.look('create-group')
      await visitor.pick(dialog.getByLabel(t('groups.template')), t('groups.template.custom'))
      await dialog.getByText(`${t('term.accept')} tcp 443`).waitFor({ state: 'detached' })
      await dialog.getByLabel(t('groups.name')).fill(name)
      await dialog.getByLabel(t('groups.description')).fill('orders')
      await visitor.pick(dialog.getByRole('combobox', { name: t('groups.vpc') }), 'lab')
      await visitor.press('groups.preview', dialog)
      await visitor.apply(`${t('groups.create')}: ${name}`, name)
      await visitor.page.getByRole('heading', { level: 1, name }).waitFor()
      await visitor.page.getByText(t('rules.none')).waitFor()
    })

    test('1.7 ECS实例加入安全组: from the group, and found again at the instance', async () => {
      const { page, t } = visitor
      await visitor.called('tab', t('groups.members')).click()
      await visitor.press('members.add')
      const dialog = visitor.dialog(t('members.add'))
      await visitor.pick(dialog.getByRole('combobox'), 'lab-db-1')
      await visitor.press('groups.preview', dialog)
      await visitor.apply(t('members.replace'), t('effect.opensNothing'))
      await row('lab-db-1').waitFor()
      await visitor.turnTo('page.instances')
      await row('lab-db-1').getByRole('link', { name }).click()
      await page.getByRole('heading', { level: 1, name }).waitFor()
      expect(await arrives(6379)).toBe(false)
    })

    test('1.6 添加安全组规则, 方式一 快速创建规则: services are ticked', async () => {
      const { page, t } = visitor
      await visitor.press('rules.quick')
      const form = visitor.called('region', t('rules.quick'))
      await form.getByLabel('Redis 6379').check()
      await form.getByLabel('Oracle 1521').check()
      await form.getByText(t('effect.opens'), { exact: true }).first().waitFor()
      await visitor.look('quick-rules')
      await visitor.press('groups.preview', form)
      await visitor.apply(t('rules.add'), 'tcp 6379', 'tcp 1521')
      await form.waitFor({ state: 'detached' })
      await row('tcp/6379').waitFor()
      expect(await page.getByRole('row').filter({ hasText: '0.0.0.0/0' }).count()).toBe(2)
      expect(await Promise.all([arrives(6379), arrives(1521), arrives(9000)])).toEqual([true, true, false])
    })

    test('1.6 添加安全组规则, 方式二: several ports and objects at once, a forbidding rule before them', async () => {
      const { t } = visitor
      const { address } = lab.machine('lab-web-1')
      await visitor.press('rules.add')
      const form = visitor.called('region', t('rules.add'))
      await visitor.enter(form.getByLabel(t('rules.services')), '9000, 22')
      await visitor.enter(form.getByLabel(t('term.peer')), `${address}，192.168.1.0/24`)
      await form.getByLabel(t('rules.description')).fill('from the web servers')
      await form.getByText(t('live.makes', { count: 4 })).waitFor()
      await visitor.look('add-rule')
      await visitor.press('groups.preview', form)
      await visitor.apply(t('rules.add'), 'tcp 9000', '192.168.1.0/24')
      await row('tcp/9000').first().waitFor()
      expect(await Promise.all([arrives(9000), arrives(22)])).toEqual([true, true])

      await visitor.press('rules.add')
      await form.getByText(t('term.drop'), { exact: true }).click()
      await visitor.enter(form.getByLabel(t('rules.services')), 'redis')
      await visitor.enter(form.getByLabel(t('term.peer')), '10.77.0.0/16')
      await form.getByText(t('effect.closes'), { exact: true }).first().waitFor()
      await visitor.press('groups.preview', form)
      await visitor.apply(t('rules.add'), t('effect.closes'))
      await row('10.77.0.0/16').waitFor()
      expect(await Promise.all([arrives(6379), arrives(1521)])).toEqual([false, true])
    })

    test('1.8.2 修改安全组规则: one priority later it lets pass what it forbade', async () => {
      const { t } = visitor
      await visitor.press('rules.editShort', row('10.77.0.0/16'))
      const form = visitor.called('region', t('rules.edit'))
      await form.getByLabel(t('term.priority')).fill('2')
      await form.getByText(t('live.shadowed')).waitFor()
      await visitor.press('groups.preview', form)
      await visitor.apply(t('rules.edit'), t('effect.opens'))
      await row('10.77.0.0/16').getByText(t('rules.shadowed')).waitFor()
      expect(await arrives(6379)).toBe(true)
    })

    test('1.8.1 管理安全组规则, 查询: by direction, by words', async () => {
      const { page, t } = visitor
      await page.getByText(`${t('term.egress')} (0)`).click()
      await page.getByText(t('rules.none')).waitFor()
      await page.getByText(`${t('term.ingress')} (7)`).click()
      await page.getByLabel(t('rules.find')).fill('web servers')
      await row('tcp/6379').first().waitFor({ state: 'detached' })
      expect(await row('from the web servers').count()).toBe(4)
      await page.getByLabel(t('rules.find')).fill('')
      await row('tcp/6379').first().waitFor()
    })

    test('1.6 a rule is cloned and changed', async () => {
      const { t } = visitor
      await visitor.press('rules.cloneShort', row('tcp/1521'))
      const form = visitor.called('region', t('rules.add'))
      await form.getByLabel(t('term.priority')).fill('7')
      await visitor.press('groups.preview', form)
      await visitor.apply(t('rules.add'), 'tcp 1521')
      await row('tcp/1521').nth(1).waitFor()
    })

    test('1.8.6 删除安全组规则: one by its row, several at once', async () => {
      const { t } = visitor
      await visitor.press('rules.removeShort', row('tcp/1521').first())
      await visitor.apply(t('rules.remove', { count: 1 }), t('effect.closesNothing'))
      await visitor.press('rules.removeShort', row('tcp/1521'))
      await visitor.apply(t('rules.remove', { count: 1 }), t('effect.closes'))
      expect(await Promise.all([arrives(1521), arrives(6379)])).toEqual([false, true])
      for (const each of await row('tcp/').all()) await each.getByRole('checkbox').check()
      await visitor.called('button', t('rules.remove', { count: 6 })).click()
      await visitor.look('delete-rules')
      await visitor.apply(t('rules.remove', { count: 6 }))
      await visitor.page.getByText(t('rules.none')).waitFor()
      expect(await arrives(6379)).toBe(false)
    })

    test('1.9.4 移出安全组: at the instance’s interface', async () => {
      const { page, t } = visitor
      await visitor.turnTo('page.instances')
      await visitor.called('link', t('members.effective'), row('lab-db-1')).click()
      const groups = visitor.called('combobox', t('eni.groups'))
      await groups.waitFor()
      await page
        .locator('.ant-select-selection-item')
        .filter({ hasText: name })
        .locator('[aria-label=close]')
        .click()
      await visitor.press('eni.save')
      await visitor.apply(t('members.replace'), name)
      await page
        .locator('.ant-select-selection-item')
        .filter({ hasText: name })
        .waitFor({ state: 'detached' })
    })
  })
})
