// Elastic addresses that stand on network interfaces, by the official client, with real packets to and from them.
import { mkdtempSync, readFileSync } from 'node:fs'
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
const OUTSIDE = '203.0.113.9'

describeUnless(reasonNotToRun(), 'elastic addresses on interfaces', () => {
  const server = new TestServer(mkdtempSync(join(tmpdir(), 'menshen-visible-')))
  let ecs: ReturnType<typeof ecsClient>
  let vpc: ReturnType<typeof vpcClient>
  let vSwitchId: string
  let securityGroupId: string
  let instanceId: string

  beforeAll(async () => {
    await server.start()
    await server.healthy()
    ecs = ecsClient(server.credentials)
    vpc = vpcClient(server.credentials)
    const made = await vpc.createVpc(
      new vpcModels.CreateVpcRequest({ regionId: REGION, cidrBlock: '10.0.0.0/16' }),
    )
    const vpcId = made.body?.vpcId ?? ''
    const vSwitch = await vpc.createVSwitch(
      new vpcModels.CreateVSwitchRequest({
        ...{ regionId: REGION, vpcId, cidrBlock: '10.0.1.0/24', zoneId: 'cn-hangzhou-h' },
      }),
    )
    vSwitchId = vSwitch.body?.vSwitchId ?? ''
    const group = await ecs.createSecurityGroup(
      new ecsModels.CreateSecurityGroupRequest({ regionId: REGION, vpcId, securityGroupName: 'seen' }),
    )
    securityGroupId = group.body?.securityGroupId ?? ''
    await ecs.authorizeSecurityGroup(
      new ecsModels.AuthorizeSecurityGroupRequest({
        ...{ regionId: REGION, securityGroupId },
        permissions: [
          new ecsModels.AuthorizeSecurityGroupRequestPermissions({
            ...{ ipProtocol: 'TCP', portRange: '80/80', sourceCidrIp: `${OUTSIDE}/32` },
          }),
        ],
      }),
    )
    const run = await ecs.runInstances(
      new ecsModels.RunInstancesRequest({
        ...{ regionId: REGION, imageId: 'ubuntu_22_04_x64_20G_alibase_20240101.vhd' },
        ...{ instanceType: 'ecs.g6.xlarge', instanceName: 'seen', vSwitchId, securityGroupId },
        tag: [new ecsModels.RunInstancesRequestTag({ key: 'menshen:responder', value: '80' })],
      }),
    )
    instanceId = run.body?.instanceIdSets?.instanceIdSet?.[0] ?? ''
  }, 60_000)
  afterAll(() => server.remove(), 60_000)

  const inInstance = (...command: readonly string[]): string =>
    server.command(['exec', 'seen', '--', ...command]).stdout
  const fromOutside = (address: string, ip = OUTSIDE): string =>
    server
      .command(['exec', '--internet', '--ip', ip, '--', process.execPath, PROBE, 'tcp', address, '80'])
      .stdout.trim()

  async function eni(): Promise<string> {
    const { body } = await ecs.createNetworkInterface(
      new ecsModels.CreateNetworkInterfaceRequest({ regionId: REGION, vSwitchId, securityGroupId }),
    )
    return body?.networkInterfaceId ?? ''
  }

  async function bound(networkInterfaceId: string, mode: string): Promise<{ id: string; address: string }> {
    const { body } = await vpc.allocateEipAddress(
      new vpcModels.AllocateEipAddressRequest({ regionId: REGION }),
    )
    await vpc.associateEipAddress(
      new vpcModels.AssociateEipAddressRequest({
        ...{ regionId: REGION, allocationId: body?.allocationId ?? '', mode },
        ...{ instanceId: networkInterfaceId, instanceType: 'NetworkInterface' },
      }),
    )
    return { id: body?.allocationId ?? '', address: body?.eipAddress ?? '' }
  }

  const attach = (networkInterfaceId: string) =>
    ecs.attachNetworkInterface(
      new ecsModels.AttachNetworkInterfaceRequest({ regionId: REGION, networkInterfaceId, instanceId }),
    )
  const detach = (networkInterfaceId: string) =>
    ecs.detachNetworkInterface(
      new ecsModels.DetachNetworkInterfaceRequest({ regionId: REGION, networkInterfaceId, instanceId }),
    )
  const turn = (eipId: string, mode: string) =>
    vpc.modifyEipForwardMode(
      new vpcModels.ModifyEipForwardModeRequest({ regionId: REGION, instanceId: eipId, mode }),
    )
  const modeShown = async (allocationId: string): Promise<string | undefined> => {
    const { body } = await vpc.describeEipAddresses(
      new vpcModels.DescribeEipAddressesRequest({ regionId: REGION, allocationId }),
    )
    return body?.eipAddresses?.eipAddress?.[0]?.mode
  }

  test('P10: BINDED is what the instance finds on its link, and nothing else', async () => {
    const interfaceId = await eni()
    const eip = await bound(interfaceId, 'BINDED')
    expect(await modeShown(eip.id)).toBe('BINDED')
    await attach(interfaceId)
    const link = inInstance('ip', '-4', '-o', 'addr', 'show', 'dev', 'eth1')
    expect(link).toContain(`inet ${eip.address}/32`)
    expect(link).not.toContain('inet 10.')
    expect(fromOutside(eip.address)).toBe('open')
    expect(fromOutside(eip.address, '203.0.113.10')).toBe('closed')
    await expect(turn(eip.id, 'NAT')).rejects.toMatchObject({ code: 'ENI.BindEcs' })
    await detach(interfaceId)
    expect(fromOutside(eip.address)).toBe('closed')
    await turn(eip.id, 'NAT')
    expect(await modeShown(eip.id)).toBe('NAT')
    await attach(interfaceId)
    expect(inInstance('ip', '-4', '-o', 'addr', 'show', 'dev', 'eth1')).toContain('inet 10.0.1.')
    expect(fromOutside(eip.address)).toBe('open')
    await detach(interfaceId)
  })

  test('P10: MULTI_BINDED stands beside the private address, with a gateway that can be asked for', async () => {
    const interfaceId = await eni()
    const eips = [await bound(interfaceId, 'MULTI_BINDED'), await bound(interfaceId, 'MULTI_BINDED')]
    const { body } = await vpc.describeEipGatewayInfo(
      new vpcModels.DescribeEipGatewayInfoRequest({ regionId: REGION, instanceId: interfaceId }),
    )
    expect(body?.eipInfos?.eipInfo).toMatchObject(
      eips.map(({ address }) => ({ ip: address, ipGw: '10.0.1.253', ipMask: '255.255.255.255' })),
    )
    await attach(interfaceId)
    const link = inInstance('ip', '-4', '-o', 'addr', 'show', 'dev', 'eth1')
    expect(link).toContain('inet 10.0.1.')
    for (const { address } of eips) {
      expect(link).toContain(`inet ${address}/32`)
      expect(fromOutside(address)).toBe('open')
    }
  })

  test('P10: several are bound by one call, and all are found on the link', async () => {
    const bindedInstanceId = await eni()
    const made = await Promise.all(
      [1, 2, 3].map(() =>
        vpc.allocateEipAddress(new vpcModels.AllocateEipAddressRequest({ regionId: REGION })),
      ),
    )
    const request = {
      ...{ regionId: REGION, bindedInstanceId, bindedInstanceType: 'NetworkInterface', mode: 'MULTI_BINDED' },
      instanceIds: made.map(({ body }) => body?.allocationId ?? ''),
    }
    const batch = (change = {}) =>
      vpc.associateEipAddressBatch(new vpcModels.AssociateEipAddressBatchRequest({ ...request, ...change }))
    await expect(batch({ instanceIds: [...request.instanceIds, 'eip-none'] })).rejects.toMatchObject({
      code: 'InvalidAllocationId.NotFound',
    })
    expect((await batch()).body?.requestId).toBeTruthy()
    await attach(bindedInstanceId)
    const { body } = await vpc.describeEipAddresses(
      new vpcModels.DescribeEipAddressesRequest({ regionId: REGION, associatedInstanceId: bindedInstanceId }),
    )
    expect(body?.eipAddresses?.eipAddress?.map(({ status }) => status)).toEqual(['InUse', 'InUse', 'InUse'])
    for (const address of made) expect(fromOutside(address.body?.eipAddress ?? '')).toBe('open')
    await detach(bindedInstanceId)
  })

  test('the fine traffic log is written, and figures by the minute can be asked for', async () => {
    const interfaceId = await eni()
    const eip = await bound(interfaceId, 'NAT')
    await attach(interfaceId)
    await vpc.setHighDefinitionMonitorLogStatus(
      new vpcModels.SetHighDefinitionMonitorLogStatusRequest({
        ...{ regionId: REGION, instanceId: eip.id, instanceType: 'EIP', status: 'ON' },
        ...{ logProject: 'monitor', logStore: 'eip' },
      }),
    )
    const { endpoint, api, aliyun } = server.credentials
    const logged = async (): Promise<readonly { In_syn_speed: number; in_Bps: number; eip: string }[]> => {
      expect(fromOutside(eip.address)).toBe('open')
      const answer = await fetch(`${endpoint}/api/v1/eips/${eip.id}/monitor-log`, {
        headers: { authorization: `Bearer ${api.token}` },
      })
      return ((await answer.json()) as { items: [] }).items
    }
    await expect
      .poll(logged, { timeout: 30_000 })
      .toContainEqual(expect.objectContaining({ eip: eip.address, __topic__: 'eip', tid: 'local' }))
    // The first second that is written may be that of a connection's end.
    const opening = async () => (await logged()).some((line) => line.In_syn_speed > 0 && line.in_Bps > 0)
    await expect.poll(opening, { timeout: 30_000 }).toBe(true)
    const file = join(server.dataDir, 'logs', aliyun.accountId, 'monitor', 'eip.jsonl')
    expect(readFileSync(file, 'utf8')).toContain(eip.address)
    const at = (minutes: number): string =>
      `${new Date(Date.now() + minutes * 60_000).toISOString().slice(0, 19)}Z`
    const { body } = await vpc.describeEipMonitorData(
      new vpcModels.DescribeEipMonitorDataRequest({
        ...{ regionId: REGION, allocationId: eip.id, startTime: at(-5), endTime: at(1) },
      }),
    )
    const points = body?.eipMonitorDatas?.eipMonitorData ?? []
    const received = points.reduce((all, point) => all + Number(point.eipRX), 0)
    expect(points.length).toBeGreaterThanOrEqual(4)
    expect(received).toBeGreaterThan(100)
    for (const { eipRX, eipTX, eipFlow } of points) expect(eipFlow).toBe(Number(eipRX) + Number(eipTX))
  }, 90_000)
})
