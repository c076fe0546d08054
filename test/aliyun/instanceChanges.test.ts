// Instances made stopped, changed, rebooted, resized and moved.

import { beforeEach, describe, expect, test } from 'vitest'
import type { Parameters, Reply } from './client.ts'
import { createRunWorld, type RunWorld } from './networkWorld.ts'

let world: RunWorld
beforeEach(async () => {
  world = await createRunWorld()
})

const on = (id: string, Action: string, parameters: Parameters = {}): Promise<string> =>
  world.code({ Action, InstanceId: id, ...parameters })
const attribute = (id: string): Promise<Reply['body']> =>
  world.ok({ Action: 'DescribeInstanceAttribute', InstanceId: id })

describe('CreateInstance', () => {
  const creation = (parameters: Parameters = {}): Parameters => ({
    Action: 'CreateInstance',
    ImageId: 'ubuntu_22_04_x64_20G_alibase_20240710.vhd',
    InstanceType: 'ecs.g6.large',
    SecurityGroupId: world.groupId,
    VSwitchId: world.vSwitchId,
    ...parameters,
  })

  test('one, stopped, without a public address until it is asked for', async () => {
    const { InstanceId } = await world.ok(
      creation({ InternetMaxBandwidthOut: '5', PrivateIpAddress: '192.168.1.9', InstanceName: 'packer' }),
    )
    expect(await world.instance(InstanceId)).toMatchObject({
      Status: 'Stopped',
      InstanceName: 'packer',
      PublicIpAddress: { IpAddress: [] },
      VpcAttributes: { PrivateIpAddress: { IpAddress: ['192.168.1.9'] } },
    })
    const { IpAddress } = await world.ok({ Action: 'AllocatePublicIpAddress', InstanceId })
    expect(await on(InstanceId, 'AllocatePublicIpAddress')).toBe('AllocatedAlready')
    expect(await on(InstanceId, 'StartInstance')).toBe('OK')
    expect(await world.instance(InstanceId)).toMatchObject({
      Status: 'Running',
      PublicIpAddress: { IpAddress: [IpAddress] },
    })
  })

  test('what is refused', async () => {
    const cases: [Parameters, string][] = [
      [{ SecurityGroupId: '' }, 'MissingParameter'],
      [{ InstanceType: 'nonsense' }, 'InvalidInstanceType.ValueNotSupported'],
      [{ PrivateIpAddress: '10.0.0.1' }, 'InvalidPrivateIpAddress'],
      [{ ZoneId: 'cn-beijing-a' }, 'InvalidZoneId.NotFound'],
      [{ DryRun: 'true' }, 'DryRunOperation'],
    ]
    for (const [parameters, code] of cases) {
      expect([parameters, await world.code(creation(parameters))]).toEqual([parameters, code])
    }
    expect(world.store.count('instance')).toBe(0)
  })
})

describe('DescribeInstanceAttribute, ModifyInstanceAttribute', () => {
  test('labels, protection, user data', async () => {
    const [id = ''] = await world.run()
    const change = {
      InstanceName: 'web',
      Description: 'the web server',
      HostName: 'web-1',
      UserData: Buffer.from('hello').toString('base64'),
      DeletionProtection: 'true',
    }
    expect(await on(id, 'ModifyInstanceAttribute', change)).toBe('OK')
    expect(await attribute(id)).toMatchObject({
      InstanceId: id,
      InstanceName: 'web',
      Description: 'the web server',
      HostName: 'web-1',
      // A text here, a boolean in DescribeInstances.
      IoOptimized: 'optimized',
      VpcAttributes: { VpcId: world.vpcId, PrivateIpAddress: { IpAddress: ['192.168.1.1'] } },
    })
    expect(await world.ok({ Action: 'DescribeUserData', InstanceId: id })).toMatchObject({
      InstanceId: id,
      UserData: change.UserData,
    })
    expect(await on(id, 'DeleteInstance', { Force: 'true' })).toBe('InvalidOperation.DeletionProtection')
    expect(await on('i-none', 'DescribeInstanceAttribute')).toBe('InvalidInstanceId.NotFound')
    expect(await on('i-none', 'DescribeUserData')).toBe('InvalidInstanceId.NotFound')
    expect(await on(id, 'ModifyInstanceAttribute', { InstanceName: '1' })).toBe(
      'InvalidInstanceName.Malformed',
    )
    expect(await on(id, 'ModifyInstanceAttribute', { UserData: '?' })).toBe(
      'InvalidUserData.Base64FormatInvalid',
    )
  })

  test('P2, G4: SecurityGroupIds.N replaces the groups of the primary interface alone', async () => {
    const [id = ''] = await world.run({ 'NetworkInterface.1.NetworkInterfaceName': 'back' })
    const [one, two] = [await world.group(world.vpcId), await world.group(world.vpcId)]
    const change = { 'SecurityGroupIds.1': one, 'SecurityGroupIds.2': two }
    expect(await on(id, 'ModifyInstanceAttribute', change)).toBe('OK')
    const [primary, second] = await world.interfaces(id)
    expect(primary.SecurityGroupIds.SecurityGroupId).toEqual([one, two])
    expect(second.SecurityGroupIds.SecurityGroupId).toEqual([world.groupId])
    expect((await attribute(id)).SecurityGroupIds.SecurityGroupId).toEqual([one, two])
    const enterprise = await world.group(world.vpcId, { SecurityGroupType: 'enterprise' })
    const mixed = { 'SecurityGroupIds.1': one, 'SecurityGroupIds.2': enterprise, InstanceName: 'unsaid' }
    expect(await on(id, 'ModifyInstanceAttribute', mixed)).toBe('EnterpriseGroupLimited.MutliGroupType')
    expect((await attribute(id)).InstanceName).not.toBe('unsaid')
  })
})

