// ClassicLink in the console: a VPC is opened, a classic instance linked and unlinked, and the VPC closed again.

import { afterAll, beforeAll, describe, test } from 'vitest'
import { type Parameters, signedV1 } from '../aliyun/client.ts'
import { describeUnless } from '../skipReason.ts'
import type { Visitor } from './visitor.ts'
import { noBrowser, openWorld, type World } from './world.ts'

const REGION = 'cn-hangzhou'

describeUnless(noBrowser, 'K3: classic instances and VPCs', () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld({ MENSHEN_ENFORCE: 'simulated' })
    const { accountId } = world.server.credentials.aliyun
    await world.server.api('PATCH', `/accounts/${accountId}`, { classicNetwork: true })
    await cloud({ Action: 'CreateVpc', Version: 'Vpc', CidrBlock: '192.168.0.0/16', VpcName: 'new' })
    const { SecurityGroupId = '' } = await cloud({
      Action: 'CreateSecurityGroup',
      SecurityGroupName: 'old-sg',
    })
    for (const InstanceName of ['old-1', 'old-2'])
      await cloud({
        ...{ Action: 'RunInstances', InstanceType: 'ecs.g6.large', InstanceName, SecurityGroupId },
        ImageId: 'aliyun_3_x64_20G_alibase_20240819.vhd',
      })
  }, 120_000)
  afterAll(() => world.close())

  async function cloud(parameters: Parameters): Promise<{ readonly SecurityGroupId?: string }> {
    const { endpoint, aliyun } = world.server.credentials
    const signer = { keyId: aliyun.accessKeyId, secret: aliyun.accessKeySecret }
    const body = signedV1('POST', { RegionId: REGION, ...parameters }, Date.now(), signer)
    const response = await fetch(endpoint, { method: 'POST', body })
    const answer = (await response.json()) as { readonly SecurityGroupId?: string }
    if (!response.ok) throw new Error(JSON.stringify(answer))
    return answer
  }

  describe.each(['zh-CN', 'zh-TW', 'en'] as const)('in %s', (language) => {
    let visitor: Visitor
    beforeAll(async () => {
      visitor = await world.open(language)
    })
    afterAll(() => visitor.close())

    test('a VPC is opened, an instance linked, shown, unlinked, and the VPC closed', async () => {
      const { page, t } = visitor
      await visitor.turnTo('page.vpcs')
      const row = page.getByRole('row').filter({ hasText: '192.168.0.0/16' })
      await row.getByText(t('vpcs.linksClosed')).waitFor()
      const toggle = page.getByRole('switch', { name: 'ClassicLink: new' })
      if ((await toggle.count()) === 0) await row.locator('.ant-table-row-expand-icon').click()
      await toggle.click()
      await visitor.apply(t('vpcs.linksOn', { vpc: 'new' }))
      await row.getByText(t('vpcs.linked', { count: 0 })).waitFor()

      await visitor.press('vpcs.link')
      const dialog = visitor.dialog(`${t('vpcs.link')}: new`)
      await visitor.pick(visitor.called('combobox', t('kind.instance'), dialog), 'old-1')
      await visitor.press('groups.preview', dialog)
      await visitor.apply(t('vpcs.linkTo', { vpc: 'new' }))
      await row.getByText(t('vpcs.linked', { count: 1 })).waitFor()
      const linked = page.locator('tr.ant-table-row').filter({ hasText: 'old-sg' })
      await linked.waitFor()
      await visitor.look('classic-link')

      await visitor.turnTo('page.instances')
      await page.getByText('ClassicLink: ').waitFor()
      await visitor.turnTo('page.vpcs')
      await visitor.called('button', t('vpcs.unlink'), linked).click()
      await visitor.apply(t('vpcs.unlinkFrom', { vpc: 'new' }))
      await linked.waitFor({ state: 'detached' })
      await toggle.click()
      await visitor.apply(t('vpcs.linksOff', { vpc: 'new' }))
      await row.getByText(t('vpcs.linksClosed')).waitFor()
    })
  })
})
