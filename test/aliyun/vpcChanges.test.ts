// VPCs, vSwitches, route tables and elastic addresses changed after they were made.

import { beforeEach, describe, expect, test } from 'vitest'
import type { Parameters, Reply } from './client.ts'
import { createNetworkWorld, type NetworkWorld, ZONE } from './networkWorld.ts'

let world: NetworkWorld
beforeEach(async () => {
  world = await createNetworkWorld()
})

const ok = (Action: string, parameters: Parameters): Promise<Reply['body']> =>
  world.ok({ Action, Version: 'Vpc', ...parameters })
const code = (Action: string, parameters: Parameters = {}): Promise<string> =>
  world.code({ Action, Version: 'Vpc', ...parameters })
const vpcShown = (VpcId: string): Promise<Reply['body']> => ok('DescribeVpcAttribute', { VpcId })
const vSwitchShown = (VSwitchId: string): Promise<Reply['body']> =>
  ok('DescribeVSwitchAttributes', { VSwitchId })

describe('ModifyVpcAttribute', () => {
  test('labels, DNS host names, ClassicLink', async () => {
    const VpcId = await world.vpc({ EnableDnsHostname: 'true' })
    expect((await vpcShown(VpcId)).DnsHostnameStatus).toBe('ENABLED')
    await ok('ModifyVpcAttribute', {
      VpcId,
      VpcName: 'main',
      Description: 'all of it',
      EnableDnsHostname: 'false',
    })
    await ok('EnableVpcClassicLink', { VpcId })
    expect(await vpcShown(VpcId)).toMatchObject({
      VpcName: 'main',
      Description: 'all of it',
      DnsHostnameStatus: 'DISABLED',
      ClassicLinkEnabled: true,
    })
    await ok('DisableVpcClassicLink', { VpcId })
    expect((await vpcShown(VpcId)).ClassicLinkEnabled).toBe(false)
    for (const action of ['ModifyVpcAttribute', 'EnableVpcClassicLink', 'DisableVpcClassicLink']) {
      expect(await code(action, { VpcId: 'vpc-none' })).toBe('InvalidVpcID.NotFound')
    }
    expect(await code('ModifyVpcAttribute', { VpcId, VpcName: 'http://x' })).toBe('InvalidVpcName.Malformed')
  })

  test('another block, as long as every vSwitch stays inside', async () => {
    const VpcId = await world.vpc()
    await world.vSwitch(VpcId)
    await ok('AssociateVpcCidrBlock', { VpcId, SecondaryCidrBlock: '10.8.0.0/16' })
    await world.vSwitch(VpcId, { CidrBlock: '10.8.1.0/24' })
    const resize = (CidrBlock: string): Promise<string> => code('ModifyVpcAttribute', { VpcId, CidrBlock })
    expect(await resize('192.168.0.0/20')).toBe('OK')
    expect((await vpcShown(VpcId)).CidrBlock).toBe('192.168.0.0/20')
    expect(await resize('192.168.2.0/24')).toBe('DependencyViolation.VSwitch')
    expect(await resize('10.8.0.0/15')).toBe('InvalidCidrBlock.Overlapped')
    expect(await resize('100.64.0.0/16')).toBe('InvalidParameter')
  })

  test('IPv6 on for VPC and vSwitch, and off again in the other order', async () => {
    const VpcId = await world.vpc()
    const VSwitchId = await world.vSwitch(VpcId)
    expect(await code('ModifyVSwitchAttribute', { VSwitchId, EnableIPv6: 'true', Ipv6CidrBlock: '7' })).toBe(
      'InvalidParameter',
    )
    await ok('ModifyVpcAttribute', { VpcId, EnableIPv6: 'true' })
    expect((await vpcShown(VpcId)).Ipv6CidrBlock).toBe('2001:db8:0:100::/56')
    await ok('ModifyVSwitchAttribute', { VSwitchId, EnableIPv6: 'true', Ipv6CidrBlock: '7' })
    expect((await vSwitchShown(VSwitchId)).Ipv6CidrBlock).toBe('2001:db8:0:107::/64')
    expect(await code('ModifyVpcAttribute', { VpcId, EnableIPv6: 'false' })).toBe('DependencyViolation.Ipv6')
    const { NetworkInterfaceId } = await world.ok({
      Action: 'CreateNetworkInterface',
      VSwitchId,
      SecurityGroupId: await world.group(VpcId),
      Ipv6AddressCount: '1',
    })
    const off = { VSwitchId, EnableIPv6: 'false' }
    expect(await code('ModifyVSwitchAttribute', off)).toBe('DependencyViolation.Ipv6')
    expect(await code('ModifyVSwitchAttribute', { VSwitchId, Ipv6CidrBlock: '8' })).toBe(
      'DependencyViolation.Ipv6',
    )
    await world.ok({ Action: 'DeleteNetworkInterface', NetworkInterfaceId })
    expect(await code('ModifyVSwitchAttribute', off)).toBe('OK')
    expect(await code('ModifyVpcAttribute', { VpcId, EnableIPv6: 'false' })).toBe('OK')
    expect((await vpcShown(VpcId)).EnabledIpv6).toBe(false)
  })
})

