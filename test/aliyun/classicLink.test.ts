// ClassicLink through the API: classic instances linked to VPCs, and what stands in the way of it.

import { beforeEach, describe, expect, test } from 'vitest'
import { LIMITS } from '../../src/core/model/limits.ts'
import { setQuota } from '../../src/service/limits.ts'
import { setAccount } from './accounts.ts'
import { ACCOUNT, type Parameters } from './client.ts'
import { createRunWorld, type RunWorld, ZONE } from './networkWorld.ts'

describe('ClassicLink', () => {
  let world: RunWorld
  let group: string
  let instance: string
  beforeEach(async () => {
    world = await createRunWorld()
    await setAccount(world, { classicNetwork: true })
    group = (await world.ok({ Action: 'CreateSecurityGroup' })).SecurityGroupId
    instance = await classic()
    await vpcOk('EnableVpcClassicLink')
  })

  const classic = async (): Promise<string> =>
    (await world.run({ VSwitchId: '', SecurityGroupId: group }))[0] ?? ''
  const vpcOk = (Action: string, VpcId = world.vpcId) => world.ok({ Action, Version: 'Vpc', VpcId })
  const vpcCode = (Action: string, VpcId = world.vpcId) => world.code({ Action, Version: 'Vpc', VpcId })
  const link = (InstanceId = instance, VpcId = world.vpcId) =>
    world.code({ Action: 'AttachClassicLinkVpc', InstanceId, VpcId })
  const unlink = (InstanceId = instance, VpcId = world.vpcId) =>
    world.code({ Action: 'DetachClassicLinkVpc', InstanceId, VpcId })
  const links = async (parameters: Parameters = {}) =>
    (await world.ok({ Action: 'DescribeClassicLinkInstances', VpcId: world.vpcId, ...parameters })).Links.Link
  const standIns = () => world.store.by('eni', 'instance', instance).filter((eni) => eni.linked)

  test('K3: an instance is linked, shown, and linked no more', async () => {
    expect(await links()).toEqual([])
    expect(await link()).toBe('OK')
    expect(await link()).toBe('OK')
    const shown = [{ InstanceId: instance, VpcId: world.vpcId }]
    expect(await links()).toEqual(shown)
    const [other = ''] = await world.run()
    expect(await links({ InstanceId: `${instance},${other}` })).toEqual(shown)
    expect(await links({ InstanceId: instance, VpcId: '' })).toEqual(shown)
    expect(await links({ VpcId: 'vpc-other' })).toEqual([])
    expect(await links({ InstanceId: other })).toEqual([])
    const ask = { Action: 'DescribeClassicLinkInstances' }
    expect(await world.code({ ...ask, InstanceId: `${instance},i-other` })).toBe(
      'InvalidInstanceId.NotBelong',
    )
    expect(await world.code(ask)).toBe('MissingParameter')
    const [intranet] = world.store.by('eni', 'instance', instance)
    expect(standIns()).toMatchObject([
      { vpcId: world.vpcId, primaryAddress: intranet?.primaryAddress, securityGroupIds: [group] },
    ])
    expect(await unlink()).toBe('OK')
    expect(await links()).toEqual([])
    expect(standIns()).toEqual([])
  })

  test('K3: the link is no interface that calls show, and goes with the instance', async () => {
    await link()
    const { NetworkInterfaceSets } = await world.ok({ Action: 'DescribeNetworkInterfaces' })
    expect(NetworkInterfaceSets.NetworkInterfaceSet).toEqual([])
    expect((await world.instance(instance)).InnerIpAddress.IpAddress).toHaveLength(1)
    await world.ok({ Action: 'DeleteInstance', InstanceId: instance, Force: 'true' })
    expect(standIns()).toEqual([])
    expect(await links()).toEqual([])
    expect(await vpcCode('DisableVpcClassicLink')).toBe('OK')
  })

  test('K3: the link is in the groups of its instance, always', async () => {
    await link()
    const other = (await world.ok({ Action: 'CreateSecurityGroup' })).SecurityGroupId
    await world.ok({ Action: 'JoinSecurityGroup', InstanceId: instance, SecurityGroupId: other })
    expect(standIns()[0]?.securityGroupIds).toEqual([group, other])
    await world.ok({ Action: 'LeaveSecurityGroup', InstanceId: instance, SecurityGroupId: group })
    expect(standIns()[0]?.securityGroupIds).toEqual([other])
    const { SecurityGroups } = await world.ok({
      ...{ Action: 'DescribeSecurityGroups', SecurityGroupId: other, IsQueryEcsCount: 'true' },
    })
    expect(SecurityGroups.SecurityGroup).toMatchObject([{ EcsCount: 1 }])
  })

  test('K3: who may be linked, and to what', async () => {
    const [inVpc = ''] = await world.run()
    expect(await link(inVpc)).toBe('InvalidInstanceId.MalFormed')
    expect(await unlink(inVpc)).toBe('InvalidInstanceId.MalFormed')
    expect(await link('i-none')).toBe('InvalidInstanceId.NotFound')
    const shut = await world.vpc()
    expect(await link(instance, shut)).toBe('OperationDenied')
    expect(await link(instance, 'vpc-none')).toMatch(/^InvalidVpcI[dD]\.NotFound$/)
    expect(await unlink()).toBe('OperationDenied')
    await link()
    await vpcOk('EnableVpcClassicLink', shut)
    expect(await link(instance, shut)).toBe('Abs.InvalidInstanceId.MalFormed')
    expect(await unlink(instance, shut)).toBe('OperationDenied')
  })

  test('K3 L1: a VPC has at most as many links as its limit says, which is 1,000', async () => {
    expect(LIMITS.linksPerVpc).toMatchObject({ maximum: 1000, adjustable: true })
    const others = [await classic(), await classic()] as const
    await world.store.transact((state) =>
      setQuota(
        { state, accountId: ACCOUNT, now: 0, ids: { next: () => 'x' } },
        { name: 'linksPerVpc', maximum: 2 },
      ),
    )
    expect([await link(), await link(others[0])]).toEqual(['OK', 'OK'])
    const { code, status, body } = await world.call({
      ...{ Action: 'AttachClassicLinkVpc', RegionId: 'cn-hangzhou' },
      ...{ InstanceId: others[1], VpcId: world.vpcId },
    })
    expect([status, code]).toEqual([403, 'QuotaExceeded'])
    expect(body.Message).toMatch(/^The maximum number of links in the specified VPC exceeds\./)
    // Who is linked already is not one more, and who goes makes room.
    expect(await link()).toBe('OK')
    await unlink()
    expect(await link(others[1])).toBe('OK')
  })

  test('K3: a VPC among the classic addresses has no links, one with links stays open', async () => {
    const inside = await world.vpc({ CidrBlock: '10.0.0.0/16' })
    expect(await vpcCode('EnableVpcClassicLink', inside)).toBe('OperationDenied.VpcCidrBlock')
    for (const CidrBlock of ['10.0.0.0/8', '10.111.1.0/24', '172.16.0.0/12'])
      expect(await vpcCode('EnableVpcClassicLink', await world.vpc({ CidrBlock }))).toBe('OK')
    const VpcId = await world.vpc()
    await vpcOk('EnableVpcClassicLink', VpcId)
    const resize = { Action: 'ModifyVpcAttribute', Version: 'Vpc', VpcId, CidrBlock: '10.0.0.0/16' }
    expect(await world.code(resize)).toBe('OperationDenied.VpcCidrBlock')
    await link(instance, VpcId)
    expect(await vpcCode('DisableVpcClassicLink', VpcId)).toBe('IncorrectVpcStatus')
    expect(await vpcCode('DeleteVpc', VpcId)).toBe('DependencyViolation')
    await unlink(instance, VpcId)
    expect(await vpcCode('DisableVpcClassicLink', VpcId)).toBe('OK')
    expect(await vpcCode('DeleteVpc', VpcId)).toBe('OK')
  })

  test('K3: no vSwitch gives out the address that a linked instance brings along', async () => {
    const VpcId = await world.vpc({ CidrBlock: '10.0.0.0/8' })
    await vpcOk('EnableVpcClassicLink', VpcId)
    const [address = ''] = (await world.instance(instance)).InnerIpAddress.IpAddress
    const CidrBlock = `${address.slice(0, address.lastIndexOf('.'))}.0/24`
    const make = { Action: 'CreateVSwitch', Version: 'Vpc', VpcId, ZoneId: ZONE }
    await link(instance, VpcId)
    expect(await world.code({ ...make, CidrBlock })).toBe('InvalidCidrBlock.Overlapped')
    expect(await world.code({ ...make, CidrBlock: '10.111.0.0/24' })).toBe('OK')
    await unlink(instance, VpcId)
    expect(await world.code({ ...make, CidrBlock })).toBe('OK')
    expect(await link(instance, VpcId)).toBe('OperationDenied.VpcCidrBlock')
  })

  test('K3: links take no addresses of the classic network', async () => {
    await link()
    const others = await Promise.all([classic(), classic()])
    await unlink()
    const all = [instance, ...others, await classic()].flatMap((id) => world.store.by('eni', 'instance', id))
    expect(new Set(all.map((eni) => eni.primaryAddress)).size).toBe(4)
  })

  test('K3: groups of both sides name each other while the VPC is open to links', async () => {
    const name = (SecurityGroupId: string, SourceGroupId: string) =>
      world.code({
        ...{ Action: 'AuthorizeSecurityGroup', SecurityGroupId, SourceGroupId, NicType: 'intranet' },
        ...{ IpProtocol: 'tcp', PortRange: '80/80' },
      })
    expect(await name(group, world.groupId)).toBe('OK')
    expect(await name(world.groupId, group)).toBe('OK')
    const other = await world.group(await world.vpc())
    expect(await name(group, other)).not.toBe('OK')
    expect(await name(other, group)).not.toBe('OK')
  })
})
