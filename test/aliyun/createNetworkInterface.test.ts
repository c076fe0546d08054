// Making, showing, changing and deleting network interfaces.

import { beforeEach, describe, expect, test } from 'vitest'
import type { Parameters, Reply } from './client.ts'
import { createRunWorld, type RunWorld } from './networkWorld.ts'

let world: RunWorld
beforeEach(async () => {
  world = await createRunWorld()
})

const creation = (parameters: Parameters = {}): Parameters => ({
  Action: 'CreateNetworkInterface',
  VSwitchId: world.vSwitchId,
  SecurityGroupId: world.groupId,
  ...parameters,
})
const create = async (parameters: Parameters = {}): Promise<Reply['body']> => world.ok(creation(parameters))
const newEni = async (parameters: Parameters = {}): Promise<string> =>
  (await create(parameters)).NetworkInterfaceId
const refused = (parameters: Parameters): Promise<string> => world.code(creation(parameters))
const attribute = (id: string, parameters: Parameters = {}): Promise<Reply['body']> =>
  world.ok({ Action: 'DescribeNetworkInterfaceAttribute', NetworkInterfaceId: id, ...parameters })
const modify = (id: string, parameters: Parameters): Promise<string> =>
  world.code({ Action: 'ModifyNetworkInterfaceAttribute', NetworkInterfaceId: id, ...parameters })
const instanceWithEni = async (): Promise<{ instance: string; primary: string }> => {
  const [instance = ''] = await world.run()
  const [primary] = await world.interfaces(instance)
  return { instance, primary: primary.NetworkInterfaceId }
}