describe('RebootInstance, RebootInstances', () => {
  test('only what runs', async () => {
    const [one = '', two = ''] = await world.run({ Amount: '2' })
    world.now += 60_000
    expect(await on(one, 'RebootInstance')).toBe('OK')
    expect(await world.instance(one)).toMatchObject({ Status: 'Running', StartTime: '2024-01-01T00:01Z' })
    await world.ok({ Action: 'StopInstance', InstanceId: two })
    expect(await on(two, 'RebootInstance')).toBe('IncorrectInstanceStatus')
    const both = { 'InstanceId.1': one, 'InstanceId.2': two }
    expect(await world.code({ Action: 'RebootInstances', ...both })).toBe('IncorrectInstanceStatus')
    const each = await world.ok({ Action: 'RebootInstances', ...both, BatchOptimization: 'SuccessFirst' })
    expect(each.InstanceResponses.InstanceResponse.map((item: { Code: string }) => item.Code)).toEqual([
      '200',
      'IncorrectInstanceStatus',
    ])
    expect(await world.code({ Action: 'RebootInstances', 'InstanceId.1': one, DryRun: 'true' })).toBe(
      'DRYRUN.SUCCESS',
    )
  })
})

test('DescribeInstanceStatus: states in pages', async () => {
  const [one = '', two = ''] = await world.run({ Amount: '2' })
  await world.ok({ Action: 'StopInstance', InstanceId: two })
  const all = await world.ok({ Action: 'DescribeInstanceStatus' })
  expect(all).toMatchObject({ TotalCount: 2, PageNumber: 1, PageSize: 10 })
  expect(all.InstanceStatuses.InstanceStatus).toEqual([
    { InstanceId: one, Status: 'Running' },
    { InstanceId: two, Status: 'Stopped' },
  ])
  const some = await world.ok({
    Action: 'DescribeInstanceStatus',
    'InstanceId.1': two,
    ZoneId: 'cn-hangzhou-h',
  })
  expect(some.InstanceStatuses.InstanceStatus).toHaveLength(1)
})

test('ModifyInstanceMetadataOptions: shown by the next read', async () => {
  const [id = ''] = await world.run()
  const change = { HttpEndpoint: 'enabled', HttpTokens: 'required', HttpPutResponseHopLimit: '3' }
  expect(await on(id, 'ModifyInstanceMetadataOptions', { ...change, InstanceMetadataTags: 'enabled' })).toBe(
    'OK',
  )
  expect((await world.instance(id, { 'AdditionalAttributes.1': 'META_OPTIONS' })).MetadataOptions).toEqual({
    ...change,
    HttpPutResponseHopLimit: 3,
    InstanceMetadataTags: 'enabled',
  })
  expect(await on(id, 'ModifyInstanceMetadataOptions', { HttpEndpoint: 'maybe' })).toBe(
    'InvalidHttpEndpoint.NotSupported',
  )
  expect(await on(id, 'ModifyInstanceMetadataOptions', { ...change, HttpPutResponseHopLimit: '65' })).toBe(
    'InvalidHttpPutResponseHopLimit.NotSupported',
  )
})

