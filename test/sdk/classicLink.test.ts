// ClassicLink by the official clients, with real packets between a classic instance and one in a VPC.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as ecsModels from '@alicloud/ecs20140526'
import * as vpcModels from '@alicloud/vpc20160428'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { reasonNotToRun } from '../kernel/machine.ts'
import { describeUnless } from '../skipReason.ts'
import { ecsClient, REGION, vpcClient } from './clients.ts'
import { TestServer } from './server.ts'

const PROBE = fileURLToPath(new URL('probe.mjs', import.meta.url))

describeUnless(reasonNotToRun(), 'ClassicLink', () => {
  const server = new TestServer(mkdtempSync(join(tmpdir(), 'menshen-linked-')))
  let ecs: ReturnType<typeof ecsClient>
  let vpc: ReturnType<typeof vpcClient>
  let vpcId: string
  let classic: { id: string; address: string; group: string }
  let inside: { id: string; address: string; group: string }

  beforeAll(async () => {
    await server.start()
    await server.healthy()
    ecs = ecsClient(server.credentials)
    vpc = vpcClient(server.credentials)
    const accountId = server.credentials.aliyun.accountId
    await server.api('PATCH', `/accounts/${accountId}`, { classicNetwork: true })
    const made = await vpc.createVpc(
      new vpcModels.CreateVpcRequest({ regionId: REGION, cidrBlock: '192.168.0.0/16' }),
    )
    vpcId = made.body?.vpcId ?? ''
    const vSwitch = await vpc.createVSwitch(
      new vpcModels.CreateVSwitchRequest({
        ...{ regionId: REGION, vpcId, cidrBlock: '192.168.1.0/24', zoneId: 'cn-hangzhou-h' },
      }),
    )
    classic = await run('old')
    inside = await run('new', vpcId, vSwitch.body?.vSwitchId)
  }, 60_000)
  afterAll(() => server.remove(), 60_000)

  async function run(instanceName: string, groupVpcId?: string, vSwitchId?: string): Promise<typeof classic> {
    const { body: group } = await ecs.createSecurityGroup(
      new ecsModels.CreateSecurityGroupRequest({
        regionId: REGION,
        ...(groupVpcId && { vpcId: groupVpcId }),
      }),
    )
    const securityGroupId = group?.securityGroupId ?? ''
    const { body } = await ecs.runInstances(
      new ecsModels.RunInstancesRequest({
        ...{ regionId: REGION, imageId: 'ubuntu_22_04_x64_20G_alibase_20240101.vhd', instanceName },
        ...{ instanceType: 'ecs.g6.xlarge', securityGroupId, ...(vSwitchId && { vSwitchId }) },
        tag: [new ecsModels.RunInstancesRequestTag({ key: 'menshen:responder', value: '80' })],
      }),
    )
    const id = body?.instanceIdSets?.instanceIdSet?.[0] ?? ''
    const shown = await ecs.describeInstances(
      new ecsModels.DescribeInstancesRequest({ regionId: REGION, instanceIds: JSON.stringify([id]) }),
    )
    const instance = shown.body?.instances?.instance?.[0]
    const address =
      instance?.innerIpAddress?.ipAddress?.[0] ?? instance?.vpcAttributes?.privateIpAddress?.ipAddress?.[0]
    return { id, address: address ?? '', group: securityGroupId }
  }

  const allow = (securityGroupId: string, sourceGroupId: string) =>
    ecs.authorizeSecurityGroup(
      new ecsModels.AuthorizeSecurityGroupRequest({
        ...{ regionId: REGION, securityGroupId, sourceGroupId, nicType: 'intranet' },
        ...{ ipProtocol: 'TCP', portRange: '80/80' },
      }),
    )
  const probe = (from: string, address: string): string =>
    server.command(['exec', from, '--', process.execPath, PROBE, 'tcp', address, '80']).stdout.trim()
  const ends = () => ({ regionId: REGION, instanceId: classic.id, vpcId })
  const attach = () => ecs.attachClassicLinkVpc(new ecsModels.AttachClassicLinkVpcRequest(ends()))
  const turn = (isOn: boolean) =>
    isOn
      ? vpc.enableVpcClassicLink(new vpcModels.EnableVpcClassicLinkRequest({ regionId: REGION, vpcId }))
      : vpc.disableVpcClassicLink(new vpcModels.DisableVpcClassicLinkRequest({ regionId: REGION, vpcId }))
  const links = async () =>
    (
      await ecs.describeClassicLinkInstances(
        new ecsModels.DescribeClassicLinkInstancesRequest({ regionId: REGION, vpcId }),
      )
    ).body?.links?.link?.map((link) => ({ ...link }))

  test('K3: a classic instance is linked, reaches and is reached by its groups, and is apart again', async () => {
    await expect(attach()).rejects.toMatchObject({ code: 'OperationDenied' })
    await turn(true)
    await attach()
    expect(await links()).toMatchObject([{ instanceId: classic.id, vpcId }])
    expect(probe('old', inside.address)).toBe('closed')
    await allow(inside.group, classic.group)
    expect(probe('old', inside.address)).toBe('open')
    expect(probe('new', classic.address)).toBe('closed')
    await allow(classic.group, inside.group)
    expect(probe('new', classic.address)).toBe('open')
    await expect(turn(false)).rejects.toMatchObject({ code: 'IncorrectVpcStatus' })
    await ecs.detachClassicLinkVpc(new ecsModels.DetachClassicLinkVpcRequest(ends()))
    expect(await links()).toEqual([])
    expect(probe('old', inside.address)).toBe('closed')
    expect(probe('new', classic.address)).toBe('closed')
    await turn(false)
  }, 60_000)

  const menshen = (...args: string[]) => server.command(args)
  test('K3: the command line links, shows and unlinks as the cloud does', async () => {
    const preview = menshen('classic-link', 'attach', classic.id, vpcId, '--dry-run')
    expect([preview.code, preview.stderr]).toEqual([2, expect.stringContaining('ClassicLink is off in VPC')])
    expect(menshen('classic-link', 'enable', vpcId).stdout).toContain('classicLink: false → true')
    expect(menshen('classic-link', 'attach', classic.id, vpcId).code).toBe(0)
    expect(await links()).toMatchObject([{ instanceId: classic.id, vpcId }])
    const listed = menshen('classic-link', 'ls', '--vpc', vpcId)
    expect(listed.stdout).toMatch(new RegExp(`${classic.id} +${classic.address} +${classic.group} +${vpcId}`))
    expect(menshen('vpc', 'ls').stdout).toContain('on, 1 linked')
    expect(menshen('vpc', 'ls', '--lang', 'zh-CN').stdout).toContain('已开启，1 台实例')
    expect(menshen('eni', 'ls').stdout).toContain(`${vpcId} (ClassicLink)`)
    expect(probe('old', inside.address)).toBe('open')
    const busy = menshen('classic-link', 'disable', vpcId)
    expect([busy.code, busy.stderr]).toEqual([
      2,
      expect.stringContaining(`has links: instance \`${classic.id}\``),
    ])
    expect(menshen('classic-link', 'detach', classic.id, vpcId).code).toBe(0)
    expect(menshen('classic-link', 'ls', '--json').stdout.trim()).toBe('[]')
    expect(probe('old', inside.address)).toBe('closed')
    const gone = menshen('classic-link', 'detach', classic.id, vpcId, '--lang', 'zh-CN')
    expect([gone.code, gone.stderr]).toEqual([2, expect.stringContaining('未连接到')])
    expect(menshen('classic-link', 'disable', vpcId).code).toBe(0)
  }, 60_000)
})
