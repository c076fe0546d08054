// Two browsers on one group see each other's changes without a reload; a server that goes away is told, and healed when
// it is back.

import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { describeUnless } from '../skipReason.ts'
import type { Visitor } from './visitor.ts'
import { noBrowser, openWorld, type World } from './world.ts'

describeUnless(noBrowser, 'what is shown is live', () => {
  let world: World
  let group: string
  let one: Visitor
  let other: Visitor
  beforeAll(async () => {
    world = await openWorld()
    const made = await world.server.api('POST', '/groups', { region: 'cn-hangzhou', name: 'shared-sg' })
    group = (made.group as { readonly id: string }).id
    one = await world.open('zh-CN')
    other = await world.open('en')
    for (const visitor of [one, other]) await visitor.goto(`/groups/${group}`)
  })
  afterAll(() => world.close())

  const row = ({ page }: Visitor, text: string): Locator => page.getByRole('row').filter({ hasText: text })
  const add = (services: string) =>
    world.server.api('POST', `/groups/${group}/rules`, {
      ...{ direction: 'ingress', services, peers: ['10.0.0.0/8'] },
    })
  /** Gone with a reload. */
  const mark = ({ page }: Visitor) => page.evaluate("window.neverReloaded = 'yes'")
  const isMarked = ({ page }: Visitor) => page.evaluate('window.neverReloaded')

  describe('two browsers on one group', () => {
    test('a rule added in one appears in the other', async () => {
      await Promise.all([mark(one), mark(other)])
      const { t } = one
      await one.press('rules.quick')
      await one.called('region', t('rules.quick')).getByLabel('MySQL 3306').check()
      await one.press('groups.preview')
      await one.apply(t('rules.add'))
      await row(other, 'tcp/3306').waitFor()
    })

    test('a rule deleted and a name changed in the other are seen in the one, also while its form is open', async () => {
      const { t } = other
      await one.press('rules.add')
      const note = one.called('region', one.t('rules.add')).getByLabel(one.t('rules.description'))
      await note.fill('half written')
      await other.press('rules.removeShort', row(other, 'tcp/3306'))
      await other.apply(t('rules.remove', { count: 1 }))
      await row(one, 'tcp/3306').waitFor({ state: 'detached' })
      await other.choose(other.called('button', t('groups.more')), 'groups.edit')
      await other.dialog(t('groups.edit')).getByLabel(t('groups.name')).fill('renamed-sg')
      await other.press('groups.preview', other.dialog(t('groups.edit')))
      await other.apply(t('groups.edit'))
      await one.page.getByRole('heading', { level: 1, name: 'renamed-sg' }).waitFor()
      expect(await note.inputValue()).toBe('half written')
      await one.press('change.cancel')
      expect(await Promise.all([isMarked(one), isMarked(other)])).toEqual(['yes', 'yes'])
      expect([one.complaints.splice(0), other.complaints.splice(0)]).toEqual([[], []])
    })
  })

  describe('a server that goes away', () => {
    const strip = ({ page, t }: Visitor): Locator =>
      page.getByRole('status').filter({ hasText: t('app.lost').split('{{time}}')[0] ?? '' })

    test('is told at once, and what was there stays in sight', async () => {
      await add('redis')
      await row(one, 'tcp/6379').waitFor()
      await world.server.stop()
      await Promise.all([strip(one).waitFor(), strip(other).waitFor()])
      expect(await row(one, 'tcp/6379').isVisible()).toBe(true)
      await one.press('rules.removeShort', row(one, 'tcp/6379'))
      await one.page.getByText(one.t('failure.unreachable')).waitFor()
      await one.press('change.close', one.page.locator('.ant-modal-footer'))
    })

    test('is found again, with what happened meanwhile, and nobody has to log in or reload', async () => {
      await world.server.start()
      await add('oracle')
      await Promise.all([one, other].map((visitor) => strip(visitor).waitFor({ state: 'detached' })))
      await Promise.all([one, other].map((visitor) => row(visitor, 'tcp/1521').waitFor()))
      expect(await Promise.all([isMarked(one), isMarked(other)])).toEqual(['yes', 'yes'])
      await one.press('rules.removeShort', row(one, 'tcp/1521'))
      await one.apply(one.t('rules.remove', { count: 1 }))
      await row(other, 'tcp/1521').waitFor({ state: 'detached' })
    })
  })
})
