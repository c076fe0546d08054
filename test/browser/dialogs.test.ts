// Every dialog and form that unfolds, in each theme: axe finds nothing in it, and its first field has the focus.

import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { describeUnless } from '../skipReason.ts'
import type { Visitor, Word } from './visitor.ts'
import { idOf, type Named, noBrowser, openWorld, type World } from './world.ts'

const LOOKS = [
  ['zh-TW', 'light'],
  ['en', 'dark'],
] as const

describeUnless(noBrowser, 'dialogs of the console', () => {
  let world: World
  let web: string
  let tencent: string
  let ordered: string

  const api = (method: string, path: string, body: object = {}) => world.server.api(method, path, body)

  beforeAll(async () => {
    world = await openWorld({ MENSHEN_ENFORCE: 'simulated' })
    const lab = await api('POST', '/lab')
    web = idOf(lab.groups as Named[], 'lab-web')
    const { group } = (await world.server.api('GET', `/groups/${web}`)) as { group: { vpcId: string } }
    await api('POST', '/network-acls', { vpcId: group.vpcId, name: 'edge' })
    const entries = [{ entry: '10.1.0.0/16', description: 'office' }]
    await api('POST', '/prefix-lists', { name: 'offices', maxEntries: 5, entries })
    const claim = `deny: internet -> ${web} tcp/3306`
    const text = `policy: shop\ntests:\n  - name: no database for everybody\n    ${claim}`
    await api('POST', '/tests', { files: [{ name: 'shop.yaml', text }] })
    const { items } = (await world.server.api('GET', '/accounts')) as { items: (Named & { cloud: string })[] }
    tencent = items.find(({ cloud }) => cloud === 'tencent')?.id ?? ''
    const as = { account: tencent }
    const made = await world.server.api('POST', '/groups', { region: 'ap-guangzhou', name: 'ordered' }, as)
    ordered = (made.group as Named).id
    for (const services of ['tcp/1', 'tcp/2'])
      await world.server.api('POST', `/groups/${ordered}/rules`, { services, peers: ['10.0.0.0/8'] }, as)
  })
  afterAll(() => world.close())

  describe.each(LOOKS)('in %s, %s', (language, theme) => {
    let visitor: Visitor
    beforeAll(async () => {
      visitor = await world.open(language, theme)
    })
    afterAll(() => visitor.close())

    /** What a button of a page opens. */
    const opened = async (path: string, button: Word): Promise<Locator> => {
      await visitor.goto(path)
      await visitor.called('button', visitor.t(button), visitor.page.locator('main')).first().click()
      return visitor.page.getByRole('dialog').last()
    }
    const isAtFirstField = (dialog: Locator) =>
      expect
        .poll(
          () =>
            dialog.evaluate(
              (box) =>
                box.ownerDocument.activeElement === box.querySelector('input:not([type=hidden]), textarea'),
            ),
          { timeout: 20_000 },
        )
        .toBe(true)

    test.each([
      ['create-group', '/groups', 'groups.create'],
      ['create-list', '/lists', 'lists.create'],
      ['edit-list', '/lists', 'groups.edit'],
      ['create-acl', '/network-acls', 'acl.create'],
      ['edit-acl', '/network-acls', 'acl.edit'],
      ['bind-acl', '/network-acls', 'acl.bind'],
      ['test-mode', '/tests', 'tests.to.warn'],
      ['quota', '/settings', 'quota.change'],
      ['create-account', '/accounts', 'accounts.create'],
    ] as const)('%s', async (_, path, button) => {
      const dialog = await opened(path, button)
      await isAtFirstField(dialog)
      await visitor.check()
    })

    test.each([
      ['edit-group', 'groups.edit'],
      ['clone-group', 'groups.clone'],
      ['delete-group', 'groups.delete'],
    ] as const)('%s', async (_, point) => {
      await visitor.goto('/groups')
      const row = visitor.page.getByRole('row').filter({ hasText: 'lab-web' })
      await visitor.choose(visitor.called('button', `${visitor.t('groups.more')}: lab-web`, row), point)
      const dialog = visitor.page.getByRole('dialog').last()
      if (point !== 'groups.delete') await isAtFirstField(dialog)
      await visitor.check()
    })

    test('members are added', async () => {
      await isAtFirstField(await opened(`/groups/${web}?tab=members`, 'members.add'))
      await visitor.check()
    })

    test.each(['rules.add', 'rules.quick'] as const)('%s unfolds', async (button) => {
      await visitor.goto(`/groups/${web}`)
      await visitor.press(button)
      await visitor.page.getByRole('region', { name: visitor.t(button) }).waitFor()
      await visitor.check()
    })

    test('a change: broken tests, effect, conditions, commands', async () => {
      const { page, t } = visitor
      await visitor.goto(`/groups/${web}?add=ingress&service=tcp/3306&peer=0.0.0.0/0`)
      await visitor.press('groups.preview')
      const dialog = page.getByRole('dialog').filter({ hasText: t('change.what') })
      await dialog.getByText('no database for everybody').waitFor()
      await dialog.getByLabel(t('conditions.confirm')).check()
      await dialog.getByText(t('same.title')).click()
      await dialog.getByText(t('same.command')).waitFor()
      await visitor.check()
    })

    test('a change that takes something away', async () => {
      const { page, t } = visitor
      await visitor.goto(`/groups/${web}`)
      await visitor.press('rules.removeShort', page.getByRole('row').filter({ hasText: 'tcp/80' }))
      await page
        .getByRole('dialog')
        .filter({ hasText: t('change.what') })
        .waitFor()
      await page.getByText(t('effect.closes')).waitFor()
      await visitor.check()
    })

    test('the palette, with what it finds', async () => {
      const { page } = visitor
      await visitor.goto('/groups')
      await page.keyboard.press('Control+k')
      await page.keyboard.type('lab-web')
      await page.locator('[cmdk-item]').first().waitFor()
      await visitor.check()
    })
  })

  describe('of a Tencent account, dark', () => {
    let visitor: Visitor
    beforeAll(async () => {
      visitor = await world.open('zh-TW', 'dark', { account: tencent })
    })
    afterAll(() => visitor.close())

    test.each([
      ['create-group', '/groups', 'groups.create'],
      ['create-template', '/lists', 'lists.createTemplate'],
    ] as const)('%s', async (_, path, button) => {
      await visitor.goto(path)
      await visitor.called('button', visitor.t(button), visitor.page.locator('main')).first().click()
      await visitor.page.getByRole('dialog').waitFor()
      await visitor.check()
    })

    test('rules being sorted', async () => {
      const { page } = visitor
      await visitor.goto(`/groups/${ordered}`)
      await page.locator('.sort-handle').first().focus()
      await page.keyboard.press('ArrowDown')
      await page.getByText(visitor.t('order.moved', { count: 2 })).waitFor()
      await visitor.check()
    })
  })
})
