// Listing, starting, stopping and deleting instances.

import { beforeEach, describe, expect, test } from 'vitest'
import { type AccessKeyId, type AccountId, asId } from '../../src/core/model/ids.ts'
import { ACCOUNT, addAccount, callAction, type Parameters } from './client.ts'
import { createRunWorld, REGION, type RunWorld } from './networkWorld.ts'

let world: RunWorld
beforeEach(async () => {
  world = await createRunWorld()
})

const idsOf = async (parameters: object): Promise<string[]> => {
  const body = await world.ok({ Action: 'DescribeInstances', ...parameters })
  return body.Instances.Instance.map((one: { InstanceId: string }) => one.InstanceId)
}
const stateOf = async (id: string) => (await world.instance(id))?.Status

describe('DescribeInstances', () => {
  test('no instances are an empty list in both wrappers', async () => {
    expect(await world.ok({ Action: 'DescribeInstances' })).toEqual({
      Instances: { Instance: [] },
      TotalCount: 0,
      PageNumber: 1,
      PageSize: 10,
      NextToken: '',
      RequestId: expect.any(String),
    })
  })

  test('filters that nothing here can meet find nothing', async () => {
    const [id] = await world.run()
    const found = async (Action: string, parameters: Parameters, Version = 'Ecs') =>
      (await world.ok({ Action, Version, ...parameters })).TotalCount
    expect(await found('DescribeInstances', { DeviceAvailable: 'true' })).toBe(1)
    expect(await found('DescribeInstances', { DeviceAvailable: 'false' })).toBe(0)
    expect(await found('DescribeInstances', { RdmaIpAddresses: '["10.0.0.1"]' })).toBe(0)
    expect(await world.code({ Action: 'DescribeInstances', HpcClusterId: 'hpc-1' })).toBe(
      'InvalidHpcClusterId.NotFound',
    )
    expect(await found('DescribeInstanceStatus', { 'InstanceId.1': id ?? '' })).toBe(1)
    expect(await found('DescribeInstanceStatus', { ClusterId: 'c-1' })).toBe(0)
    for (const [action, owner] of [
      ['DescribeVpcs', 'VpcOwnerId'],
      ['DescribeVSwitches', 'VSwitchOwnerId'],
    ] as const) {
      expect(await found(action, { [owner]: ACCOUNT }, 'Vpc')).toBe(1)
      expect(await found(action, { [owner]: '1' }, 'Vpc')).toBe(0)
    }
    expect(await found('DescribeVpcs', { DhcpOptionsSetId: 'dopt-1' }, 'Vpc')).toBe(0)
    const allocate = { Action: 'AllocateEipAddress', Version: 'Vpc' }
    expect(await world.code({ ...allocate, InstanceId: 'eip-1' })).toBe('InvalidParameter')
    expect(await world.code({ ...allocate, PublicIpAddressPoolId: 'pippool-1' })).toBe('InvalidParameter')
  })

  test('filters are ANDed', async () => {
    await world.keyPair('key')
    const [a = ''] = await world.run({
      InstanceName: 'web-a',
      'Tag.1.Key': 'env',
      'Tag.1.Value': 'test',
      KeyPairName: 'key',
      Ipv6AddressCount: '1',
      InternetMaxBandwidthOut: '1',
    })
    const [b = ''] = await world.run({
      InstanceName: 'db-b',
      ImageId: 'debian_12_6_x64_20G_alibase_20240711.vhd',
      InstanceType: 'ecs.c7.xlarge',
    })
    await world.ok({ Action: 'StopInstance', InstanceId: b })
    const eipId = await world.eip()
    await world.ok({ Action: 'AssociateEipAddress', Version: 'Vpc', AllocationId: eipId, InstanceId: b })
    const onlyA = [
      { InstanceIds: JSON.stringify([a]) },
      { InstanceName: 'web*' },
      { InstanceName: 'web-a' },
      { Status: 'Running' },
      { InstanceType: 'ecs.g6.large' },
      { InstanceTypeFamily: 'ecs.g6' },
      { KeyPairName: 'key' },
      { 'Tag.1.Key': 'env', 'Tag.1.Value': 'test' },
      { PrivateIpAddresses: '["192.168.1.1"]' },
      { PublicIpAddresses: '["198.51.100.1"]' },
      { 'Ipv6Address.1': '2001:db8:0:101::1' },
    ]
    for (const filter of onlyA) expect([filter, await idsOf(filter)]).toEqual([filter, [a]])
    const onlyB = [
      { ImageId: 'debian_12_6_x64_20G_alibase_20240711.vhd' },
      { EipAddresses: '["198.51.100.2"]' },
      { Status: 'Stopped' },
    ]
    for (const filter of onlyB) expect([filter, await idsOf(filter)]).toEqual([filter, [b]])
    const both = [
      { VpcId: world.vpcId },
      { VSwitchId: world.vSwitchId },
      { SecurityGroupId: world.groupId },
      { InstanceNetworkType: 'vpc', ZoneId: 'cn-hangzhou-h', InstanceChargeType: 'PostPaid' },
      { InstanceIds: '' },
    ]
    for (const filter of both) expect([filter, await idsOf(filter)]).toEqual([filter, [a, b]])
    const none = [
      { InstanceName: 'web*', Status: 'Stopped' },
      { InstanceIds: '["i-none"]' },
      { RegionId: 'cn-beijing' },
      { InstanceNetworkType: 'classic' },
      { InnerIpAddresses: '["10.0.0.1"]' },
      { EipAddresses: '["198.51.100.1"]' },
      { Status: 'Pending' },
    ]
    for (const filter of none) expect([filter, await idsOf(filter)]).toEqual([filter, []])
  })

  test('pages and tokens both reach every instance once', async () => {
    const ids = await world.run({ Amount: '25' })
    const paged = [
      ...(await idsOf({ PageSize: '10', PageNumber: '1' })),
      ...(await idsOf({ PageSize: '10', PageNumber: '2' })),
      ...(await idsOf({ PageSize: '10', PageNumber: '3' })),
    ]
    expect(paged).toEqual(ids)
    expect(await idsOf({ PageSize: '10', PageNumber: '4' })).toEqual([])
    const tokened: string[] = []
    let token = ''
    do {
      const body = await world.ok({ Action: 'DescribeInstances', MaxResults: '10', NextToken: token })
      tokened.push(...body.Instances.Instance.map((one: { InstanceId: string }) => one.InstanceId))
      expect(body).not.toHaveProperty('PageNumber')
      token = body.NextToken
    } while (token !== '')
    expect(tokened).toEqual(ids)
  })

  test.each([
    [{ Status: 'Gone' }, 'InvalidStatus.NotFound'],
    [{ InstanceNetworkType: 'x' }, 'InvalidNetworkType.NotFound'],
    [{ InstanceChargeType: 'x' }, 'InvalidInstanceChargeType.NotFound'],
    [{ InternetChargeType: 'x' }, 'InvalidInternetChargeType.ValueNotSupported'],
    [{ LockReason: 'x' }, 'InvalidLockReason.NotFound'],
    [{ InstanceIds: 'i-1' }, 'InvalidInstanceIds.Malformed'],
    [{ DryRun: 'true' }, 'DryRunOperation'],
  ])('%j is refused with %s', async (parameters, code) => {
    expect(await world.code({ Action: 'DescribeInstances', ...parameters })).toBe(code)
  })

  test("another account's instances are not there", async () => {
    const [id = ''] = await world.run()
    const keyId = asId<AccessKeyId>('LTAIother')
    await addAccount(world.store, asId<AccountId>('999'), keyId, 'other')
    const signer = { keyId, secret: 'other' }
    const call = (parameters: Record<string, string>) =>
      callAction(world.endpoint, { RegionId: REGION, ...parameters }, world.now, signer)
    expect((await call({ Action: 'DescribeInstances' })).body.Instances.Instance).toEqual([])
    expect((await call({ Action: 'DeleteInstance', InstanceId: id, Force: 'true' })).code).toBe(
      'InvalidInstanceId.NotFound',
    )
  })
})

