// A rule that is too wide, narrowed in the audit to who really came: real connections are the witnesses.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { reasonNotToRun } from '../kernel/machine.ts'
import { describeUnless } from '../skipReason.ts'
import { type Lab, makeLab, reaches } from './lab.ts'
import type { Visitor } from './visitor.ts'
import { noBrowser, openWorld, type World } from './world.ts'

describeUnless(noBrowser ?? reasonNotToRun(), 'the audit', () => {
  let world: World
  let lab: Lab
  let visitor: Visitor
  let ruleId: string

  beforeAll(async () => {
    world = await openWorld()
    lab = await makeLab(world.server)
    const { added } = (await world.server.api('POST', `/groups/${lab.group('lab-app')}/rules`, {
      services: 'tcp/22',
      peers: ['0.0.0.0/0'],
    })) as unknown as { added: readonly { readonly id: string }[] }
    ruleId = added[0]?.id ?? ''
    visitor = await world.open('zh-CN')
  }, 120_000)
  afterAll(() => world.close())

  const comes = (name: string): Promise<boolean> => reaches(lab.machine(name), lab.machine('lab-app-1'), 22)

  test('who came is shown with what the list rests on, and takes the place of everybody', async () => {
    const { page, t } = visitor
    // One that goes on: of a short one the kernel keeps nothing for long.
    const { hand, address } = lab.machine('lab-web-1')
    expect(await hand.open('held', lab.machine('lab-app-1').address, 22)).toBe(address)
    await visitor.goto('/audit')
    const finding = page.getByRole('article').filter({ hasText: ruleId }).first()
    await visitor.called('button', t('seen.ask'), finding).click()
    const seen = finding.getByRole('region', { name: t('seen.title') })
    await seen.getByText(`${address} ×`).waitFor()
    await seen.getByText(t('seen.noFlows')).waitFor()
    await visitor.look('audit-seen')
    await visitor.press('seen.replace', seen)
    await visitor.apply(t('seen.replace'), t('effect.opensNothing'))
    const { rules } = (await world.server.api('GET', `/groups/${lab.group('lab-app')}`)) as unknown as {
      rules: readonly { readonly id: string; readonly peer: string }[]
    }
    expect(rules.find(({ id }) => id === ruleId)?.peer).toBe(address)
    expect(await hand.exchange('held')).toBe(address)
    expect(await comes('lab-web-1')).toBe(true)
    expect(await comes('lab-web-2')).toBe(false)
  })

  test('of a rule that nobody used it says so, and proposes nothing', async () => {
    const { page, t } = visitor
    await visitor.goto('/audit')
    const finding = page.getByRole('article').filter({ hasText: '3389' }).first()
    await visitor.called('button', t('seen.ask'), finding).click()
    const seen = finding.getByRole('region', { name: t('seen.title') })
    await seen.getByText(t('seen.nobody')).waitFor()
    expect(await visitor.called('button', t('seen.replace'), seen).count()).toBe(0)
  })
})