describe('CreateNetworkInterface', () => {
  test('a free one with everything', async () => {
    const body = await create({
      NetworkInterfaceName: 'back',
      Description: 'the back door',
      PrimaryIpAddress: '192.168.1.20',
      'PrivateIpAddress.1': '192.168.1.21',
      Ipv6AddressCount: '2',
      'Ipv4Prefix.1': '192.168.1.64/28',
      Ipv6PrefixCount: '1',
      EnablePrimaryIPv6: 'true',
      QueueNumber: '4',
      'Tag.1.Key': 'env',
      'Tag.1.Value': 'test',
    })
    expect(body).toMatchObject({
      NetworkInterfaceName: 'back',
      Description: 'the back door',
      Type: 'Secondary',
      Status: 'Available',
      VpcId: world.vpcId,
      VSwitchId: world.vSwitchId,
      ZoneId: 'cn-hangzhou-h',
      MacAddress: expect.stringMatching(/^00:16:3e(:[0-9a-f]{2}){3}$/),
      PrivateIpAddress: '192.168.1.20',
      Ipv6Sets: {
        Ipv6Set: [
          { Ipv6Address: '2001:db8:0:101::1', Primary: true },
          { Ipv6Address: '2001:db8:0:101::2', Primary: false },
        ],
      },
      Ipv4PrefixSets: { Ipv4PrefixSet: [{ Ipv4Prefix: '192.168.1.64/28' }] },
      Ipv6PrefixSets: { Ipv6PrefixSet: [{ Ipv6Prefix: '2001:db8:0:101:1::/80' }] },
      SecurityGroupIds: { SecurityGroupId: [world.groupId] },
      Tags: { Tag: [{ TagKey: 'env', TagValue: 'test' }] },
    })
    expect(body.PrivateIpSets.PrivateIpSet).toMatchObject([
      { PrivateIpAddress: '192.168.1.20', Primary: true },
      { PrivateIpAddress: '192.168.1.21', Primary: false },
    ])
    const listed = await world.ok({ Action: 'DescribeNetworkInterfaces', Status: 'Available' })
    expect(listed.NetworkInterfaceSets.NetworkInterfaceSet[0]).toMatchObject({
      NetworkInterfaceId: body.NetworkInterfaceId,
      InstanceId: '',
      QueueNumber: 4,
      DeleteOnRelease: true,
    })
  })

  test('counts give addresses that nobody has, and blocks that hold none of them', async () => {
    await create({ PrimaryIpAddress: '192.168.1.17' })
    const body = await create({ SecondaryPrivateIpAddressCount: '2', Ipv4PrefixCount: '2' })
    expect(body.PrivateIpAddress).toBe('192.168.1.1')
    expect(
      body.PrivateIpSets.PrivateIpSet.map((one: { PrivateIpAddress: string }) => one.PrivateIpAddress),
    ).toEqual(['192.168.1.1', '192.168.1.2', '192.168.1.3'])
    // The first block holds .0, which is the system's, the second one .17.
    expect(body.Ipv4PrefixSets.Ipv4PrefixSet).toEqual([
      { Ipv4Prefix: '192.168.1.32/28' },
      { Ipv4Prefix: '192.168.1.48/28' },
    ])
    expect(await refused({ PrimaryIpAddress: '192.168.1.40' })).toBe('InvalidPrivateIpAddress.Duplicated')
  })

  test('the same token gives the same interface', async () => {
    const first = await newEni({ ClientToken: 'once' })
    expect(await newEni({ ClientToken: 'once' })).toBe(first)
    expect(await refused({ ClientToken: 'once', Description: 'other' })).toBe('IdempotentParameterMismatch')
  })

  test('what is wrong with addresses', async () => {
    await create({ PrimaryIpAddress: '192.168.1.20' })
    const cases: [Parameters, string][] = [
      [{ PrimaryIpAddress: '192.168.1.20' }, 'InvalidPrivateIpAddress.Duplicated'],
      [{ PrimaryIpAddress: '192.168.2.20' }, 'InvalidVSwitchId.IpInvalid'],
      [{ PrimaryIpAddress: '192.168.1.253' }, 'InvalidVSwitchId.IpInvalid'],
      [{ PrimaryIpAddress: 'nonsense' }, 'InvalidIp.Address'],
      [
        { 'PrivateIpAddress.1': '192.168.1.30', 'PrivateIpAddress.2': '192.168.1.30' },
        'InvalidIp.IpRepeated',
      ],
      [
        { 'PrivateIpAddress.1': '192.168.1.30', SecondaryPrivateIpAddressCount: '1' },
        'InvalidParameter.Conflict',
      ],
      [{ 'Ipv6Address.1': '2001:db8:0:101::9', Ipv6AddressCount: '1' }, 'InvalidParameter.Conflict'],
      [{ 'Ipv6Address.1': '2001:db8:0:102::9' }, 'InvalidVSwitchId.IpInvalid'],
      [{ 'Ipv4Prefix.1': '192.168.1.64/27' }, 'InvalidParameter'],
      [{ 'Ipv4Prefix.1': '192.168.1.65/28' }, 'InvalidParameter'],
      [{ 'Ipv4Prefix.1': '2001:db8:0:101:1::/80' }, 'InvalidParameter'],
      [{ SecondaryPrivateIpAddressCount: '49', Ipv4PrefixCount: '1' }, 'MaxEniPrivateIpsCountExceeded'],
      [{ Ipv6AddressCount: '10', Ipv6PrefixCount: '1' }, 'MaxEniIpv6IpsCountExceeded'],
      [{ SecondaryPrivateIpAddressCount: '50' }, 'InvalidParameter'],
    ]
    for (const [parameters, code] of cases)
      expect([parameters, await refused(parameters)]).toEqual([parameters, code])
    const plain = await world.vSwitch(world.vpcId, { CidrBlock: '192.168.3.0/29' })
    expect(await refused({ VSwitchId: plain, Ipv6AddressCount: '1' })).toBe('InvalidVSwitch.Ipv6NotTurnOn')
    expect(await refused({ VSwitchId: plain, SecondaryPrivateIpAddressCount: '9' })).toBe(
      'InvalidVSwitchId.IpNotEnough',
    )
  })

  test('what is wrong with the rest', async () => {
    const other = await world.group(await world.vpc())
    const enterprise = await world.group(world.vpcId, { SecurityGroupType: 'enterprise' })
    const cases: [Parameters, string][] = [
      [{ VSwitchId: 'vsw-none' }, 'InvalidVSwitchId.NotFound'],
      [{ SecurityGroupId: 'sg-none' }, 'InvalidSecurityGroupId.NotFound'],
      [{ SecurityGroupId: other }, 'InvalidOperation.VpcMismatch'],
      [{ SecurityGroupId: '' }, 'MissingParameter'],
      [{ 'SecurityGroupIds.1': world.groupId }, 'InvalidParameter.Conflict'],
      [
        { SecurityGroupId: '', 'SecurityGroupIds.1': world.groupId, 'SecurityGroupIds.2': enterprise },
        'EnterpriseGroupLimited.MutliGroupType',
      ],
      [{ InstanceType: 'Trunk' }, 'UnsupportedParameter'],
      [{ QueueNumber: '0' }, 'InvalidParameter.InvalidEniQueueNumber'],
      [{ NetworkInterfaceName: '1' }, 'InvalidParameter'],
      [{ 'ConnectionTrackingConfiguration.UdpTimeout': '31' }, 'InvalidParameter'],
      [{ 'ConnectionTrackingConfiguration.TcpClosedAndTimeWaitTimeout': '16' }, 'InvalidParameter'],
      [{ 'Tag.1.Key': 'a', 'Tag.2.Key': 'a' }, 'Duplicate.TagKey'],
    ]
    for (const [parameters, code] of cases)
      expect([parameters, await refused(parameters)]).toEqual([parameters, code])
  })
})

describe('DescribeNetworkInterfaceAttribute', () => {
  test('shows timeouts only when asked, and gone interfaces not at all', async () => {
    const id = await newEni({
      'ConnectionTrackingConfiguration.TcpEstablishedTimeout': '300',
      'ConnectionTrackingConfiguration.UdpTimeout': '10',
    })
    const plain = await attribute(id)
    expect(plain).toMatchObject({
      NetworkInterfaceId: id,
      Attachment: { InstanceId: '', MemberNetworkInterfaceIds: { MemberNetworkInterfaceId: [] } },
    })
    expect(plain).not.toHaveProperty('ConnectionTrackingConfiguration')
    const full = await attribute(id, { Attribute: 'connectionTrackingConfiguration' })
    expect(full.ConnectionTrackingConfiguration).toEqual({
      TcpEstablishedTimeout: 300,
      TcpClosedAndTimeWaitTimeout: 3,
      UdpTimeout: 10,
    })
    const gone = { Action: 'DescribeNetworkInterfaceAttribute', NetworkInterfaceId: 'eni-none' }
    expect(await world.code(gone)).toBe('InvalidEniId.NotFound')
  })
})