describe('AssociateVpcCidrBlock, UnassociateVpcCidrBlock', () => {
  test('a block with vSwitches in it, and away again once they are gone', async () => {
    const VpcId = await world.vpc()
    const block = { VpcId, SecondaryCidrBlock: '10.8.0.0/16' }
    expect(await ok('AssociateVpcCidrBlock', { ...block, IpVersion: 'ipv4' })).toMatchObject({
      CidrBlock: '10.8.0.0/16',
      IpVersion: 'IPV4',
    })
    expect((await vpcShown(VpcId)).SecondaryCidrBlocks.SecondaryCidrBlock).toEqual(['10.8.0.0/16'])
    const VSwitchId = await world.vSwitch(VpcId, { CidrBlock: '10.8.1.0/24' })
    expect(await code('UnassociateVpcCidrBlock', block)).toBe('DependencyViolation.VSwitch')
    await ok('DeleteVSwitch', { VSwitchId })
    expect(await code('UnassociateVpcCidrBlock', block)).toBe('OK')
    expect(await code('UnassociateVpcCidrBlock', block)).toBe('InvalidCidrBlock.NotFound')
  })

  test('a further IPv6 block, from which a vSwitch takes its own', async () => {
    const VpcId = await world.vpc({ EnableIpv6: 'true' })
    const [first] = (await vpcShown(VpcId)).Ipv6CidrBlocks.Ipv6CidrBlock
    const added = await ok('AssociateVpcCidrBlock', { VpcId, IpVersion: 'IPV6' })
    expect(added).toMatchObject({ IpVersion: 'IPV6' })
    const second = added.CidrBlock as string
    expect(second).toMatch(/^2001:db8:.*\/56$/)
    expect((await vpcShown(VpcId)).Ipv6CidrBlocks.Ipv6CidrBlock).toEqual([
      first,
      { Ipv6CidrBlock: second, Ipv6Isp: 'BGP' },
    ])
    const VSwitchId = await world.vSwitch(VpcId, { VpcIpv6CidrBlock: second, Ipv6CidrBlock: '7' })
    const shown = await ok('DescribeVSwitchAttributes', { VSwitchId })
    expect(shown.Ipv6CidrBlock).toBe(second.replace('00::/56', '07::/64'))
    const named = { VpcId, IPv6CidrBlock: second }
    expect(await code('AssociateVpcCidrBlock', { ...named, VpcId: await world.vpc() })).not.toBe('OK')
    expect(await code('UnassociateVpcCidrBlock', named)).toBe('DependencyViolation.VSwitch')
    await ok('DeleteVSwitch', { VSwitchId })
    expect(await code('UnassociateVpcCidrBlock', named)).toBe('OK')
    expect((await vpcShown(VpcId)).Ipv6CidrBlocks.Ipv6CidrBlock).toEqual([first])
    expect(await code('UnassociateVpcCidrBlock', named)).toBe('InvalidCidrBlock.NotFound')
  })

  test('a VPC without IPv6 gets its first block that way', async () => {
    const VpcId = await world.vpc()
    await ok('AssociateVpcCidrBlock', { VpcId, IPv6CidrBlock: '2001:db8:0:500::/56' })
    expect(await vpcShown(VpcId)).toMatchObject({ EnabledIpv6: true, Ipv6CidrBlock: '2001:db8:0:500::/56' })
  })

  test('what is refused', async () => {
    const VpcId = await world.vpc()
    const associate = (parameters: Parameters): Promise<string> =>
      code('AssociateVpcCidrBlock', { VpcId, ...parameters })
    expect(await associate({})).toBe('MissingParameter')
    expect(await associate({ SecondaryCidrBlock: '192.168.128.0/20' })).toBe('InvalidCidrBlock.Overlapped')
    expect(await associate({ SecondaryCidrBlock: '10.0.0.0/8' })).toBe('InvalidParameter')
    expect(await associate({ SecondaryCidrBlock: '10.8.0.0/16', IpamPoolId: 'ipam-1' })).toBe(
      'ResourceNotFound.IpamPool',
    )
    expect(await associate({ IPv6CidrBlock: '2001:db8:0:100::/64' })).toBe('InvalidParameter')
    expect(await associate({ VpcId: 'vpc-none', SecondaryCidrBlock: '10.8.0.0/16' })).toBe(
      'InvalidVpcID.NotFound',
    )
    for (let index = 1; index <= 5; index++) {
      expect(await associate({ SecondaryCidrBlock: `10.${index}.0.0/16` })).toBe('OK')
    }
    expect(await associate({ SecondaryCidrBlock: '10.6.0.0/16' })).toBe('QuotaExceeded.SecondaryCidrBlock')
  })
})