describe('spec, bandwidth, charge type', () => {
  test('another type only while stopped, and only when everything fits', async () => {
    const [id = ''] = await world.run({ InstanceType: 'ecs.g6.2xlarge', Ipv6AddressCount: '8' })
    const larger = { InstanceType: 'ecs.g6.4xlarge' }
    expect(await on(id, 'ModifyInstanceSpec', larger)).toBe('IncorrectInstanceStatus')
    expect(await on(id, 'ModifyPrepayInstanceSpec', larger)).toBe('OK')
    await world.ok({ Action: 'StopInstance', InstanceId: id })
    expect(await on(id, 'ModifyInstanceSpec', { InstanceType: 'ecs.g6.large' })).toBe(
      'InvalidOperation.Ipv6CountExceeded',
    )
    expect(
      await on(id, 'ModifyInstanceSpec', { InstanceType: 'ecs.g6.2xlarge', InternetMaxBandwidthOut: '7' }),
    ).toBe('OK')
    expect(await world.instance(id)).toMatchObject({
      InstanceType: 'ecs.g6.2xlarge',
      Cpu: 8,
      InternetMaxBandwidthOut: 7,
    })
  })

  test('bandwidth brings a public address when asked', async () => {
    const [id = ''] = await world.run()
    const change = { InternetMaxBandwidthOut: '10', NetworkChargeType: 'PayByBandwidth' }
    expect(await on(id, 'ModifyInstanceNetworkSpec', change)).toBe('OK')
    expect((await world.instance(id)).PublicIpAddress.IpAddress).toEqual([])
    for (let twice = 0; twice < 2; twice++) {
      expect(await on(id, 'ModifyInstanceNetworkSpec', { ...change, AllocatePublicIp: 'true' })).toBe('OK')
    }
    expect(await world.instance(id)).toMatchObject({
      InternetMaxBandwidthOut: 10,
      InternetChargeType: 'PayByBandwidth',
      PublicIpAddress: { IpAddress: ['198.51.100.1'] },
    })
    expect(await on(id, 'ModifyInstanceNetworkSpec', { InternetMaxBandwidthIn: '201' })).toBe(
      'InvalidInternetMaxBandwidthIn.ValueNotSupported',
    )
    expect(await on(id, 'ModifyInstanceNetworkSpec', { InternetMaxBandwidthOut: '101' })).toBe(
      'InvalidInternetMaxBandwidthOut.ValueNotSupported',
    )
  })

  test('more bandwidth for a time comes and goes by itself', async () => {
    const [id = ''] = await world.run()
    expect(await on(id, 'ModifyInstanceNetworkSpec', { InternetMaxBandwidthOut: '10' })).toBe('OK')
    const more = {
      InternetMaxBandwidthOut: '50',
      StartTime: '2024-01-01T01:00Z',
      EndTime: '2024-01-01T04Z',
    }
    expect(await on(id, 'ModifyInstanceNetworkSpec', more)).toBe('OK')
    const seen = async (minutes: number) => {
      world.now = Date.UTC(2024, 0, 1) + minutes * 60_000
      return (await world.instance(id)).InternetMaxBandwidthOut
    }
    expect([await seen(59), await seen(60), await seen(239), await seen(240)]).toEqual([10, 50, 50, 10])
    world.now = Date.UTC(2024, 0, 1)
    const refused: [object, string][] = [
      [{ EndTime: '2024-01-01T03Z' }, 'InvalidStartTime.ValueNotSupported'],
      [{ StartTime: '2023-12-31T00:00Z', EndTime: '2023-12-31T05Z' }, 'InvalidStartTime.ValueNotSupported'],
      [{ StartTime: 'soon' }, 'InvalidStartTime.ValueNotSupported'],
      [{ StartTime: '' }, 'InvalidParameter.Conflict'],
      [{ InternetMaxBandwidthOut: '' }, 'InvalidParameter.Conflict'],
      [{ InternetMaxBandwidthOut: '9' }, 'InvalidBandwidth.ValueNotSupported'],
    ]
    for (const [change, code] of refused)
      expect(await on(id, 'ModifyInstanceNetworkSpec', { ...more, ...change }), JSON.stringify(change)).toBe(
        code,
      )
    const AllocationId = await world.eip()
    await world.ok({ Action: 'AssociateEipAddress', Version: 'Vpc', AllocationId, InstanceId: id })
    expect(await on(id, 'ModifyInstanceNetworkSpec', more)).toBe('BandwidthUpgradeDenied.EipBoundInstance')
  })

  test('paid in advance, the first bandwidth brings an address along', async () => {
    const [id = ''] = await world.run({ InstanceChargeType: 'PrePaid', Period: '1' })
    expect(await on(id, 'ModifyInstanceNetworkSpec', { InternetMaxBandwidthOut: '5' })).toBe('OK')
    expect((await world.instance(id)).PublicIpAddress.IpAddress).toEqual(['198.51.100.1'])
  })

  test('hibernation is refused and not waved through', async () => {
    const [id = ''] = await world.run()
    expect(await on(id, 'StopInstance', { Hibernate: 'true' })).toBe('UnsupportedOperation')
    expect((await world.instance(id)).Status).toBe('Running')
  })

  test('a subscribed instance is not released by mistake', async () => {
    const [id = ''] = await world.run()
    const change = { Action: 'ModifyInstanceChargeType', InstanceIds: `["${id}"]` }
    expect(await world.code({ ...change, InstanceIds: 'i-1' })).toBe('InvalidParameter.InstanceIds')
    expect(await world.code(change)).toBe('OK')
    expect((await world.instance(id)).InstanceChargeType).toBe('PrePaid')
    expect(await on(id, 'DeleteInstance', { Force: 'true' })).toBe('ChargeTypeViolation')
    const renewed = await world.ok({ Action: 'DescribeInstanceAutoRenewAttribute', InstanceId: id })
    expect(renewed.InstanceRenewAttributes.InstanceRenewAttribute).toMatchObject([
      { InstanceId: id, RenewalStatus: 'Normal', AutoRenewEnabled: false },
    ])
    const ids = JSON.stringify(Array.from({ length: 21 }, (_, index) => `i-${index}`))
    expect(await world.code({ ...change, InstanceIds: ids })).toBe('InstancesIdQuotaExceed')
    expect(await world.code({ ...change, InstanceIds: '["i-none"]' })).toBe('InvalidInstanceId.NotFound')
  })
})

