// Declarative policy, previews, proofs and policy tests on a real server: the official SDK writes, real packets agree.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as ecsModels from '@alicloud/ecs20140526'
import * as vpcModels from '@alicloud/vpc20160428'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { reasonNotToRun } from '../kernel/machine.ts'
import { describeUnless } from '../skipReason.ts'
import { ecsClient, REGION, vpcClient } from './clients.ts'
import { TestServer } from './server.ts'

describeUnless(reasonNotToRun(), 'answers', () => {
  const server = new TestServer(mkdtempSync(join(tmpdir(), 'menshen-sdk-')))
  const folder = mkdtempSync(join(tmpdir(), 'menshen-answers-'))
  const file = join(folder, 'shop.yaml')
  const menshen = (...args: string[]) => server.command(args)
  const regionId = REGION
  let dbGroup = ''

  beforeAll(async () => {
    await server.start()
    await server.healthy()
    const [ecs, vpcs] = [ecsClient(server.credentials), vpcClient(server.credentials)]
    const vpc = await vpcs.createVpc(new vpcModels.CreateVpcRequest({ regionId, cidrBlock: '10.0.0.0/16' }))
    const vpcId = vpc.body?.vpcId ?? ''
    const vSwitch = await vpcs.createVSwitch(
      new vpcModels.CreateVSwitchRequest({
        regionId,
        vpcId,
        cidrBlock: '10.0.1.0/24',
        zoneId: 'cn-hangzhou-h',
      }),
    )
    const base = await ecs.createSecurityGroup(
      new ecsModels.CreateSecurityGroupRequest({ regionId, vpcId, securityGroupName: 'base' }),
    )
    const securityGroupId = base.body?.securityGroupId ?? ''
    await ecs.modifySecurityGroupPolicy(
      new ecsModels.ModifySecurityGroupPolicyRequest({
        regionId,
        securityGroupId,
        innerAccessPolicy: 'Drop',
      }),
    )
    for (const tier of ['web', 'db', 'lone']) {
      await ecs.runInstances(
        new ecsModels.RunInstancesRequest({
          ...{
            regionId,
            imageId: 'debian_12_6_x64_20G_alibase_20240711.vhd',
            instanceType: 'ecs.g6.large',
            instanceName: tier,
          },
          ...{ vSwitchId: vSwitch.body?.vSwitchId ?? '', securityGroupId },
          tag: [
            new ecsModels.RunInstancesRequestTag({ key: 'menshen:responder', value: '5432' }),
            new ecsModels.RunInstancesRequestTag({ key: 'tier', value: tier }),
          ],
        }),
      )
    }
    writeFileSync(
      file,
      `policy: shop
vpc: ${vpcId}
groups:
  web: { innerAccess: drop, members: { tier: web } }
  db:
    innerAccess: drop
    members: { tier: db }
    ingress:
      - allow: tcp/5432
        from: group:web
tests:
  - allow: group:web -> group:db tcp/5432
  - only: group:web -> group:db
`,
    )
  }, 120_000)
  afterAll(async () => {
    await server.remove()
    rmSync(folder, { recursive: true })
  }, 60_000)

  const kernelSays = (from: string) => menshen('diagnose', from, 'db:5432', '--probe').stdout

  test('a plan foretells which packets pass, and after apply they do', () => {
    expect(kernelSays('web')).toContain('the kernel agrees: no answer')
    const planned = menshen('plan', '-f', file)
    expect([planned.code, planned.stderr]).toEqual([1, ''])
    expect(planned.stdout).toMatch(/opens, ingress of eni-\S+: 10\.0\.1\.\d+ → 10\.0\.1\.\d+, tcp 5432/)
    const [, plan = ''] = /plan saved: (plan-\w+)/.exec(planned.stdout) ?? []
    expect(menshen('apply', plan).code).toBe(0)
    expect(kernelSays('web')).toContain('the kernel agrees: the packet was answered')
    expect(kernelSays('lone')).toContain('the kernel agrees: no answer')
    dbGroup = JSON.parse(menshen('sg', 'ls', '--json').stdout).find(
      ({ name }: { name: string }) => name === 'db',
    ).id
  })

  test('proofs and reach say the same as the kernel', () => {
    expect(menshen('prove', 'group:web => group:db tcp/5432').code).toBe(0)
    expect(menshen('prove', 'lone !-> db').code).toBe(0)
    const reach = menshen('who-can-reach', 'db', 'tcp/5432')
    expect(reach.stdout).toContain('1 of the interfaces here reach it on tcp/5432')
  })

  test('the official SDK is refused what would break a policy test, and the packets stay as they were', async () => {
    const ecs = ecsClient(server.credentials)
    const open = new ecsModels.AuthorizeSecurityGroupRequest({
      ...{ regionId, securityGroupId: dbGroup },
      permissions: [
        new ecsModels.AuthorizeSecurityGroupRequestPermissions({
          ...{
            ipProtocol: 'TCP',
            portRange: '5432/5432',
            sourceCidrIp: '10.0.0.0/16',
            policy: 'accept',
            priority: '1',
          },
        }),
      ],
    })
    const refusal = await ecs
      .authorizeSecurityGroup(open)
      .catch((error: { code: string; message: string }) => error)
    expect(refusal).toMatchObject({ code: 'OperationDenied' })
    expect((refusal as { message: string }).message).toMatch(
      /policy test "only group:web -> group:db" .*shop\.yaml:13.*Witness: tcp/,
    )
    expect(kernelSays('lone')).toContain('the kernel agrees: no answer')
    menshen('tests', 'mode', 'warn', '--reason', 'a test')
    await ecs.authorizeSecurityGroup(open)
    expect(kernelSays('lone')).toContain('the kernel agrees: the packet was answered')
    menshen('tests', 'mode', 'refuse', '--reason', 'over')
    const failing = menshen('test')
    expect(failing.code).toBe(1)
    expect(failing.stdout).toMatch(
      /✗ only group:web -> group:db .*shop\.yaml:13\n(.*\n)*.*witness {2}tcp 10\.0\.1\.\d+/,
    )
    expect(menshen('apply', '-f', file).code).toBe(0)
    expect(kernelSays('lone')).toContain('the kernel agrees: no answer')
  })

  test('two revisions differ in the packets that the kernel now drops', async () => {
    const { revision } = (await server.api('GET', '/status')) as { revision: number }
    menshen('sg', 'ls')
    const rules = JSON.parse(menshen('sg', 'show', dbGroup, '--json').stdout).rules
    menshen('rule', 'rm', dbGroup, rules[0].id, '--override-tests', 'for a moment')
    const differs = menshen('diff', String(revision))
    expect(differs.code).toBe(1)
    expect(differs.stdout).toMatch(/closes, ingress of eni-\S+: .*tcp 5432/)
    expect(kernelSays('web')).toContain('the kernel agrees: no answer')
  })
})
