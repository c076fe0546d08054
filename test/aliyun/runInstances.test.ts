// RunInstances through signed calls: what is made, with which interfaces, names and addresses.

import { beforeEach, describe, expect, test } from 'vitest'
import { createRunWorld, REGION, type RunWorld, ZONE } from './networkWorld.ts'

let world: RunWorld
beforeEach(async () => {
  world = await createRunWorld()
})

describe('one instance', () => {
  test('answers with its id, runs at once and has a primary interface in the group', async () => {
    const body = await world.ok({
      Action: 'RunInstances',
      ImageId: 'debian_12_6_x64_20G_alibase_20240711.vhd',
      InstanceType: 'ecs.g6.large',
      SecurityGroupId: world.groupId,
      VSwitchId: world.vSwitchId,
    })
    const [id] = body.InstanceIdSets.InstanceIdSet
    expect(body).toEqual({
      InstanceIdSets: { InstanceIdSet: [id] },
      OrderId: '',
      TradePrice: 0,
      RequestId: expect.any(String),
    })
    const instance = await world.instance(id)
    const [eni] = await world.interfaces(id)
    expect(instance).toMatchObject({
      InstanceId: id,
      InstanceName: id,
      HostName: `iZ${id.slice(2)}Z`,
      Status: 'Running',
      RegionId: REGION,
      ZoneId: ZONE,
      Cpu: 2,
      Memory: 8192,
      InstanceTypeFamily: 'ecs.g6',
      InstanceNetworkType: 'vpc',
      InstanceChargeType: 'PostPaid',
      InternetChargeType: 'PayByTraffic',
      InternetMaxBandwidthOut: 0,
      DeletionProtection: false,
      PublicIpAddress: { IpAddress: [] },
      EipAddress: { AllocationId: '', IpAddress: '', Bandwidth: 0 },
      OperationLocks: { LockReason: [] },
      SecurityGroupIds: { SecurityGroupId: [world.groupId] },
      Tags: { Tag: [] },
      CreationTime: '2024-01-01T00:00Z',
      StartTime: '2024-01-01T00:00Z',
      VpcAttributes: {
        VpcId: world.vpcId,
        VSwitchId: world.vSwitchId,
        NatIpAddress: '',
        PrivateIpAddress: { IpAddress: ['192.168.1.1'] },
      },
    })
    expect(instance.NetworkInterfaces.NetworkInterface).toEqual([
      {
        NetworkInterfaceId: eni.NetworkInterfaceId,
        Type: 'Primary',
        MacAddress: eni.MacAddress,
        PrimaryIpAddress: '192.168.1.1',
        PrivateIpSets: {
          PrivateIpSet: [{ PrivateIpAddress: '192.168.1.1', PrivateDnsName: '', Primary: true }],
        },
        Ipv6Sets: { Ipv6Set: [] },
        Ipv4PrefixSets: { Ipv4PrefixSet: [] },
        Ipv6PrefixSets: { Ipv6PrefixSet: [] },
      },
    ])
    expect(world.store.get('instance', id)).toMatchObject({ hostId: 'local', responderPorts: [] })
  })

  test('takes IPv6, tags, user data and settings', async () => {
    await world.keyPair('key')
    const [id = ''] = await world.run({
      Ipv6AddressCount: '2',
      'Tag.1.Key': 'menshen:responder',
      'Tag.1.Value': '443,80',
      UserData: Buffer.from('#!/bin/sh').toString('base64'),
      HttpEndpoint: 'disabled',
      HttpTokens: 'required',
      DeletionProtection: 'true',
      KeyPairName: 'key',
      Description: 'a machine',
    })
    const instance = await world.instance(id, { 'AdditionalAttributes.1': 'META_OPTIONS' })
    expect(instance).toMatchObject({
      Description: 'a machine',
      KeyPairName: 'key',
      DeletionProtection: true,
      MetadataOptions: { HttpEndpoint: 'disabled', HttpTokens: 'required', HttpPutResponseHopLimit: 1 },
      Tags: { Tag: [{ TagKey: 'menshen:responder', TagValue: '443,80' }] },
    })
    const [eni] = await world.interfaces(id)
    expect(eni.Ipv6Sets.Ipv6Set.map((one: { Ipv6Address: string }) => one.Ipv6Address)).toEqual([
      '2001:db8:0:101::1',
      '2001:db8:0:101::2',
    ])
    expect(world.store.get('instance', id)?.responderPorts).toEqual([80, 443])
  })

  test('more than no bandwidth gives it a public address of its own', async () => {
    const [id = ''] = await world.run({ InternetMaxBandwidthOut: '20' })
    expect(await world.instance(id)).toMatchObject({
      PublicIpAddress: { IpAddress: ['198.51.100.1'] },
      EipAddress: { AllocationId: '', IpAddress: '' },
      InternetMaxBandwidthOut: 20,
      InternetMaxBandwidthIn: 20,
    })
    const [eni] = await world.interfaces(id)
    expect(eni.AssociatedPublicIp).toEqual({ AllocationId: '', PublicIpAddress: '198.51.100.1' })
    const listed = await world.ok({ Action: 'DescribeEipAddresses', Version: 'Vpc' })
    expect(listed.EipAddresses.EipAddress).toEqual([])
  })
})

