// ECS Security manual 2019, 1.8.3 to 1.8.5 and 1.9.3, walked in the console: a group is cloned before it is changed,
// restored from the clone, and its rules go into a file and come back out of it.

import { readFileSync } from 'node:fs'
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { reasonNotToRun } from '../kernel/machine.ts'
import { describeUnless } from '../skipReason.ts'
import { type Lab, makeLab, reaches } from './lab.ts'
import type { Visitor, Word } from './visitor.ts'
import { noBrowser, openWorld, type World } from './world.ts'

interface Shown {
  readonly id: string
  readonly ports: string
}

describeUnless(noBrowser ?? reasonNotToRun(), 'copies of a security group', () => {
  let world: World
  let lab: Lab
  beforeAll(async () => {
    world = await openWorld()
    lab = await makeLab(world.server)
  })
  afterAll(() => world.close())

  describe.each(['zh-CN', 'en'] as const)('in %s', (language) => {
    const backup = `backup-${language}`
    let visitor: Visitor
    let file: { readonly name: string; readonly text: string }
    beforeAll(async () => {
      visitor = await world.open(language)
    })
    afterAll(() => visitor.close())

    const row = (text: string): Locator => visitor.page.getByRole('row').filter({ hasText: text })
    const more = (group: string): Locator =>
      visitor.called('button', `${visitor.t('groups.more')}: ${group}`, row(group))
    const queries = (): Promise<boolean> => reaches(lab.machine('lab-app-1'), lab.machine('lab-db-1'), 3306)
    /** Lines of one colour in the preview of restoring. */
    const lines = (title: Word): Locator =>
      visitor.page
        .locator('main li')
        .and(visitor.page.getByText(visitor.t(title)).locator('..').getByRole('listitem'))

    test('1.9.3 克隆安全组: the online group is kept as a backup', async () => {
      const { page, t } = visitor
      await visitor.turnTo('page.groups')
      await visitor.choose(more('lab-db'), 'groups.clone')
      const dialog = visitor.dialog(`${t('groups.clone')}: lab-db`)
      await dialog.getByLabel(t('groups.name')).fill(backup)
      await visitor.look('clone-group')
      await visitor.press('groups.preview', dialog)
      await visitor.apply(`${t('groups.clone')}: lab-db`, backup)
      await page.getByRole('heading', { level: 1, name: backup }).waitFor()
      await row('tcp/3306').waitFor()
      expect(await page.getByRole('row').filter({ hasText: 'tcp/' }).count()).toBe(3)
    })

    test('1.9.3 克隆安全组: to another region, in the classic network; what cannot follow is said', async () => {
      const { page, t } = visitor
      await visitor.called('button', t('groups.clone')).first().click()
      const dialog = visitor.dialog(`${t('groups.clone')}: ${backup}`)
      await visitor.pick(dialog.getByLabel(t('groups.targetRegion')), 'cn-beijing')
      await dialog.getByLabel(t('groups.classic')).check()
      await dialog.getByLabel(t('groups.name')).fill(`${backup}-bj`)
      await visitor.press('groups.preview', dialog)
      await visitor.apply(`${t('groups.clone')}: ${backup}`)
      await page.getByRole('heading', { level: 1, name: `${backup}-bj` }).waitFor()
      await page.getByText('cn-beijing').first().waitFor()
    })

    test('1.8.3 还原安全组规则: a change that harms is taken back, green and red before', async () => {
      const { page, t } = visitor
      await visitor.turnTo('page.groups')
      await row('lab-db').getByRole('link', { name: 'lab-db', exact: true }).click()
      await visitor.press('rules.removeShort', row('tcp/3306'))
      await visitor.apply(t('rules.remove', { count: 1 }), t('effect.closes'))
      expect(await queries()).toBe(false)

      await visitor.choose(visitor.called('button', t('groups.more')), 'groups.restore')
      await page.getByRole('heading', { level: 1, name: `${t('page.restore')}: lab-db` }).waitFor()
      await visitor.pick(page.getByLabel(t('restore.target')), backup)
      await page.getByText(t('restore.green')).waitFor()
      expect(await lines('restore.green').count()).toBe(1)
      expect(await page.getByText(t('restore.redFull')).count()).toBe(0)
      await visitor.look('restore')
      await visitor.press('restore.start')
      await visitor.apply(`${t('page.restore')}: lab-db`, t('effect.opens'), 'tcp 3306')
      await page.getByText(t('restore.same')).waitFor()
      expect(await queries()).toBe(true)
    })

    test('1.8.3 还原安全组规则: partly, what is only here stays; wholly, it goes', async () => {
      const { page, t } = visitor
      await world.server.api('POST', `/groups/${lab.group('lab-db')}/rules`, {
        ...{ direction: 'ingress', services: 'redis', peers: ['10.77.0.0/24'] },
      })
      await page.getByText(t('restore.redFull')).waitFor()
      await page.getByLabel(t('restore.partial')).check()
      await page.getByText(t('restore.redPartial')).waitFor()
      expect(await visitor.called('button', t('restore.start')).isDisabled()).toBe(true)
      await page.getByLabel(t('restore.full')).check()
      await page.getByText(t('restore.redFull')).waitFor()
      expect(await lines('restore.redFull').count()).toBe(1)
      await visitor.press('restore.start')
      await visitor.apply(`${t('page.restore')}: lab-db`, t('effect.closes'))
      await page.getByText(t('restore.same')).waitFor()
    })

    test('还原: to an earlier version, which the history leads to', async () => {
      const { page, t } = visitor
      const group = lab.group('lab-db')
      const { rules } = (await world.server.api('GET', `/groups/${group}`)) as { rules: Shown[] }
      const mysql = rules.find(({ ports }) => ports === '3306')?.id ?? ''
      await world.server.api('DELETE', `/groups/${group}/rules?ids=${mysql}`)
      expect(await queries()).toBe(false)
      await visitor.goto(`/groups/${group}?tab=history`)
      await page
        .getByRole('link', { name: new RegExp(t('history.restore', { revision: '\\d+' })) })
        .first()
        .click()
      await page.getByText(t('restore.green')).waitFor()
      expect(await lines('restore.green').count()).toBe(1)
      await visitor.look('restore-version')
      await visitor.press('restore.start')
      await visitor.apply(`${t('page.restore')}: lab-db`, t('effect.opens'), 'tcp 3306')
      await page.getByText(t('restore.same')).waitFor()
      expect(await queries()).toBe(true)
    })

    test('还原: from an exported file; rows that are no rules are told and stop it', async () => {
      const { page, t } = visitor
      const group = lab.group('lab-db')
      const { endpoint, credentials } = world.server
      const exported = await fetch(`${endpoint}/api/v1/groups/${group}/export?format=csv`, {
        headers: { authorization: `Bearer ${credentials.api.token}` },
      })
      const text = await exported.text()
      await world.server.api('POST', `/groups/${group}/rules`, {
        ...{ direction: 'ingress', services: 'redis', peers: ['10.77.0.0/24'] },
      })
      await page
        .locator('.ant-segmented-item')
        .filter({ hasText: t('restore.source.file') })
        .click()
      const give = (content: string) =>
        page
          .locator('input[type=file]')
          .setInputFiles({ name: 'rules.csv', mimeType: 'text/csv', buffer: Buffer.from(content) })
      await give(text.replace('3306/3306', '70000/70000'))
      await page.getByText(t('restore.refused')).waitFor()
      expect(await visitor.called('button', t('restore.start')).isDisabled()).toBe(true)
      await give(text)
      await page.getByText(t('restore.refused')).waitFor({ state: 'detached' })
      await page.getByText(t('restore.redFull')).waitFor()
      expect(await lines('restore.redFull').count()).toBe(1)
      await visitor.look('restore-file')
      await visitor.press('restore.start')
      await visitor.apply(`${t('page.restore')}: lab-db`, t('effect.closes'))
      await page.getByText(t('restore.same')).waitFor()
      expect(await queries()).toBe(true)
      await visitor.goto(`/groups/${group}/restore`)
    })

    test('1.8.4 导出安全组规则: a file named as the manual says', async () => {
      const { page, t } = visitor
      await visitor.called('link', t('groups.configure')).click()
      await visitor.press('rules.files')
      await page.getByRole('heading', { level: 1, name: `${t('page.files')}: lab-db` }).waitFor()
      const coming = page.waitForEvent('download')
      await visitor.called('button', t('files.exportAll', { count: 3 })).click()
      const download = await coming
      const text = readFileSync(await download.path(), 'utf8')
      file = { name: download.suggestedFilename(), text }
      expect(file.name).toBe(`ecs_cn-hangzhou_${lab.group('lab-db')}.json`)
      expect(text).toContain('3306/3306')
    })

    test('1.8.5 导入安全组规则: a reason for each row, nothing overwritten', async () => {
      const { page, t } = visitor
      const { name, text } = file
      // One row that is not there, one that is, one that the manual says is ignored, one that cannot be read.
      const whole = JSON.parse(text) as { readonly Permissions: { readonly Permission: readonly object[] } }
      const [first = {}] = whole.Permissions.Permission
      const Permission = [
        { ...first, PortRange: '9000/9000', Description: 'from the file' },
        first,
        { ...first, Priority: 110 },
        { ...first, PortRange: '70000/70000' },
      ]
      await page.locator('input[type=file]').setInputFiles({
        ...{
          name,
          mimeType: 'application/json',
          buffer: Buffer.from(JSON.stringify({ ...whole, Permissions: { Permission } })),
        },
      })
      for (const outcome of ['added', 'present', 'ignored', 'refused'] as const) {
        await row(t(`files.${outcome}`)).waitFor()
      }
      await visitor.look('import')
      expect(await visitor.called('button', t('files.start')).isDisabled()).toBe(true)
      await page.getByLabel(t('files.keepGood')).check()
      await visitor.press('files.start')
      await visitor.apply(`${t('files.import')}: lab-db`, 'from the file')
      await visitor.called('link', t('groups.configure')).click()
      await row('from the file').waitFor()
      expect(await page.getByRole('row').filter({ hasText: 'tcp/' }).count()).toBe(4)
      await visitor.press('rules.removeShort', row('from the file'))
      await visitor.apply(t('rules.remove', { count: 1 }))
    })
  })
})