describe('CreateDefaultVpc, CreateDefaultVSwitch', () => {
  test('one of each per place', async () => {
    expect(await code('CreateDefaultVSwitch', { ZoneId: ZONE })).toBe('OperationDenied.NoDefaultVpc')
    const { VpcId, VRouterId, RouteTableId } = await ok('CreateDefaultVpc', {})
    expect(await vpcShown(VpcId)).toMatchObject({ IsDefault: true, CidrBlock: '172.31.0.0/16', VRouterId })
    expect(RouteTableId).toMatch(/^vtb-/)
    expect(await code('CreateDefaultVpc')).toBe('OperationDenied.DefaultVpcExist')
    const { VSwitchId } = await ok('CreateDefaultVSwitch', { ZoneId: ZONE })
    expect(await vSwitchShown(VSwitchId)).toMatchObject({
      IsDefault: true,
      ZoneId: ZONE,
      CidrBlock: '172.31.0.0/20',
    })
    expect(await code('CreateDefaultVSwitch', { ZoneId: ZONE })).toBe('OperationDenied.DefaultVSwitchExist')
    expect(await code('CreateDefaultVSwitch', { ZoneId: 'cn-beijing-a' })).toBe('InvalidZoneId.NotFound')
  })

  test('the default VPC may have an IPv6 block, which must be named', async () => {
    expect(await code('CreateDefaultVpc', { EnableIpv6: 'true' })).toBe('MissingParameter')
    const { VpcId } = await ok('CreateDefaultVpc', { EnableIpv6: 'true', Ipv6CidrBlock: '2001:db8:5::/56' })
    expect((await vpcShown(VpcId)).Ipv6CidrBlock).toBe('2001:db8:5::/56')
  })
})

test('ModifyVSwitchAttribute: labels', async () => {
  const VSwitchId = await world.vSwitch(await world.vpc())
  await ok('ModifyVSwitchAttribute', { VSwitchId, VSwitchName: 'first', Description: 'the first one' })
  expect(await vSwitchShown(VSwitchId)).toMatchObject({ VSwitchName: 'first', Description: 'the first one' })
  expect(await code('ModifyVSwitchAttribute', { VSwitchId: 'vsw-none' })).toBe('InvalidVSwitchId.NotFound')
})