describe('several instances', () => {
  test('are numbered by the pattern and take consecutive addresses', async () => {
    const ids = await world.run({
      Amount: '3',
      InstanceName: 'web-[1,3]-cn',
      HostName: 'h[1,2]',
      PrivateIpAddress: '192.168.1.50',
    })
    const shown = await Promise.all(ids.map((id) => world.instance(id)))
    expect(shown.map((one) => one.InstanceName)).toEqual(['web-001-cn', 'web-002-cn', 'web-003-cn'])
    expect(shown.map((one) => one.HostName)).toEqual(['h01', 'h02', 'h03'])
    expect(shown.map((one) => one.VpcAttributes.PrivateIpAddress.IpAddress[0])).toEqual([
      '192.168.1.50',
      '192.168.1.51',
      '192.168.1.52',
    ])
  })

  test('every interface has an id and a MAC address of its own', async () => {
    await world.run({ Amount: '100' })
    const enis = [...world.store.list('eni')]
    expect(new Set(enis.map((eni) => eni.mac)).size).toBe(100)
    expect(new Set(enis.map((eni) => eni.primaryAddress)).size).toBe(100)
  })

  test('MinAmount lets fewer be made when addresses run short, Amount alone does not', async () => {
    const VSwitchId = await world.vSwitch(world.vpcId, { CidrBlock: '192.168.2.0/29' })
    expect(await world.runCode({ VSwitchId, Amount: '5' })).toBe('QuotaExceeded.PrivateIpAddress')
    expect(await world.runCode({ VSwitchId, Amount: '6', MinAmount: '5' })).toBe(
      'QuotaExceeded.PrivateIpAddress',
    )
    expect(world.store.count('instance')).toBe(0)
    expect(await world.run({ VSwitchId, Amount: '6', MinAmount: '2' })).toHaveLength(4)
  })
})

