// VPCs and route tables through signed calls.

import { beforeEach, describe, expect, test } from 'vitest'
import { createNetworkWorld, type NetworkWorld, REGION } from './networkWorld.ts'

let world: NetworkWorld
beforeEach(async () => {
  world = await createNetworkWorld()
})

const vpcs = (parameters = {}) => world.ok({ Action: 'DescribeVpcs', Version: 'Vpc', ...parameters })

describe('CreateVpc', () => {
  test('answers with the ids of VPC, router and route table, and DescribeVpcs shows all of it', async () => {
    const created = await world.ok({
      Action: 'CreateVpc',
      Version: 'Vpc',
      CidrBlock: '10.0.0.0/8',
      VpcName: 'office',
      Description: 'the office',
      UserCidr: '30.0.0.0/24,31.0.0.0/24',
      'Tag.1.Key': 'env',
      'Tag.1.Value': 'test',
    })
    expect(Object.keys(created).sort()).toEqual([
      'RequestId',
      'ResourceGroupId',
      'RouteTableId',
      'VRouterId',
      'VpcId',
    ])
    const { Vpcs, TotalCount, PageNumber, PageSize } = await vpcs()
    expect([TotalCount, PageNumber, PageSize]).toEqual([1, 1, 10])
    expect(Vpcs.Vpc).toEqual([
      {
        VpcId: created.VpcId,
        VpcName: 'office',
        Description: 'the office',
        RegionId: REGION,
        Status: 'Available',
        CidrBlock: '10.0.0.0/8',
        SecondaryCidrBlocks: { SecondaryCidrBlock: [] },
        UserCidrs: { UserCidr: ['30.0.0.0/24', '31.0.0.0/24'] },
        EnabledIpv6: false,
        Ipv6CidrBlock: '',
        Ipv6CidrBlocks: { Ipv6CidrBlock: [] },
        IsDefault: false,
        VRouterId: created.VRouterId,
        VSwitchIds: { VSwitchId: [] },
        DnsHostnameStatus: 'DISABLED',
        ResourceGroupId: '',
        Tags: { Tag: [{ Key: 'env', Value: 'test' }] },
        CreationTime: '2024-01-01T00:00:00Z',
        CenStatus: '',
        NatGatewayIds: { NatGatewayIds: [] },
        RouterTableIds: { RouterTableIds: [created.RouteTableId] },
      },
    ])
  })

  test('takes 172.16.0.0/12 when no block is asked for, and a /56 each with IPv6', async () => {
    const first = await world.vpc({ CidrBlock: '', EnableIpv6: 'true' })
    await world.vpc({ EnableIpv6: 'true' })
    const wanted = { EnableIpv6: 'true', Ipv6CidrBlock: '2001:db8:0:a00::/56' }
    await world.vpc(wanted)
    const { Vpc } = (await vpcs({ EnableIpv6: 'true' })).Vpcs
    expect(Vpc[0]).toMatchObject({ VpcId: first, CidrBlock: '172.16.0.0/12', EnabledIpv6: true })
    expect(Vpc.map((vpc: { Ipv6CidrBlock: string }) => vpc.Ipv6CidrBlock)).toEqual([
      '2001:db8:0:100::/56',
      '2001:db8:0:200::/56',
      '2001:db8:0:a00::/56',
    ])
    expect(Vpc[0].Ipv6CidrBlocks.Ipv6CidrBlock).toEqual([
      { Ipv6CidrBlock: '2001:db8:0:100::/56', Ipv6Isp: 'BGP' },
    ])
    expect(await world.code({ Action: 'CreateVpc', Version: 'Vpc', ...wanted })).toBe(
      'InvalidIpv6CidrBlock.Overlapped',
    )
    expect(await world.code({ Action: 'CreateVpc', Version: 'Vpc', Ipv6CidrBlock: '2002::/56' })).toBe(
      'InvalidParameter',
    )
  })

  test.each([
    ['CidrBlock', '10.0.0.0/7', 'InvalidParameter'],
    ['CidrBlock', '10.0.0.0/29', 'InvalidParameter'],
    ['CidrBlock', '10.0.0.1/24', 'InvalidParameter'],
    ['CidrBlock', '10.0.0.0', 'InvalidParameter'],
    ['CidrBlock', '2001:db8::/64', 'InvalidParameter'],
    ['CidrBlock', '100.64.0.0/16', 'InvalidParameter'],
    ['CidrBlock', '127.1.0.0/16', 'InvalidParameter'],
    ['CidrBlock', '169.254.0.0/16', 'InvalidParameter'],
    ['CidrBlock', '224.0.0.0/8', 'InvalidParameter'],
    ['CidrBlock', '100.0.0.0/8', 'InvalidParameter'],
    ['UserCidr', '10.0.0.0/8,x', 'InvalidParameter'],
    ['UserCidr', '100.64.0.0/24', 'InvalidUserCidr.Malformed'],
    ['UserCidr', '1.0.0.0/8,2.0.0.0/8,3.0.0.0/8,4.0.0.0/8', 'InvalidUserCidr.Quota'],
    ['VpcName', 'http://x', 'InvalidVpcName.Malformed'],
    ['Description', 'https://x', 'InvalidVpcDiscription.Malformed'],
    ['RegionId', 'mars-1', 'InvalidRegionId.NotFound'],
    ['RegionId', '', 'MissingParameter'],
  ])('%s `%s` is refused with %s', async (name, value, code) => {
    expect(await world.code({ Action: 'CreateVpc', Version: 'Vpc', [name]: value })).toBe(code)
    expect((await vpcs()).TotalCount).toBe(0)
  })

  test('a dry run and a repeated token change nothing', async () => {
    const call = { Action: 'CreateVpc', Version: 'Vpc', ClientToken: 'one' }
    expect(await world.code({ ...call, DryRun: 'true' })).toBe('DryRunOperation')
    expect((await vpcs()).TotalCount).toBe(0)
    const first = await world.ok(call)
    expect((await world.ok(call)).VpcId).toBe(first.VpcId)
    expect(await world.code({ ...call, CidrBlock: '10.0.0.0/16' })).toBe('IdempotentParameterMismatch')
    expect((await vpcs()).TotalCount).toBe(1)
  })
})

