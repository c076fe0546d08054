// The console of a Tencent account: rules and groups in the order that somebody gives them, templates, its own words.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeUnless } from '../skipReason.ts'
import type { Visitor } from './visitor.ts'
import { noBrowser, openWorld, type World } from './world.ts'

const REGION = 'ap-guangzhou'

describeUnless(noBrowser, 'a Tencent account in the console', () => {
  let world: World
  let visitor: Visitor
  let account: string
  let groupId: string

  // biome-ignore lint/suspicious/noExplicitAny: answers of many operations, looked into by the tests themselves
  const api = async (method: string, path: string, body?: object): Promise<any> => {
    const { credentials } = world.server
    const answer = await fetch(`${credentials.endpoint}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${credentials.api.token}`,
        'content-type': 'application/json',
        ...(account === '' ? {} : { 'x-menshen-account': account }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const said = await answer.json()
    if (!answer.ok) throw new Error(`${method} ${path}: ${JSON.stringify(said)}`)
    return said
  }
  const add = (service: string, more: object = {}) =>
    api('POST', `/groups/${groupId}/rules`, { services: service, peers: ['10.0.0.0/8'], ...more })
  const ports = async (): Promise<string[]> =>
    (await api('GET', `/groups/${groupId}`)).rules.map((rule: { ports: string }) => rule.ports)
  const apply = async () => {
    const { page, t } = visitor
    const dialog = page.getByRole('dialog').filter({ hasText: t('change.what') })
    await dialog.getByRole('button', { name: t('change.apply') }).click()
    await dialog.waitFor({ state: 'detached' })
  }
  const toGroup = () => visitor.page.goto(new URL(`/groups/${groupId}`, world.server.endpoint).href)
  const handle = (place: number) => visitor.page.locator('.sort-handle').nth(place - 1)

  beforeAll(async () => {
    world = await openWorld()
    account = ''
    const { items } = await api('GET', '/accounts')
    account = items.find(({ cloud }: { cloud: string }) => cloud === 'tencent').id
    groupId = (await api('POST', '/groups', { region: REGION, name: 'ordered' })).group.id
    await add('tcp/1')
    await add('tcp/2')
    await add('tcp/3', { action: 'drop' })
    visitor = await world.open('en', 'light', { account })
  }, 120_000)
  afterAll(() => world.close())

  test('rules are moved with the arrow keys, the effect is told, and the server keeps the order', async () => {
    const { page, t, complaints } = visitor
    await toGroup()
    await handle(3).focus()
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowUp')
    await page.getByRole('region', { name: t('order.title') }).waitFor()
    expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).toMatch(/tcp\/3.*1 of 3/)
    await page
      .getByRole('region', { name: t('order.title') })
      .getByRole('button', { name: t('groups.preview') })
      .click()
    await apply()
    expect(await ports()).toEqual(['3', '1', '2'])
    expect(complaints).toEqual([])
  })

  test('they are dragged with the pointer', async () => {
    const { page, t } = visitor
    await toGroup()
    await handle(1).dragTo(handle(3))
    await page
      .getByRole('region', { name: t('order.title') })
      .getByRole('button', { name: t('groups.preview') })
      .click()
    await apply()
    expect(await ports()).toEqual(['1', '2', '3'])
  })

  test('who sorts while somebody else changes the list is told so, and nothing is lost', async () => {
    const { page, t } = visitor
    await toGroup()
    await handle(1).focus()
    await page.keyboard.press('End')
    await add('tcp/4')
    await page.getByText(t('order.stale')).waitFor()
    const bar = page.getByRole('region', { name: t('order.title') })
    await bar.getByRole('button', { name: t('groups.preview') }).click()
    await page.getByRole('dialog').getByText('UnsupportedOperation.VersionMismatch').waitFor()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('change.close'), exact: true })
      .last()
      .click()
    await bar.getByRole('button', { name: t('order.renew') }).click()
    await bar.getByRole('button', { name: t('groups.preview') }).click()
    await apply()
    expect(await ports()).toEqual(['2', '3', '4', '1'])
  })

  test('the rule form offers its templates and places, and none of the other cloud’s fields', async () => {
    const { page, t } = visitor
    await toGroup()
    const offices = {
      of: 'addresses',
      region: REGION,
      name: 'offices',
      entries: [{ entry: '10.9.0.1-10.9.0.9' }],
    }
    const address = (await api('POST', '/templates', offices)).list.id
    const web = { of: 'services', region: REGION, name: 'web', entries: [{ entry: 'tcp:80,443' }] }
    const service = (await api('POST', '/templates', web)).list.id
    await page.getByRole('button', { name: t('rules.add') }).click()
    const form = page.getByRole('region', { name: t('rules.add') })
    expect(await form.getByText(t('rules.fiveTuple')).count()).toBe(0)
    await form.getByLabel(t('rules.services')).fill('web')
    await page.locator('.ant-select-item-option', { hasText: service }).click()
    await page.keyboard.press('Escape')
    await form.getByLabel(t('term.tencent.peer')).fill('offices')
    await page.locator('.ant-select-item-option', { hasText: address }).click()
    await page.keyboard.press('Escape')
    await form.getByLabel(t('term.tencent.priority')).fill('1')
    await form.getByRole('button', { name: t('groups.preview') }).click()
    await apply()
    const [first] = (await api('GET', `/groups/${groupId}`)).rules
    expect(first).toMatchObject({ priority: 1, ports: service, peer: address })
  })

  test('a new group: the templates of its console, their rules before the eyes, then in force', async () => {
    const { page, t, complaints } = visitor
    // The browser notes refusals, and some were provoked before.
    complaints.splice(0)
    await page.goto(new URL('/groups', world.server.endpoint).href)
    await page.getByRole('button', { name: t('groups.create') }).click()
    const dialog = page.getByRole('dialog', { name: t('groups.create') })
    const pick = async (template: 'allPorts' | 'usualPorts' | 'custom') => {
      await dialog.getByLabel(t('groups.template')).click()
      await page
        .getByTitle(t(`groups.template.${template}`), { exact: true })
        .last()
        .click()
    }
    await dialog.getByText(t('groups.note.linux')).first().waitFor()
    expect(await dialog.getByText('TCP:80,443').count()).toBe(2)
    await pick('allPorts')
    await dialog.getByText('TCP:80,443').first().waitFor({ state: 'detached' })
    expect(await dialog.getByRole('tab', { name: t('term.tencent.egress') }).textContent()).toContain('(2)')
    await pick('custom')
    await dialog.getByText(t('groups.elseDrop')).first().waitFor()
    await pick('usualPorts')
    await dialog.getByText(t('groups.note.windows')).first().waitFor()
    await visitor.look('create-tencent-group')
    await dialog.getByLabel(t('groups.name')).fill('from-template')
    await dialog.getByRole('button', { name: t('groups.preview') }).click()
    await apply()
    await page.getByRole('heading', { level: 1, name: 'from-template' }).waitFor()
    await page.getByText(t('groups.note.ping')).first().waitFor()
    const { items } = await api('GET', '/groups?name=from-template')
    const made = (await api('GET', `/groups/${items[0].id}`)).rules
    expect(made.map(({ ports }: { ports: string }) => ports).slice(0, 6)).toEqual([
      ...['3389', '3389', '22', '22', '80,443', '80,443'],
    ])
    expect(complaints).toEqual([])
  })

  test('groups of an interface decide in the order that they are given', async () => {
    const { page, t } = visitor
    const lab = await api('POST', '/lab', {})
    const [eni] = (await api('GET', `/enis?instanceId=${lab.instances[0]}`)).items
    const [first] = eni.groups
    await api('PUT', `/enis/${eni.id}/groups`, { groups: [first, groupId] })
    await page.goto(new URL(`/enis/${eni.id}`, world.server.endpoint).href)
    await handle(2).focus()
    await page.keyboard.press('Home')
    await page.getByRole('button', { name: t('eni.save') }).click()
    await apply()
    expect((await api('GET', `/enis/${eni.id}`)).eni.groups).toEqual([groupId, first])
  })
})
