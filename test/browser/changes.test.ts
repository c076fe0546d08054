// What the console does with a change that is dangerous: tests that it breaks, the reason to do it all the same, the undo.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeUnless } from '../skipReason.ts'
import type { Visitor } from './visitor.ts'
import { noBrowser, openWorld, type World } from './world.ts'

describeUnless(noBrowser, 'dangerous changes in the console', () => {
  let world: World
  let visitor: Visitor
  let groupId: string

  // biome-ignore lint/suspicious/noExplicitAny: answers of many operations, looked into by the tests themselves
  const api = async (method: string, path: string, body?: object): Promise<any> => {
    const { endpoint, credentials } = world.server
    const answer = await fetch(`${endpoint}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${credentials.api.token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const said = await answer.json()
    if (!answer.ok) throw new Error(`${method} ${path}: ${JSON.stringify(said)}`)
    return said
  }
  const ports = async (): Promise<string[]> =>
    (await api('GET', `/groups/${groupId}`)).rules.map((rule: { ports: string }) => rule.ports)
  /** The form is filled in by a link, as the page about live traffic does it. */
  const ask = async (port: number) => {
    const { page, t } = visitor
    const path = `/groups/${groupId}?add=ingress&service=tcp/${port}&peer=0.0.0.0/0`
    await page.goto(new URL(path, world.server.endpoint).href)
    const form = page.getByRole('region', { name: t('rules.add') })
    await form.getByRole('button', { name: t('groups.preview') }).click()
    const dialog = page.getByRole('dialog').filter({ hasText: t('change.what') })
    await dialog.waitFor()
    return { dialog, form, apply: dialog.getByRole('button', { name: t('change.apply') }) }
  }

  beforeAll(async () => {
    world = await openWorld()
    const lab = await api('POST', '/lab', {})
    groupId = lab.groups.find(({ name }: { name: string }) => name === 'lab-web').id
    const text = [
      'policy: shop',
      'tests:',
      '  - name: no database for everybody',
      `    deny: internet -> ${groupId} tcp/3306`,
    ].join('\n')
    await api('POST', '/tests', { files: [{ name: 'shop.yaml', text }] })
    visitor = await world.open('en')
  }, 120_000)
  afterAll(() => world.close())

  test('a broken policy test is shown with its packet, and overridden for a reason only', async () => {
    const { page, t, complaints } = visitor
    const { dialog, apply } = await ask(3306)
    await dialog.getByText('no database for everybody').waitFor()
    await dialog
      .getByText(/^tcp .* > .*:3306$/)
      .first()
      .waitFor()
    expect(await apply.isDisabled()).toBe(true)
    await dialog.getByLabel(t('conditions.override')).fill('迁移 for one evening')
    await apply.click()
    await dialog.waitFor({ state: 'detached' })
    expect(await ports()).toContain('3306')
    expect(complaints).toEqual([])
    await page.keyboard.press('Escape')
  })

  test('a change that nobody keeps is undone: the strip counts down, and undoes it at once when asked', async () => {
    const { page, t } = visitor
    const { dialog, apply } = await ask(8443)
    await dialog.getByLabel(t('conditions.confirm')).check()
    await apply.click()
    await dialog.waitFor({ state: 'detached' })
    expect(await ports()).toContain('8443')
    await page.getByRole('button', { name: t('confirm.undo') }).click()
    await expect.poll(ports, { timeout: 20_000 }).not.toContain('8443')
    await page.getByRole('button', { name: t('confirm.undo') }).waitFor({ state: 'detached' })
  })

  test('the failsafe list is edited as a whole: what is wrong is told at once, what is right is previewed', async () => {
    const { page, t, complaints } = visitor
    await page.goto(new URL('/settings', world.server.endpoint).href)
    const list = page.getByLabel(t('settings.failsafe'), { exact: true })
    await list.fill('tcp/22,')
    await page.getByText(t('settings.failsafe.wrong', { entries: 'tcp/22' })).waitFor()
    const preview = page.getByRole('button', { name: t('groups.preview') })
    expect(await preview.isDisabled()).toBe(true)
    await page.keyboard.press('Backspace')
    await list.fill('tcp/22@10.1.2.3/16,udp/51820@0.0.0.0/0,')
    await page.getByText(t('settings.failsafe.everybody', { entries: 'udp/51820@0.0.0.0/0' })).waitFor()
    await page.keyboard.press('Backspace')
    await page.getByText(t('settings.failsafe.hint')).waitFor()
    await preview.click()
    const dialog = page.getByRole('dialog').filter({ hasText: t('change.what') })
    await dialog.getByText(t('field.failsafe')).waitFor()
    await dialog.getByText(t('same.title')).click()
    await dialog.getByText('menshen settings set failsafe tcp/22@10.1.0.0/16').waitFor()
    await dialog.getByRole('button', { name: t('change.apply') }).click()
    await dialog.waitFor({ state: 'detached' })
    expect((await api('GET', '/settings')).failsafe).toEqual(['tcp/22@10.1.0.0/16'])
    expect(complaints).toEqual([])
  })

  test('the line below the form tells sessions, and what stands before the rule', async () => {
    const { page, t } = visitor
    const path = `/groups/${groupId}?add=ingress&service=tcp/80&peer=0.0.0.0/0`
    await page.goto(new URL(path, world.server.endpoint).href)
    const form = page.getByRole('region', { name: t('rules.add') })
    await form.getByText(t('live.shadowed')).waitFor()
    await form.getByText(/meets \d+ of \d+ live session/).waitFor()
  })
})