describe('DescribeVpcs', () => {
  test('filters and pages', async () => {
    const ids: string[] = []
    for (let index = 0; index < 12; index++) ids.push(await world.vpc({ VpcName: `net${index}` }))
    const idsOf = async (parameters: object) =>
      (await vpcs(parameters)).Vpcs.Vpc.map((vpc: { VpcId: string }) => vpc.VpcId)
    expect(await idsOf({})).toEqual(ids.slice(0, 10))
    expect(await idsOf({ PageNumber: '2' })).toEqual(ids.slice(10))
    expect(await idsOf({ PageNumber: '3' })).toEqual([])
    expect(await idsOf({ VpcId: `${ids[3]},${ids[1]}` })).toEqual([ids[1], ids[3]])
    expect(await idsOf({ VpcName: 'net7' })).toEqual([ids[7]])
    expect(await idsOf({ IsDefault: 'true' })).toEqual([])
    expect(await idsOf({ 'Tag.1.Key': 'none' })).toEqual([])
    expect(await idsOf({ RegionId: 'cn-beijing' })).toEqual([])
    expect(await world.code({ Action: 'DescribeVpcs', Version: 'Vpc', PageSize: '51' })).toBe(
      'InvalidParameter',
    )
  })

  test('is answered under Ecs as well', async () => {
    const id = await world.vpc({ Version: 'Ecs' })
    expect((await vpcs({ Version: 'Ecs' })).Vpcs.Vpc[0].VpcId).toBe(id)
  })
})

describe('DescribeVpcAttribute', () => {
  const attribute = (VpcId: string) =>
    world.call({ Action: 'DescribeVpcAttribute', Version: 'Vpc', RegionId: REGION, VpcId })

  test('shows the VPC and counts what stands in it', async () => {
    const id = await world.vpc()
    const vSwitchId = await world.vSwitch(id)
    const { body } = await attribute(id)
    expect(body).toMatchObject({
      VpcId: id,
      ClassicLinkEnabled: false,
      Ipv4GatewayId: '',
      SupportIpv4Gateway: false,
      VSwitchIds: { VSwitchId: [vSwitchId] },
    })
    expect(body.CloudResources.CloudResourceSetType).toContainEqual({
      ResourceType: 'VSwitch',
      ResourceCount: 1,
    })
  })

  test('an unknown VPC is a 404 that Terraform understands', async () => {
    const reply = await attribute('vpc-none')
    expect([reply.status, reply.code]).toEqual([404, 'InvalidVpcID.NotFound'])
  })
})

describe('DeleteVpc', () => {
  test('waits for vSwitches and groups to go first', async () => {
    const id = await world.vpc()
    const vSwitchId = await world.vSwitch(id)
    const groupId = await world.group(id)
    const remove = { Action: 'DeleteVpc', Version: 'Vpc', VpcId: id }
    expect(await world.code(remove)).toBe('DependencyViolation.VSwitch')
    await world.ok({ Action: 'DeleteVSwitch', Version: 'Vpc', VSwitchId: vSwitchId })
    expect(await world.code(remove)).toBe('DependencyViolation.SecurityGroup')
    await world.ok({ Action: 'DeleteSecurityGroup', SecurityGroupId: groupId })
    expect(await world.code({ ...remove, DryRun: 'true' })).toBe('DryRunOperation')
    expect(await world.ok(remove)).toEqual({ RequestId: expect.any(String) })
    expect(await world.code(remove)).toBe('InvalidVpcID.NotFound')
  })
})

describe('DescribeRouteTableList', () => {
  test('shows the system table of each VPC', async () => {
    const vpcId = await world.vpc()
    const vSwitchId = await world.vSwitch(vpcId)
    await world.vpc()
    const call = { Action: 'DescribeRouteTableList', Version: 'Vpc' }
    const { RouterTableList, TotalCount } = await world.ok({ ...call, VpcId: vpcId })
    expect(TotalCount).toBe(1)
    expect(RouterTableList.RouterTableListType).toEqual([
      {
        RouteTableId: expect.stringMatching(/^vtb-/),
        RouteTableName: '',
        RouteTableType: 'System',
        RouterId: expect.stringMatching(/^vrt-/),
        RouterType: 'VRouter',
        VpcId: vpcId,
        Status: 'Available',
        AssociateType: 'VSwitch',
        Description: '',
        GatewayIds: { GatewayIds: [] },
        VSwitchIds: { VSwitchId: [vSwitchId] },
        RoutePropagationEnable: true,
        ResourceGroupId: '',
        Tags: { Tag: [] },
        CreationTime: '2024-01-01T00:00:00Z',
      },
    ])
    expect((await world.ok(call)).TotalCount).toBe(2)
    expect((await world.ok({ ...call, RouteTableType: 'Custom' })).TotalCount).toBe(0)
  })
})
