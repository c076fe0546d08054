// Previews say what they would do to flows that really came: a packet that was dropped, and sessions that run.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { reasonNotToRun } from '../kernel/machine.ts'
import { describeUnless } from '../skipReason.ts'
import { type Lab, makeLab, reaches } from './lab.ts'
import type { Visitor } from './visitor.ts'
import { noBrowser, openWorld, type World } from './world.ts'

interface Flow {
  readonly action: string
  readonly destination: string
  readonly destinationPort: number
}

describeUnless(noBrowser ?? reasonNotToRun(), 'recorded flows in a preview', () => {
  let world: World
  let lab: Lab
  beforeAll(async () => {
    world = await openWorld({ MENSHEN_FLOW_LOG: 'all' })
    lab = await makeLab(world.server)
  }, 120_000)
  afterAll(() => world.close())

  const isTo =
    (machine: string, port: number, action: string) =>
    (flow: Flow): boolean =>
      flow.action === action &&
      flow.destination === lab.machine(machine).address &&
      flow.destinationPort === port

  test('what came is recorded', async () => {
    // Until somebody listens, nothing is kept for him: it is tried until it is told.
    const recorded = async () => {
      expect(await reaches(lab.machine('lab-web-1'), lab.machine('lab-db-1'), 6379)).toBe(false)
      expect(await reaches(lab.machine('lab-app-1'), lab.machine('lab-db-1'), 3306)).toBe(true)
      const { items } = await world.server.api('GET', '/flows?limit=1000')
      const flows = items as readonly Flow[]
      return flows.some(isTo('lab-db-1', 6379, 'drop')) && flows.some(isTo('lab-db-1', 3306, 'accept'))
    }
    await expect.poll(recorded, { timeout: 60_000 }).toBe(true)
  })

  describe.each(['zh-CN', 'zh-TW', 'en'] as const)('in %s', (language) => {
    let visitor: Visitor
    beforeAll(async () => {
      visitor = await world.open(language)
    })
    afterAll(() => visitor.close())

    test('what a new rule would have let in', async () => {
      const { t } = visitor
      await visitor.goto(`/groups/${lab.group('lab-db')}`)
      await visitor.press('rules.quick')
      const form = visitor.called('region', t('rules.quick'))
      await form.getByLabel('Redis 6379').check()
      await visitor.press('groups.preview', form)
      const said = visitor.called('region', t('recorded.title'), visitor.dialog(t('rules.add')))
      await said.getByText(/6379/).first().waitFor()
      await said.getByText('lab-db-1').first().waitFor()
      expect(await said.locator('.diff-line.removed').count()).toBe(0)
      await visitor.look('recorded-flows')
      await visitor.press('change.cancel', visitor.dialog(t('rules.add')))
    })

    test('what would be shut out when a rule goes', async () => {
      const { page, t } = visitor
      await visitor.goto(`/groups/${lab.group('lab-db')}`)
      const row = page.getByRole('row').filter({ hasText: 'tcp/3306' }).first()
      await visitor.press('rules.removeShort', row)
      const dialog = page.getByRole('dialog')
      const said = visitor.called('region', t('recorded.title'), dialog)
      await said.locator('.diff-line.removed').getByText(/:3306/).first().waitFor()
      await visitor.called('button', t('effect.why'), said).first().click()
      await visitor.look('recorded-flows-closed')
      await visitor.press('change.cancel', dialog)
    })
  })
})
