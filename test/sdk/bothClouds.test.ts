// Both clouds on one server, each through its own official client, on one machine's network with real packets: what
// each account has is its own, each cloud's rules decide in that cloud's order, and nothing of one reaches the other.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as ecsModels from '@alicloud/ecs20140526'
import * as vpcModels from '@alicloud/vpc20160428'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Hand } from '../kernel/hand.ts'
import { reasonNotToRun } from '../kernel/machine.ts'
import { describeUnless } from '../skipReason.ts'
import { REGION as ALIBABA_REGION, ecsClient, vpcClient } from './clients.ts'
import { TestServer } from './server.ts'
import { REGION as TENCENT_REGION, tencentCvm, tencentTag, tencentVpc } from './tencentClients.ts'

const IMAGE = 'ubuntu_22_04_x64_20G_alibase_20240101.vhd'
/** The same in both clouds: addresses of networks that have nothing to do with each other may be alike. */
const BLOCK = '10.0.1.0/24'
const SERVER = '10.0.1.20'
const CLIENT = '10.0.1.10'

interface Member {
  readonly id: string
  readonly publicAddress: string
  readonly hand: Hand
}

describeUnless(reasonNotToRun(), 'both clouds', () => {
  const server = new TestServer(mkdtempSync(join(tmpdir(), 'menshen-both-')))
  let ecs: ReturnType<typeof ecsClient>
  let vpc: ReturnType<typeof tencentVpc>
  let cvm: ReturnType<typeof tencentCvm>
  const alibaba = { group: '', client: {} as Member, server: {} as Member }
  const tencent = { group: '', client: {} as Member, server: {} as Member }

  async function alibabaInstance(place: object, privateIpAddress: string): Promise<Member> {
    const { body } = await ecs.runInstances(
      new ecsModels.RunInstancesRequest({
        ...place,
        privateIpAddress,
        regionId: ALIBABA_REGION,
        imageId: IMAGE,
        instanceType: 'ecs.g6.large',
        securityGroupId: alibaba.group,
        internetMaxBandwidthOut: 5,
      }),
    )
    const id = body?.instanceIdSets?.instanceIdSet?.[0] ?? ''
    const found = await ecs.describeInstances(
      new ecsModels.DescribeInstancesRequest({ regionId: ALIBABA_REGION, instanceIds: JSON.stringify([id]) }),
    )
    const publicAddress = found.body?.instances?.instance?.[0]?.publicIpAddress?.ipAddress?.[0] ?? ''
    return { id, publicAddress, hand: server.hand(id) }
  }

  async function buildAlibaba(): Promise<void> {
    const networks = vpcClient(server.credentials)
    const made = await networks.createVpc(
      new vpcModels.CreateVpcRequest({ regionId: ALIBABA_REGION, cidrBlock: '10.0.0.0/16' }),
    )
    const vpcId = made.body?.vpcId ?? ''
    const vSwitch = await networks.createVSwitch(
      new vpcModels.CreateVSwitchRequest({
        regionId: ALIBABA_REGION,
        vpcId,
        cidrBlock: BLOCK,
        zoneId: 'cn-hangzhou-h',
      }),
    )
    const group = await ecs.createSecurityGroup(
      new ecsModels.CreateSecurityGroupRequest({ regionId: ALIBABA_REGION, vpcId, securityGroupName: 'web' }),
    )
    alibaba.group = group.body?.securityGroupId ?? ''
    const place = { vSwitchId: vSwitch.body?.vSwitchId ?? '' }
    alibaba.client = await alibabaInstance(place, CLIENT)
    alibaba.server = await alibabaInstance(place, SERVER)
  }

  async function tencentInstance(network: object, address: string): Promise<Member> {
    const { InstanceIdSet: [id = ''] = [] } = await cvm.RunInstances({
      Placement: { Zone: `${TENCENT_REGION}-3` },
      ImageId: 'img-eb30mz89',
      InstanceType: 'S5.MEDIUM4',
      VirtualPrivateCloud: { ...network, PrivateIpAddresses: [address] } as never,
      InternetAccessible: { InternetMaxBandwidthOut: 5, PublicIpAssigned: true },
      SecurityGroupIds: [tencent.group],
    })
    const { InstanceSet: [found] = [] } = await cvm.DescribeInstances({ InstanceIds: [id] })
    return { id, publicAddress: found?.PublicIpAddresses?.[0] ?? '', hand: server.hand(id) }
  }

  async function buildTencent(): Promise<void> {
    const VpcId = (await vpc.CreateVpc({ VpcName: 'shop', CidrBlock: '10.0.0.0/16' })).Vpc?.VpcId ?? ''
    const subnet = { VpcId, SubnetName: 'all', CidrBlock: BLOCK, Zone: `${TENCENT_REGION}-3` }
    const SubnetId = (await vpc.CreateSubnet(subnet)).Subnet?.SubnetId ?? ''
    const made = await vpc.CreateSecurityGroup({ GroupName: 'web', GroupDescription: '' })
    tencent.group = made.SecurityGroup?.SecurityGroupId ?? ''
    tencent.client = await tencentInstance({ VpcId, SubnetId }, CLIENT)
    tencent.server = await tencentInstance({ VpcId, SubnetId }, SERVER)
  }

  /** Ports say who answers: even ones listen at Alibaba's server, odd ones at Tencent's, 80 at both. */
  beforeAll(async () => {
    await server.start()
    await server.healthy()
    ecs = ecsClient(server.credentials)
    vpc = tencentVpc(server.credentials, { language: 'en-US' })
    cvm = tencentCvm(server.credentials, { language: 'en-US' })
    await buildAlibaba()
    await buildTencent()
    for (const port of [80, 8000]) await alibaba.server.hand.listen(port)
    for (const port of [80, 8001]) await tencent.server.hand.listen(port)
  }, 120_000)
  afterAll(() => server.remove(), 60_000)

  const authorize = (policy: string, priority: string, sourceCidrIp = '0.0.0.0/0', ports = '80/80') =>
    ecs.authorizeSecurityGroup(
      new ecsModels.AuthorizeSecurityGroupRequest({
        regionId: ALIBABA_REGION,
        securityGroupId: alibaba.group,
        permissions: [
          new ecsModels.AuthorizeSecurityGroupRequestPermissions({
            ipProtocol: 'TCP',
            portRange: ports,
            sourceCidrIp,
            policy,
            priority,
          }),
        ],
      }),
    )
  const add = (direction: 'Ingress' | 'Egress', Action: string, Port = '80', CidrBlock = '0.0.0.0/0') =>
    vpc.CreateSecurityGroupPolicies({
      SecurityGroupId: tencent.group,
      SecurityGroupPolicySet: {
        [direction]: [{ Protocol: Port === 'ALL' ? 'ALL' : 'TCP', Port, CidrBlock, Action }],
      },
    })
  const passes = async (from: Member, to: string, port: number): Promise<boolean> => {
    const answer = await from.hand.tcp(to, port)
    // Refused by a host that was reached is no block either, but nobody here asks where nobody listens.
    return answer !== 'blocked'
  }

  test('each account is known by its own key, in its own words, and by no other', async () => {
    const { aliyun, tencent: own } = server.credentials
    const asTencent = tencentVpc({
      ...server.credentials,
      tencent: { secretId: aliyun.accessKeyId, secretKey: aliyun.accessKeySecret },
    })
    await expect(asTencent.DescribeSecurityGroups({})).rejects.toMatchObject({
      code: 'AuthFailure.SecretIdNotFound',
    })
    const asAlibaba = ecsClient({
      ...server.credentials,
      aliyun: { ...aliyun, accessKeyId: own.secretId, accessKeySecret: own.secretKey },
    })
    await expect(
      asAlibaba.describeSecurityGroups(
        new ecsModels.DescribeSecurityGroupsRequest({ regionId: ALIBABA_REGION }),
      ),
    ).rejects.toMatchObject({ code: 'InvalidAccessKeyId.NotFound' })
  })

  test('lists hold what is one’s own', async () => {
    const { SecurityGroupSet = [] } = await vpc.DescribeSecurityGroups({})
    expect(SecurityGroupSet.map((group) => group.SecurityGroupName).sort()).toEqual([
      ...['Linux-22', 'Windows-3389', 'default', 'web'],
    ])
    const { InstanceSet = [] } = await cvm.DescribeInstances({})
    expect(InstanceSet.map(({ InstanceId }) => InstanceId).sort()).toEqual(
      [tencent.client.id, tencent.server.id].sort(),
    )
    const groups = await ecs.describeSecurityGroups(
      new ecsModels.DescribeSecurityGroupsRequest({ regionId: ALIBABA_REGION }),
    )
    const mine = groups.body?.securityGroups?.securityGroup?.map((group) => group.securityGroupId)
    expect(mine).toEqual([alibaba.group])
    const { ResourceTagMappingList } = await tencentTag(server.credentials).GetResources({})
    expect(ResourceTagMappingList).toEqual([])
  })

  test('neither can name, read, bind or delete what is the other’s', async () => {
    // Their ids are not of the same form; an instance's region is the other's business as well.
    await expect(vpc.DescribeSecurityGroupPolicies({ SecurityGroupId: alibaba.group })).rejects.toMatchObject(
      { code: 'InvalidParameterValue.Malformed' },
    )
    const naming = new ecsModels.AuthorizeSecurityGroupRequest({
      regionId: ALIBABA_REGION,
      securityGroupId: alibaba.group,
      permissions: [
        new ecsModels.AuthorizeSecurityGroupRequestPermissions({
          ipProtocol: 'ALL',
          portRange: '-1/-1',
          sourceGroupId: tencent.group,
          sourceGroupOwnerId: server.credentials.tencent.uin,
          policy: 'accept',
        }),
      ],
    })
    await expect(ecs.authorizeSecurityGroup(naming)).rejects.toMatchObject({
      code: expect.stringMatching(/SourceGroup|InvalidSecurityGroup|InvalidParam/),
    })
    await expect(
      ecs.joinSecurityGroup(
        new ecsModels.JoinSecurityGroupRequest({
          instanceId: alibaba.client.id,
          securityGroupId: tencent.group,
        }),
      ),
    ).rejects.toMatchObject({ code: expect.stringContaining('InvalidSecurityGroupId') })
    await expect(
      ecs.deleteInstance(new ecsModels.DeleteInstanceRequest({ instanceId: tencent.client.id, force: true })),
    ).rejects.toMatchObject({ code: expect.stringContaining('InvalidInstanceId') })
    expect((await cvm.DescribeInstances({})).TotalCount).toBe(2)
  })

  test('P4: the defaults are each cloud’s: the same group lets its members in here and nobody there', async () => {
    expect(await passes(alibaba.client, SERVER, 80)).toBe(true)
    expect(await passes(tencent.client, SERVER, 80)).toBe(false)
    await add('Egress', 'ACCEPT', 'ALL')
    expect(await passes(tencent.client, SERVER, 80)).toBe(false)
    await add('Ingress', 'ACCEPT', '80', BLOCK)
    expect(await passes(tencent.client, SERVER, 80)).toBe(true)
  })

  test('equal private addresses never meet: each reaches the one of its own network', async () => {
    await add('Ingress', 'ACCEPT', '8000-8001', BLOCK)
    expect(await passes(alibaba.client, SERVER, 8000)).toBe(true)
    expect(await alibaba.client.hand.tcp(SERVER, 8001)).not.toBe(CLIENT)
    expect(await tencent.client.hand.tcp(SERVER, 8001)).toBe(CLIENT)
    expect(await tencent.client.hand.tcp(SERVER, 8000)).not.toBe(CLIENT)
  })

  test('P3: the same two rules, in the same order of making, decide by each cloud’s own order', async () => {
    const outside = server.hand('--internet', '--ip', '203.0.113.9')
    const fromOutside = async ({ publicAddress }: Member): Promise<boolean> =>
      (await outside.tcp(publicAddress, 80)) === '203.0.113.9'
    // First a drop, then an accept that is to count for more.
    await authorize('drop', '50', '203.0.113.0/24')
    await authorize('accept', '1', '203.0.113.9/32')
    await add('Ingress', 'DROP', '80', '203.0.113.0/24')
    await add('Ingress', 'ACCEPT', '80', '203.0.113.9')
    expect(await fromOutside(alibaba.server)).toBe(true)
    expect(await fromOutside(tencent.server)).toBe(false)
    await vpc.DeleteSecurityGroupPolicies({
      SecurityGroupId: tencent.group,
      SecurityGroupPolicySet: {
        Ingress: [{ Protocol: 'TCP', Port: '80', CidrBlock: '203.0.113.0/24', Action: 'DROP' }],
      },
    })
    expect(await fromOutside(tencent.server)).toBe(true)
    expect(await fromOutside(alibaba.server)).toBe(true)
  })

  test('between the clouds only public addresses lead, and both sides’ rules are asked', async () => {
    const there = (port = 80) => tencent.client.hand.tcp(alibaba.server.publicAddress, port)
    const back = (port = 80) => alibaba.client.hand.tcp(tencent.server.publicAddress, port)
    expect([await there(), await back()]).toEqual(['blocked', 'blocked'])
    await authorize('accept', '1', `${tencent.client.publicAddress}/32`)
    expect([await there(), await back()]).toEqual([tencent.client.publicAddress, 'blocked'])
    await add('Ingress', 'ACCEPT', '80', alibaba.client.publicAddress)
    expect([await there(), await back()]).toEqual([
      tencent.client.publicAddress,
      alibaba.client.publicAddress,
    ])
    // The sender's side drops what leaves: Tencent's rules, although Alibaba's let it in.
    await vpc.ModifySecurityGroupPolicies({
      SecurityGroupId: tencent.group,
      SecurityGroupPolicySet: { Version: '0' },
    })
    expect([await there(), await back()]).toEqual(['blocked', 'blocked'])
  })

  test('what one account clears away leaves the other as it was', async () => {
    expect(await passes(tencent.client, SERVER, 80)).toBe(false)
    expect(await passes(alibaba.client, SERVER, 80)).toBe(true)
    await cvm.TerminateInstances({ InstanceIds: [tencent.client.id, tencent.server.id] })
    expect(await passes(alibaba.client, SERVER, 80)).toBe(true)
    const left = await ecs.describeInstances(
      new ecsModels.DescribeInstancesRequest({ regionId: ALIBABA_REGION }),
    )
    expect(left.body?.totalCount).toBe(2)
    const { items } = (await server.api('GET', '/groups')) as { items: readonly { id: string }[] }
    expect(items.map(({ id }) => id)).toEqual([alibaba.group])
  })
})