describe('start and stop', () => {
  test('go from running to stopped and back, and refuse the state they lead to', async () => {
    const [id = ''] = await world.run()
    expect(await world.code({ Action: 'StartInstance', InstanceId: id })).toBe('IncorrectInstanceStatus')
    expect(await world.ok({ Action: 'StopInstance', InstanceId: id })).toEqual({
      RequestId: expect.any(String),
    })
    expect(await stateOf(id)).toBe('Stopped')
    expect(await world.code({ Action: 'StopInstance', InstanceId: id })).toBe('IncorrectInstanceStatus')
    expect(await world.code({ Action: 'StartInstance', InstanceId: id, DryRun: 'true' })).toBe(
      'DryRunOperation',
    )
    world.now += 60_000
    await world.ok({ Action: 'StartInstance', InstanceId: id })
    expect(await world.instance(id)).toMatchObject({ Status: 'Running', StartTime: '2024-01-01T00:01Z' })
    expect(await world.code({ Action: 'StartInstance', InstanceId: 'i-none' })).toBe(
      'InvalidInstanceId.NotFound',
    )
  })

  test('AllTogether fails as a whole', async () => {
    const [a = '', b = ''] = await world.run({ Amount: '2' })
    await world.ok({ Action: 'StopInstance', InstanceId: b })
    const both = { 'InstanceId.1': a, 'InstanceId.2': b }
    expect(await world.code({ Action: 'StopInstances', ...both })).toBe('IncorrectInstanceStatus')
    expect(await stateOf(a)).toBe('Running')
    expect(await world.code({ Action: 'StartInstances', 'InstanceId.1': b, 'InstanceId.2': 'i-x' })).toBe(
      'InvalidInstanceId.NotFound',
    )
    expect(await world.code({ Action: 'StartInstances' })).toBe('MissingParameter')
  })

  test('SuccessFirst tells what came of each', async () => {
    const [a = '', b = ''] = await world.run({ Amount: '2' })
    await world.ok({ Action: 'StopInstance', InstanceId: b })
    const list = { 'InstanceId.1': a, 'InstanceId.2': b, 'InstanceId.3': 'i-none' }
    const body = await world.ok({ Action: 'StopInstances', BatchOptimization: 'SuccessFirst', ...list })
    expect(body.InstanceResponses.InstanceResponse).toEqual([
      { InstanceId: a, PreviousStatus: 'Running', CurrentStatus: 'Stopped', Code: '200', Message: 'success' },
      {
        InstanceId: b,
        PreviousStatus: 'Stopped',
        CurrentStatus: 'Stopped',
        Code: 'IncorrectInstanceStatus',
        Message: expect.any(String),
      },
      {
        InstanceId: 'i-none',
        PreviousStatus: '',
        CurrentStatus: '',
        Code: 'InvalidInstanceId.NotFound',
        Message: expect.any(String),
      },
    ])
    expect(await stateOf(a)).toBe('Stopped')
    const started = await world.ok({ Action: 'StartInstances', 'InstanceId.1': a, 'InstanceId.2': b })
    expect(started.InstanceResponses.InstanceResponse).toHaveLength(2)
    expect([await stateOf(a), await stateOf(b)]).toEqual(['Running', 'Running'])
  })

  test('a dry run of a batch is answered in its own words', async () => {
    const [id = ''] = await world.run()
    for (const Action of ['StopInstances', 'DeleteInstances']) {
      const call = { Action, 'InstanceId.1': id, Force: 'true', DryRun: 'true' }
      expect(await world.code(call)).toBe('DRYRUN.SUCCESS')
    }
    expect(await stateOf(id)).toBe('Running')
  })
})