describe('ModifyNetworkInterfaceAttribute', () => {
  test('changes what is named and nothing else', async () => {
    const id = await newEni({ NetworkInterfaceName: 'back' })
    const change = {
      Description: 'new words',
      DeleteOnRelease: 'false',
      SourceDestCheck: 'true',
      QueueNumber: '8',
      'ConnectionTrackingConfiguration.UdpTimeout': '60',
    }
    expect(await modify(id, change)).toBe('OK')
    expect(await attribute(id, { Attribute: 'connectionTrackingConfiguration' })).toMatchObject({
      NetworkInterfaceName: 'back',
      Description: 'new words',
      DeleteOnRelease: false,
      SourceDestCheck: true,
      QueueNumber: 8,
      SecurityGroupIds: { SecurityGroupId: [world.groupId] },
      ConnectionTrackingConfiguration: {
        TcpEstablishedTimeout: 910,
        TcpClosedAndTimeWaitTimeout: 3,
        UdpTimeout: 60,
      },
    })
  })

  test('G4: SecurityGroupId.N replaces all groups in one revision', async () => {
    const id = await newEni()
    const [one, two] = [await world.group(world.vpcId), await world.group(world.vpcId)]
    const before = world.store.revision
    expect(await modify(id, { 'SecurityGroupId.1': one, 'SecurityGroupId.2': two })).toBe('OK')
    expect(world.store.revision).toBe(before + 1)
    expect((await attribute(id)).SecurityGroupIds.SecurityGroupId).toEqual([one, two])
    expect(await modify(id, { Description: 'groups stay' })).toBe('OK')
    expect((await attribute(id)).SecurityGroupIds.SecurityGroupId).toEqual([one, two])
  })

  test('G4, G5: a set that does not fit changes nothing', async () => {
    const id = await newEni()
    const enterprise = await world.group(world.vpcId, { SecurityGroupType: 'enterprise' })
    const stranger = await world.group(await world.vpc())
    const cases: [Parameters, string][] = [
      [
        { 'SecurityGroupId.1': world.groupId, 'SecurityGroupId.2': enterprise },
        'EnterpriseGroupLimited.MutliGroupType',
      ],
      [{ 'SecurityGroupId.1': stranger }, 'InvalidOperation.VpcMismatch'],
      [{ 'SecurityGroupId.1': 'sg-none' }, 'InvalidSecurityGroupId.NotFound'],
    ]
    for (const [change, code] of cases) {
      expect([change, await modify(id, { ...change, Description: 'unsaid' })]).toEqual([change, code])
    }
    expect(await attribute(id)).toMatchObject({
      Description: '',
      SecurityGroupIds: { SecurityGroupId: [world.groupId] },
    })
    // From one kind to the other is fine, as long as it is all at once.
    expect(await modify(id, { 'SecurityGroupId.1': enterprise })).toBe('OK')
  })

  test('P2: the groups of a primary interface are changed through its instance', async () => {
    const { primary } = await instanceWithEni()
    expect(await modify(primary, { 'SecurityGroupId.1': world.groupId })).toBe(
      'InvalidOperation.InvalidEniType',
    )
    expect(await modify(primary, { Description: 'labels are fine' })).toBe('OK')
  })
})

describe('DeleteNetworkInterface', () => {
  const remove = (id: string): Promise<string> =>
    world.code({ Action: 'DeleteNetworkInterface', NetworkInterfaceId: id })

  test('a free one goes, with its addresses and its place in the group', async () => {
    const id = await newEni({ PrimaryIpAddress: '192.168.1.20' })
    expect(await remove(id)).toBe('OK')
    expect(await remove(id)).toBe('InvalidEniId.NotFound')
    expect(await remove('not an id')).toBe('InvalidParams.EniId')
    expect(await world.code({ Action: 'DeleteSecurityGroup', SecurityGroupId: world.groupId })).toBe('OK')
  })

  test('one in use stays', async () => {
    const { instance, primary } = await instanceWithEni()
    const id = await newEni()
    await world.ok({ Action: 'AttachNetworkInterface', NetworkInterfaceId: id, InstanceId: instance })
    expect(await remove(id)).toBe('InvalidOperation.InvalidEniState')
    expect(await remove(primary)).toBe('InvalidOperation.InvalidEniType')
  })

  test('one that a cloud product owns is nobody’s to change', async () => {
    const id = await newEni()
    await world.store.transact((state) => {
      const eni = state.get('eni', id)
      if (eni !== undefined) state.put('eni', { ...eni, managed: true })
    })
    expect(await remove(id)).toBe('InvalidOperation.EniServiceManaged')
    expect(await modify(id, { Description: 'mine' })).toBe('InvalidOperation.EniServiceManaged')
  })
})
