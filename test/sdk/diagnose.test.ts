// `menshen diagnose` and `effective` as a user types them, with real packets sent to compare.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as ecsModels from '@alicloud/ecs20140526'
import * as vpcModels from '@alicloud/vpc20160428'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { reasonNotToRun } from '../kernel/machine.ts'
import { describeUnless } from '../skipReason.ts'
import { ecsClient, REGION, vpcClient } from './clients.ts'
import { TestServer } from './server.ts'

describeUnless(reasonNotToRun(), 'diagnosis', () => {
  const server = new TestServer(mkdtempSync(join(tmpdir(), 'menshen-sdk-')))
  const menshen = (...args: string[]) => server.command(args)
  let webAddress = ''
  let dbGroup = ''

  beforeAll(async () => {
    await server.start()
    await server.healthy()
    const [ecs, vpcs] = [ecsClient(server.credentials), vpcClient(server.credentials)]
    const regionId = REGION
    const vpc = await vpcs.createVpc(new vpcModels.CreateVpcRequest({ regionId, cidrBlock: '10.0.0.0/16' }))
    const vpcId = vpc.body?.vpcId ?? ''
    const vSwitch = await vpcs.createVSwitch(
      new vpcModels.CreateVSwitchRequest({
        ...{ regionId, vpcId, cidrBlock: '10.0.1.0/24', zoneId: 'cn-hangzhou-h' },
      }),
    )
    for (const name of ['web', 'db']) {
      const group = await ecs.createSecurityGroup(
        new ecsModels.CreateSecurityGroupRequest({ regionId, vpcId, securityGroupName: name }),
      )
      const securityGroupId = group.body?.securityGroupId ?? ''
      if (name === 'db') dbGroup = securityGroupId
      await ecs.runInstances(
        new ecsModels.RunInstancesRequest({
          ...{
            regionId,
            imageId: 'debian_12_6_x64_20G_alibase_20240711.vhd',
            instanceType: 'ecs.g6.large',
            instanceName: name,
          },
          ...{ vSwitchId: vSwitch.body?.vSwitchId ?? '', securityGroupId },
          tag: [new ecsModels.RunInstancesRequestTag({ key: 'menshen:responder', value: '5432' })],
        }),
      )
    }
    const [web] = JSON.parse(menshen('eni', 'ls', '--json').stdout)
    webAddress = web.addresses[0]
  }, 60_000)
  afterAll(() => server.remove(), 60_000)

  test('P4: a closed port is explained, the kernel agrees, and fixes are named', () => {
    const { code, stdout, stderr } = menshen('diagnose', 'web', 'db:5432', '--probe')
    expect([code, stderr]).toEqual([1, ''])
    expect(stdout).toContain('the kernel agrees: no answer')
    expect(stdout).toMatch(/1 {2}add to sg-\S+: ingress ACCEPT tcp 5432 10\.0\.1\.\d+ \(priority 1\)/)
    expect(stdout).toContain('nothing else')
    const chinese = menshen('diagnose', 'web', 'db/icmp', '--probe', '--lang', 'zh-CN')
    expect(chinese.stdout).toContain('内核一致：没有应答')
    expect(chinese.stdout).toContain('最小修复方案')
  })

  test('a fix is previewed, applied when told so, and then real packets pass', () => {
    const preview = menshen('diagnose', 'web', 'db:5432', '--apply', '1')
    expect([preview.code, preview.stderr]).toEqual([2, expect.stringContaining('--yes')])
    expect(preview.stdout).toContain('preview: nothing is changed yet')
    expect(menshen('diagnose', 'web', 'db:5432', '--apply', '99', '--yes').code).toBe(2)
    expect(menshen('diagnose', 'web', 'db:5432', '--apply', '1', '--yes').code).toBe(0)
    const after = menshen('diagnose', 'web', 'db:5432', '--probe', '--json')
    expect(after.code).toBe(0)
    expect(JSON.parse(after.stdout)).toMatchObject({
      items: [{ action: 'accept', fixes: [] }],
      probes: [{ result: 'agrees', outcome: 'answered' }],
    })
    expect(menshen('diagnose', 'web', 'db:5432/udp', '--probe').stdout).toContain('agrees: no answer')
  })

  test('without a port the usual services are asked about', () => {
    const { items } = JSON.parse(menshen('diagnose', 'web', 'db', '--json').stdout)
    expect(
      items.map(({ packet }: { packet: string }) => packet.replace(/^(\w+).*?(:\d+)?$/, '$1$2')),
    ).toEqual([...[80, 443, 22, 3389, 8080].map((port) => `tcp:${port}`), 'icmp'])
  })

  test('a kernel that does otherwise raises an alarm', () => {
    const blackhole = (verb: string) =>
      menshen('exec', 'db', '--', 'ip', 'route', verb, 'blackhole', webAddress)
    expect(blackhole('add').code).toBe(0)
    const alarm = menshen('diagnose', 'web', 'db:5432', '--probe')
    expect(blackhole('del').code).toBe(0)
    expect([alarm.code, alarm.stdout]).toEqual([1, expect.stringContaining('ALARM: the kernel disagrees')])
    expect(alarm.stdout).toContain('✓ ingress')
  })

  test('the rules of an interface are shown in the order of evaluation, dead ones with what hides them', () => {
    for (const [action, priority] of [
      ['drop', 5],
      ['accept', 9],
    ] as const) {
      const args = [`--${action}`, '--priority', String(priority), '--from', '10.9.0.0/16']
      expect(menshen('rule', 'add', dbGroup, 'tcp/22', ...args).code).toBe(0)
    }
    const { stdout } = menshen('effective', 'db')
    expect(stdout).toMatch(/3 +DROP +5 +tcp +22 +10\.9\.0\.0\/16/)
    expect(stdout).toMatch(/4 +ACCEPT +9 .*never reached: behind sgr-/)
    expect(menshen('effective', 'db', '--lang', 'zh-CN').stdout).toContain('永不生效')
  })

  test('what nobody knows is a wrong call, a server that is away cannot be reached', async () => {
    const unknown = menshen('diagnose', 'nobody', 'db:80')
    expect([unknown.code, unknown.stderr]).toEqual([
      2,
      expect.stringContaining('nothing here is called `nobody`'),
    ])
    await server.stop()
    expect(menshen('diagnose', 'web', 'db:80').code).toBe(3)
  })
})