describe('network interfaces', () => {
  const primary = () => ({
    SecurityGroupId: '',
    VSwitchId: '',
    'NetworkInterface.1.InstanceType': 'Primary',
    'NetworkInterface.1.VSwitchId': world.vSwitchId,
    'NetworkInterface.1.SecurityGroupIds.1': world.groupId,
  })

  test('primary and secondary are made as asked for', async () => {
    const other = await world.vSwitch(world.vpcId, { CidrBlock: '192.168.2.0/24' })
    const second = await world.group(world.vpcId)
    const [id = ''] = await world.run({
      ...primary(),
      'NetworkInterface.1.PrimaryIpAddress': '192.168.1.9',
      'NetworkInterface.1.SecondaryPrivateIpAddressCount': '2',
      'NetworkInterface.1.Ipv6Address.1': '2001:db8:0:101::99',
      'NetworkInterface.2.VSwitchId': other,
      'NetworkInterface.2.SecurityGroupId': second,
      'NetworkInterface.2.NetworkInterfaceName': 'back',
      'NetworkInterface.2.Description': 'to the back',
      'NetworkInterface.2.DeleteOnRelease': 'false',
      'NetworkInterface.2.NetworkInterfaceTrafficMode': 'HighPerformance',
      'NetworkInterface.2.QueueNumber': '4',
    })
    const [one, two] = await world.interfaces(id)
    expect(one).toMatchObject({
      Type: 'Primary',
      Status: 'InUse',
      PrivateIpAddress: '192.168.1.9',
      Attachment: { InstanceId: id, DeviceIndex: 0 },
      SecurityGroupIds: { SecurityGroupId: [world.groupId] },
      Ipv6Sets: { Ipv6Set: [{ Ipv6Address: '2001:db8:0:101::99' }] },
    })
    expect(one.PrivateIpSets.PrivateIpSet).toHaveLength(3)
    expect(two).toMatchObject({
      Type: 'Secondary',
      NetworkInterfaceName: 'back',
      Description: 'to the back',
      DeleteOnRelease: false,
      NetworkInterfaceTrafficMode: 'HighPerformance',
      QueueNumber: 4,
      VSwitchId: other,
      Attachment: { DeviceIndex: 1 },
      SecurityGroupIds: { SecurityGroupId: [second] },
    })
    const plain = await world.instance(id)
    const full = await world.instance(id, { 'AdditionalAttributes.1': 'NETWORK_PRIMARY_ENI_IP' })
    expect(plain.NetworkInterfaces.NetworkInterface[0].PrivateIpSets.PrivateIpSet).toHaveLength(1)
    expect(full.NetworkInterfaces.NetworkInterface[0].PrivateIpSets.PrivateIpSet).toHaveLength(3)
    expect(plain.SecurityGroupIds.SecurityGroupId).toEqual([world.groupId])
  })

  test('a secondary one inherits groups and vSwitch', async () => {
    const [id = ''] = await world.run({ 'NetworkInterface.1.NetworkInterfaceName': 'more' })
    const [, second] = await world.interfaces(id)
    expect(second).toMatchObject({
      VSwitchId: world.vSwitchId,
      SecurityGroupIds: { SecurityGroupId: [world.groupId] },
      DeleteOnRelease: true,
    })
  })

  test('a free one can be put in, one in use or of another zone cannot', async () => {
    const [old = ''] = await world.run({ 'NetworkInterface.1.DeleteOnRelease': 'false' })
    const [, kept] = await world.interfaces(old)
    const put = { 'NetworkInterface.1.NetworkInterfaceId': kept.NetworkInterfaceId }
    expect(await world.runCode(put)).toBe('InvalidOperation.InvalidEniState')
    await world.ok({ Action: 'DeleteInstance', InstanceId: old, Force: 'true' })
    expect(await world.runCode({ ...put, Amount: '2' })).toBe('InvalidParam.Amount')
    const zone = { CidrBlock: '192.168.8.0/24', ZoneId: 'cn-hangzhou-i' }
    const VSwitchId = await world.vSwitch(world.vpcId, zone)
    expect(await world.runCode({ ...put, VSwitchId })).toBe('InvalidOperation.AvailabilityZoneMismatch')
    const otherVpc = await world.vpc()
    const elsewhere = {
      VSwitchId: await world.vSwitch(otherVpc),
      SecurityGroupId: await world.group(otherVpc),
    }
    expect(await world.runCode({ ...put, ...elsewhere })).toBe('InvalidOperation.VpcMismatch')
    expect(await world.runCode({ 'NetworkInterface.1.NetworkInterfaceId': 'eni-none' })).toBe(
      'InvalidEniId.NotFound',
    )
    const [id = ''] = await world.run(put)
    expect((await world.interfaces(id)).map((eni) => eni.NetworkInterfaceId)).toContain(
      kept.NetworkInterfaceId,
    )
  })

  test.each([
    [{ VSwitchId: 'vsw-x' }, 'InvalidParam.NetworkInterface'],
    [{ PrivateIpAddress: '192.168.1.7' }, 'InvalidParam.NetworkInterface'],
    [{ 'SecurityGroupIds.1': 'sg-x' }, 'InvalidParam.NetworkInterface'],
    [{ 'NetworkInterface.2.InstanceType': 'Primary' }, 'InvalidParam.NetworkInterface'],
    [{ 'NetworkInterface.1.NetworkInterfaceId': 'eni-1' }, 'InvalidParam.NetworkInterface'],
    [{ 'NetworkInterface.2.Ipv6AddressCount': '1' }, 'InvalidParam.NetworkInterface'],
    [
      { 'NetworkInterface.2.Description': 'ok', 'NetworkInterface.3.Description': 'ok' },
      'EniPerInstanceLimitExceeded',
    ],
  ])('beside a primary element %j is refused with %s', async (change, code) => {
    expect(await world.runCode({ ...primary(), ...change })).toBe(code)
  })

  test('a row of addresses and secondary interfaces exclude each other', async () => {
    const row = { Amount: '2', PrivateIpAddress: '192.168.1.7', 'NetworkInterface.1.Description': 'ok' }
    expect(await world.runCode(row)).toBe('InvalidParam.NetworkInterface')
  })
})
