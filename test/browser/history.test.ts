// What was: a group at each of its changes, read only; and a change of the last day undone through the preview.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeUnless } from '../skipReason.ts'
import type { Visitor } from './visitor.ts'
import { noBrowser, openWorld, type World } from './world.ts'

interface Rule {
  readonly id: string
  readonly ports: string
}

describeUnless(noBrowser, 'looking back in the console', () => {
  let world: World
  let visitor: Visitor
  let groupId: string

  const rules = async (): Promise<readonly Rule[]> =>
    (await world.server.api('GET', `/groups/${groupId}`)).rules as readonly Rule[]
  const ports = async (): Promise<readonly string[]> => (await rules()).map((rule) => rule.ports).sort()
  const add = (services: string) =>
    world.server.api('POST', `/groups/${groupId}/rules`, { services, peers: ['10.0.0.0/8'] })

  beforeAll(async () => {
    world = await openWorld()
    const made = await world.server.api('POST', '/groups', { region: 'cn-hangzhou', name: 'looked-back' })
    groupId = (made.group as { id: string }).id
    await add('tcp/22')
    await add('tcp/3306')
    const [first] = (await rules()).filter((rule) => rule.ports === '22')
    await world.server.api('DELETE', `/groups/${groupId}/rules?ids=${first?.id}`)
    visitor = await world.open('zh-CN')
  }, 120_000)
  afterAll(() => world.close())

  test('the slider shows rules of then, what became of them, and what is open since', async () => {
    const { page, t } = visitor
    await visitor.goto(`/groups/${groupId}?tab=as-of`)
    const slider = page.getByRole('slider')
    await slider.waitFor()
    await slider.press('Home')
    await page.getByText(t('rules.none')).last().waitFor()
    await page.getByText(t('asOf.come', { count: 1 })).waitFor()
    // Not the empty group, but the one with its first rule.
    await slider.press('ArrowRight')
    const table = page.getByRole('region', { name: t('asOf.rules') })
    await table.getByText('tcp/22').waitFor()
    await table.getByText(t('asOf.gone')).waitFor()
    const since = page.getByRole('region', { name: t('asOf.since') })
    await since.getByText(/3306/).first().waitFor()
    await since.getByText(/22/).first().waitFor()
    expect(await table.getByRole('button').count()).toBe(0)
    await visitor.look('as-of')
    await slider.press('End')
    await page.getByText(t('asOf.opensNothing')).waitFor()
    const dark = await world.open('en', 'dark')
    await dark.goto(`/groups/${groupId}?tab=as-of`)
    await dark.page.getByRole('region', { name: dark.t('asOf.rules') }).waitFor()
    await dark.page.getByRole('slider').press('Home')
    await dark.page.getByText(dark.t('asOf.come', { count: 1 })).waitFor()
    await dark.look('as-of')
    await dark.close()
  })

  test('a change is undone from the log: first its effect, then it is done', async () => {
    const { page, t, complaints } = visitor
    await visitor.goto('/changes')
    await page.getByText('menshen:removeRules').first().click()
    await visitor.press('history.undo')
    const dialog = page.getByRole('dialog').filter({ hasText: t('change.what') })
    await dialog.getByText(t('effect.title')).waitFor()
    await dialog.getByRole('button', { name: t('change.apply') }).click()
    await dialog.waitFor({ state: 'detached' })
    expect(await ports()).toEqual(['22', '3306'])
    expect(complaints).toEqual([])
  })

  test('where somebody has gone on since, it is refused and says where', async () => {
    const { page, t } = visitor
    await add('tcp/8080')
    await visitor.goto(`/groups/${groupId}?tab=history`)
    const [rule] = (await rules()).filter((one) => one.ports === '8080')
    await world.server.api('PATCH', `/groups/${groupId}/rules/${rule?.id}`, { priority: 50 })
    const entry = page.locator('.ant-collapse-item').filter({ hasText: 'addRules' }).first()
    await entry.getByText('menshen:addRules').click()
    await visitor.press('history.undo', entry)
    const dialog = page.getByRole('dialog')
    await dialog.getByText(rule?.id ?? '').waitFor()
    await visitor.called('button', t('change.close'), dialog).last().click()
    await dialog.waitFor({ state: 'detached' })
    expect(await ports()).toContain('8080')
  })
})
