// vSwitches through signed calls.

import { beforeEach, describe, expect, test } from 'vitest'
import { createNetworkWorld, type NetworkWorld, ZONE } from './networkWorld.ts'

let world: NetworkWorld
beforeEach(async () => {
  world = await createNetworkWorld()
})

const vpcs = (parameters = {}) => world.ok({ Action: 'DescribeVpcs', Version: 'Vpc', ...parameters })
const vSwitches = (parameters = {}) =>
  world.ok({ Action: 'DescribeVSwitches', Version: 'Vpc', ...parameters })

describe('CreateVSwitch', () => {
  test('answers with the id, and DescribeVSwitches shows all of it', async () => {
    const vpcId = await world.vpc({ EnableIpv6: 'true' })
    const id = await world.vSwitch(vpcId, { VSwitchName: 'a', Description: 'b', Ipv6CidrBlock: '7' })
    const { VSwitches, TotalCount } = await vSwitches({ VpcId: vpcId })
    expect(TotalCount).toBe(1)
    const [routeTable] = (await vpcs()).Vpcs.Vpc[0].RouterTableIds.RouterTableIds
    const shown = {
      VSwitchId: id,
      VSwitchName: 'a',
      Description: 'b',
      VpcId: vpcId,
      ZoneId: ZONE,
      Status: 'Available',
      CidrBlock: '192.168.1.0/24',
      AvailableIpAddressCount: 252,
      EnabledIpv6: true,
      Ipv6CidrBlock: '2001:db8:0:107::/64',
      IsDefault: false,
      NetworkAclId: '',
      RouteTable: { RouteTableId: routeTable, RouteTableType: 'System' },
      ShareType: '',
      ResourceGroupId: '',
      Tags: { Tag: [] },
      CreationTime: '2024-01-01T00:00:00Z',
    }
    expect(VSwitches.VSwitch).toEqual([shown])
    const attributes = { Action: 'DescribeVSwitchAttributes', Version: 'Vpc', VSwitchId: id }
    expect(await world.ok(attributes)).toEqual({ ...shown, RequestId: expect.any(String) })
  })

  test('finds a free block of the length asked for', async () => {
    const vpcId = await world.vpc({ CidrBlock: '192.168.0.0/24' })
    const cidrs = []
    for (const mask of ['26', '25', '26']) {
      const id = await world.vSwitch(vpcId, { CidrBlock: '', CidrMask: mask })
      cidrs.push((await vSwitches({ VSwitchId: id })).VSwitches.VSwitch[0].CidrBlock)
    }
    expect(cidrs).toEqual(['192.168.0.0/26', '192.168.0.128/25', '192.168.0.64/26'])
    const again = { Action: 'CreateVSwitch', Version: 'Vpc', VpcId: vpcId, ZoneId: ZONE, CidrMask: '29' }
    expect(await world.code(again)).toBe('InvalidParameter')
  })

  test.each([
    [{ CidrBlock: '10.0.0.0/24' }, 'InvalidParameter'],
    [{ CidrBlock: '192.168.0.0/15' }, 'InvalidCirdrBlock.MaskLength'],
    [{ CidrBlock: '192.168.1.0/30' }, 'InvalidCirdrBlock.MaskLength'],
    [{ CidrBlock: 'x' }, 'InvalidCidrBlock.Malformed'],
    [{ CidrBlock: '192.168.5.128/25' }, 'InvalidCidrBlock.Overlapped'],
    [{ CidrBlock: '192.168.0.0/16' }, 'InvalidCidrBlock.Overlapped'],
    [{ CidrBlock: '' }, 'MissingParameter'],
    [{ ZoneId: 'cn-beijing-a' }, 'InvalidZoneId.NotFound'],
    [{ ZoneId: 'nowhere' }, 'InvalidZoneId.NotFound'],
    [{ VpcId: 'vpc-none' }, 'InvalidVpcId.NotFound'],
    [{ VSwitchName: 'http://a' }, 'InvalidVSwitchName.Malformed'],
    [{ Description: 'http://a' }, 'InvalidVSwitchDiscription.Malformed'],
    [{ Ipv6CidrBlock: '1' }, 'InvalidParameter'],
    [{ Ipv6CidrBlock: '256' }, 'InvalidParameter'],
  ])('%j is refused with %s', async (change, code) => {
    const vpcId = await world.vpc()
    await world.vSwitch(vpcId, { CidrBlock: '192.168.5.0/24' })
    const call = { Action: 'CreateVSwitch', Version: 'Vpc', VpcId: vpcId, ZoneId: ZONE }
    expect(await world.code({ ...call, CidrBlock: '192.168.9.0/24', ...change })).toBe(code)
  })

  test('no two vSwitches share an IPv6 block', async () => {
    const vpcId = await world.vpc({ EnableIpv6: 'true' })
    await world.vSwitch(vpcId, { Ipv6CidrBlock: '3' })
    const call = { Action: 'CreateVSwitch', Version: 'Vpc', VpcId: vpcId, ZoneId: ZONE }
    expect(await world.code({ ...call, CidrBlock: '192.168.2.0/24', Ipv6CidrBlock: '3' })).toBe(
      'InvalidIpv6CidrBlock.Overlapped',
    )
  })

  test('L: a VPC holds 150 vSwitches', async () => {
    const vpcId = await world.vpc()
    for (let index = 0; index < 150; index++) {
      await world.vSwitch(vpcId, { CidrBlock: '', CidrMask: '28' })
    }
    const call = { Action: 'CreateVSwitch', Version: 'Vpc', VpcId: vpcId, ZoneId: ZONE, CidrMask: '28' }
    expect(await world.code(call)).toBe('QuotaExceeded.VSwitch')
  })
})