describe('route tables', () => {
  test('labels of the system table', async () => {
    const VpcId = await world.vpc()
    const list = async (): Promise<Reply['body']> =>
      (await ok('DescribeRouteTableList', { VpcId })).RouterTableList.RouterTableListType[0]
    const { RouteTableId } = await list()
    await ok('ModifyRouteTableAttributes', {
      RouteTableId,
      RouteTableName: 'main',
      RoutePropagationEnable: 'false',
    })
    expect(await list()).toMatchObject({
      RouteTableName: 'main',
      Description: '',
      RoutePropagationEnable: false,
    })
    expect(await code('ModifyRouteTableAttributes', { RouteTableId: 'vtb-none' })).toBe(
      'InvalidRouteTableId.NotFound',
    )
  })

  test('entries follow the vSwitches', async () => {
    const VpcId = await world.vpc({ EnableIpv6: 'true' })
    await world.vSwitch(VpcId, { Ipv6CidrBlock: '1' })
    const { VRouterId } = await vpcShown(VpcId)
    const [table] = (await ok('DescribeRouteTables', { VRouterId })).RouteTables.RouteTable
    expect(table).toMatchObject({ RouteTableType: 'System', VRouterId })
    const blocks = ['192.168.1.0/24', '2001:db8:0:101::/64', '100.64.0.0/10']
    const cidrs = (entries: readonly { DestinationCidrBlock: string }[]): string[] =>
      entries.map((entry) => entry.DestinationCidrBlock)
    expect(cidrs(table.RouteEntrys.RouteEntry)).toEqual(blocks)
    const { RouteTableId } = table
    const all = await ok('DescribeRouteEntryList', { RouteTableId })
    expect(all).toMatchObject({ TotalCount: 3, NextToken: '' })
    expect(cidrs(all.RouteEntrys.RouteEntry)).toEqual(blocks)
    const first = await ok('DescribeRouteEntryList', { RouteTableId, MaxResult: '2' })
    const rest = await ok('DescribeRouteEntryList', {
      RouteTableId,
      MaxResult: '2',
      NextToken: first.NextToken,
    })
    expect(cidrs([...first.RouteEntrys.RouteEntry, ...rest.RouteEntrys.RouteEntry])).toEqual(blocks)
    const v6 = await ok('DescribeRouteEntryList', { RouteTableId, IpVersion: 'ipv6' })
    expect(v6.RouteEntrys.RouteEntry).toMatchObject([
      { IpVersion: 'IPv6', NextHops: { NextHop: [{ NextHopType: 'local' }] } },
    ])
    expect(await code('DescribeRouteEntryList', { RouteTableId: 'vtb-none' })).toBe(
      'InvalidRouteTableId.NotFound',
    )
    const routers = await ok('DescribeVRouters', { VRouterId })
    expect(routers.VRouters.VRouter).toMatchObject([
      { VpcId, RouteTableIds: { RouteTableId: [RouteTableId] } },
    ])
  })
})

describe('elastic addresses', () => {
  const shown = async (AllocationId: string): Promise<Reply['body']> =>
    (await ok('DescribeEipAddresses', { AllocationId })).EipAddresses.EipAddress[0]

  test('ModifyEipAddressAttribute', async () => {
    const AllocationId = await world.eip({ InternetChargeType: 'PayByTraffic' })
    await ok('ModifyEipAddressAttribute', {
      AllocationId,
      Bandwidth: '200',
      Name: 'web',
      Description: 'front',
    })
    expect(await shown(AllocationId)).toMatchObject({ Bandwidth: '200', Name: 'web', Description: 'front' })
    expect(await code('ModifyEipAddressAttribute', { AllocationId, Bandwidth: '201' })).toBe(
      'InvalidParameter',
    )
    expect(await code('ModifyEipAddressAttribute', { AllocationId: 'eip-none' })).toBe(
      'InvalidAllocationId.NotFound',
    )
  })

  test('DeletionProtection keeps an address until it is taken back', async () => {
    const AllocationId = await world.eip()
    const protect = (ProtectionEnable: string): Promise<string> =>
      code('DeletionProtection', { InstanceId: AllocationId, Type: 'EIP', ProtectionEnable })
    expect(await protect('true')).toBe('OK')
    expect((await shown(AllocationId)).DeletionProtection).toBe(true)
    expect(await code('ReleaseEipAddress', { AllocationId })).toBe('InvalidOperation.DeletionProtection')
    expect(await protect('false')).toBe('OK')
    expect(await code('ReleaseEipAddress', { AllocationId })).toBe('OK')
    expect(await protect('true')).toBe('DeletionProtection.ResourceNotExist')
  })

  test('the fine traffic log is noted, on and off', async () => {
    const InstanceId = await world.eip()
    const set = (Status: string): Promise<Reply['body']> =>
      ok('SetHighDefinitionMonitorLogStatus', {
        InstanceId,
        LogProject: 'project',
        LogStore: 'eip_log',
        Status,
      })
    const log = (): Promise<Reply['body']> => ok('DescribeHighDefinitionMonitorLogAttribute', { InstanceId })
    expect(await set('ON')).toMatchObject({ Success: 'true' })
    expect((await shown(InstanceId)).HDMonitorStatus).toBe('ON')
    expect(await log()).toMatchObject({ InstanceId, LogProject: 'project', LogStore: 'eip_log' })
    await set('OFF')
    expect((await shown(InstanceId)).HDMonitorStatus).toBe('OFF')
    expect(await log()).toMatchObject({ LogProject: '', LogStore: '' })
    expect(await code('DescribeHighDefinitionMonitorLogAttribute', { InstanceId: 'eip-none' })).toBe(
      'InvalidAllocationId.NotFound',
    )
  })
})