describe('deletion', () => {
  test('needs a stopped instance or Force, and no protection', async () => {
    const [id = ''] = await world.run()
    expect(await world.code({ Action: 'DeleteInstance', InstanceId: id })).toBe('IncorrectInstanceStatus')
    await world.ok({ Action: 'StopInstance', InstanceId: id })
    expect(await world.ok({ Action: 'DeleteInstance', InstanceId: id })).toEqual({
      RequestId: expect.any(String),
    })
    expect(await world.code({ Action: 'DeleteInstance', InstanceId: id })).toBe('InvalidInstanceId.NotFound')
    const [kept = ''] = await world.run({ DeletionProtection: 'true' })
    const force = { InstanceId: kept, Force: 'true' }
    expect(await world.code({ Action: 'DeleteInstance', ...force })).toBe(
      'InvalidOperation.DeletionProtection',
    )
    const [paid = ''] = await world.run({ InstanceChargeType: 'PrePaid', Period: '1' })
    const remove = { Action: 'DeleteInstance', InstanceId: paid, Force: 'true' }
    expect(await world.code(remove)).toBe('ChargeTypeViolation')
    await world.ok({ ...remove, TerminateSubscription: 'true' })
  })

  test('takes the interfaces along, frees their addresses, leaves elastic addresses', async () => {
    const [id = ''] = await world.run({
      InternetMaxBandwidthOut: '1',
      'NetworkInterface.1.DeleteOnRelease': 'false',
    })
    const [primary, secondary] = await world.interfaces(id)
    const eipId = await world.eip()
    const bind = { Action: 'AssociateEipAddress', Version: 'Vpc', AllocationId: eipId }
    await world.ok({ ...bind, InstanceId: secondary.NetworkInterfaceId, InstanceType: 'NetworkInterface' })
    await world.ok({ Action: 'DeleteInstance', InstanceId: id, Force: 'true' })
    const { NetworkInterfaceSets } = await world.ok({ Action: 'DescribeNetworkInterfaces' })
    expect(NetworkInterfaceSets.NetworkInterfaceSet).toHaveLength(1)
    expect(NetworkInterfaceSets.NetworkInterfaceSet[0]).toMatchObject({
      NetworkInterfaceId: secondary.NetworkInterfaceId,
      Status: 'Available',
      InstanceId: '',
      Attachment: { InstanceId: '', DeviceIndex: 0 },
      AssociatedPublicIp: { AllocationId: eipId },
    })
    expect(world.store.get('eni', primary.NetworkInterfaceId)).toBeUndefined()
    // The address that came with the instance is free again, the elastic one is not.
    const [next = ''] = await world.run({ InternetMaxBandwidthOut: '1' })
    expect(await world.instance(next)).toMatchObject({
      PublicIpAddress: { IpAddress: ['198.51.100.1'] },
      VpcAttributes: { PrivateIpAddress: { IpAddress: ['192.168.1.1'] } },
    })
    const vSwitch = { Action: 'DeleteVSwitch', Version: 'Vpc', VSwitchId: world.vSwitchId }
    expect(await world.code(vSwitch)).toBe('DependencyViolation')
  })

  test('of several is all or none, and safe to repeat', async () => {
    const [a = '', b = ''] = await world.run({ Amount: '2' })
    await world.ok({ Action: 'StopInstance', InstanceId: a })
    const both = { Action: 'DeleteInstances', 'InstanceId.1': a, 'InstanceId.2': b, ClientToken: 't' }
    expect(await world.code(both)).toBe('IncorrectInstanceStatus')
    expect(await idsOf({})).toEqual([a, b])
    await world.ok({ ...both, Force: 'true' })
    await world.ok({ ...both, Force: 'true' })
    expect(await idsOf({})).toEqual([])
  })
})