describe('DescribeVSwitches', () => {
  test('filters and pages', async () => {
    const vpcId = await world.vpc()
    const a = await world.vSwitch(vpcId, { VSwitchName: 'a', 'Tag.1.Key': 'k', 'Tag.1.Value': 'v' })
    const b = await world.vSwitch(vpcId, { CidrBlock: '192.168.2.0/24', ZoneId: 'cn-hangzhou-i' })
    const idsOf = async (parameters: object) =>
      (await vSwitches(parameters)).VSwitches.VSwitch.map((one: { VSwitchId: string }) => one.VSwitchId)
    expect(await idsOf({ RegionId: '', VpcId: vpcId })).toEqual([a, b])
    expect(await idsOf({ ZoneId: 'cn-hangzhou-i' })).toEqual([b])
    expect(await idsOf({ VSwitchName: 'a' })).toEqual([a])
    expect(await idsOf({ 'Tag.1.Key': 'k', 'Tag.1.Value': 'v' })).toEqual([a])
    expect(await idsOf({ 'Tag.1.Key': 'k', 'Tag.1.Value': 'w' })).toEqual([])
    expect(await idsOf({ IsDefault: 'false', PageSize: '1', PageNumber: '2' })).toEqual([b])
    expect(await idsOf({ VpcId: 'vpc-none' })).toEqual([])
    expect(await world.code({ Action: 'DescribeVSwitches', Version: 'Vpc', RegionId: '' })).toBe(
      'MissingParameter',
    )
  })
})

describe('DeleteVSwitch', () => {
  test('a deleted vSwitch is shown empty, as Terraform expects, and cannot be deleted again', async () => {
    const id = await world.vSwitch(await world.vpc())
    const remove = { Action: 'DeleteVSwitch', Version: 'Vpc', VSwitchId: id }
    expect(await world.ok(remove)).toEqual({ RequestId: expect.any(String) })
    const attributes = { Action: 'DescribeVSwitchAttributes', Version: 'Vpc', VSwitchId: id }
    expect(await world.ok(attributes)).toMatchObject({ VSwitchId: '', Tags: { Tag: [] } })
    expect(await world.code(remove)).toBe('InvalidVSwitchId.NotFound')
  })
})