describe('ModifyInstanceVpcAttribute', () => {
  const move = (id: string, parameters: Parameters): Promise<string> =>
    on(id, 'ModifyInstanceVpcAttribute', parameters)

  test('another address, vSwitch and VPC for a stopped instance; an elastic address follows', async () => {
    const [id = ''] = await world.run()
    const AllocationId = await world.eip()
    await world.ok({ Action: 'AssociateEipAddress', Version: 'Vpc', AllocationId, InstanceId: id })
    const here = { VSwitchId: world.vSwitchId, PrivateIpAddress: '192.168.1.50' }
    expect(await move(id, here)).toBe('IncorrectInstanceStatus')
    await world.ok({ Action: 'StopInstance', InstanceId: id })
    expect(await move(id, here)).toBe('OK')
    expect((await attribute(id)).VpcAttributes.PrivateIpAddress.IpAddress).toEqual(['192.168.1.50'])
    expect(world.store.get('eip', AllocationId)?.association?.privateAddress).toBe('192.168.1.50')
    const next = await world.vSwitch(world.vpcId, { CidrBlock: '192.168.5.0/24' })
    expect(await move(id, { VSwitchId: next })).toBe('OK')
    expect((await attribute(id)).VpcAttributes).toMatchObject({
      VSwitchId: next,
      PrivateIpAddress: { IpAddress: ['192.168.5.1'] },
    })
    const vpc = await world.vpc()
    const away = { VpcId: vpc, VSwitchId: await world.vSwitch(vpc) }
    expect(await move(id, away)).toBe('InvalidOperation.VpcMismatch')
    expect(await move(id, { ...away, 'SecurityGroupId.1': await world.group(vpc) })).toBe('OK')
    expect((await attribute(id)).VpcAttributes.VpcId).toBe(vpc)
  })

  test('what is refused', async () => {
    const [id = '', other = ''] = await world.run({ Amount: '2' })
    await world.ok({ Action: 'StopInstance', InstanceId: id })
    const far = await world.vSwitch(world.vpcId, { ZoneId: 'cn-hangzhou-b', CidrBlock: '192.168.9.0/24' })
    const here = { VSwitchId: world.vSwitchId }
    const taken = (await attribute(other)).VpcAttributes.PrivateIpAddress.IpAddress[0]
    const cases: [Parameters, string][] = [
      [{ VSwitchId: 'vsw-none' }, 'InvalidVSwitchId.NotFound'],
      [{ VSwitchId: far }, 'InvalidVSwitchId.Mismatch'],
      [{ ...here, PrivateIpAddress: taken }, 'InvalidPrivateIpAddress.Duplicated'],
      [{ ...here, PrivateIpAddress: '10.0.0.1' }, 'InvalidPrivateIpAddress.Mismatch'],
      [{ ...here, PrivateIpAddress: 'x' }, 'InvalidPrivateIpAddress.Malformed'],
    ]
    for (const [parameters, code] of cases)
      expect([parameters, await move(id, parameters)]).toEqual([parameters, code])
  })
})
