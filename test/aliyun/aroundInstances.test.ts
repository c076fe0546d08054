// The small questions that clients ask around instances: types, images, disks, roles, maintenance.

import { beforeEach, describe, expect, test } from 'vitest'
import { INSTANCE_TYPES } from '../../src/cloud/aliyun/instanceTypes.ts'
import { setAccount } from './accounts.ts'
import type { Parameters, Reply } from './client.ts'
import { createRunWorld, type RunWorld } from './networkWorld.ts'

let world: RunWorld
beforeEach(async () => {
  world = await createRunWorld()
})

describe('DescribeInstanceTypes', () => {
  const types = async (parameters: Parameters): Promise<Reply['body'][]> =>
    (await world.ok({ Action: 'DescribeInstanceTypes', ...parameters })).InstanceTypes.InstanceType

  test('the numbers that networks depend on', async () => {
    expect(await types({ 'InstanceTypes.1': 'ecs.g6.large' })).toMatchObject([
      {
        InstanceTypeId: 'ecs.g6.large',
        InstanceTypeFamily: 'ecs.g6',
        CpuCoreCount: 2,
        MemorySize: 8,
        EniQuantity: 2,
        EniPrivateIpAddressQuantity: 6,
        EniIpv6AddressQuantity: 6,
        EniTotalQuantity: 2,
      },
    ])
  })

  test('filters', async () => {
    const large = await types({ InstanceTypeFamily: 'ecs.g6', MinimumEniQuantity: '8' })
    expect(large.map((type) => type.InstanceTypeId)).toEqual([
      'ecs.g6.4xlarge',
      'ecs.g6.6xlarge',
      'ecs.g6.8xlarge',
      'ecs.g6.26xlarge',
    ])
    expect(await types({ CpuArchitecture: 'ARM' })).toEqual([])
    expect(await types({ MinimumGPUAmount: '1' })).toEqual([])
    const bounds: [string, string, boolean][] = [
      ['MinimumCpuSpeedFrequency', '2.5', true],
      ['MinimumCpuSpeedFrequency', '2.6', false],
      ['MaximumCpuTurboFrequency', '3.1', false],
      ['MaximumGPUAmount', '0', true],
      ['MinimumInstancePpsRx', '300001', false],
      ['MinimumSecondaryEniQueueNumber', '1', true],
      ['MinimumLocalStorageCapacity', '1', false],
      ['InstanceCategory', 'General-purpose', true],
      ['InstanceCategory', 'Big-data', false],
      ['InstanceFamilyLevel', 'EnterpriseLevel', true],
      ['InstanceFamilyLevel', 'CreditEntryLevel', false],
      ['NvmeSupport', 'unsupported', true],
      ['NvmeSupport', 'required', false],
      ['GPUSpec', 'NVIDIA T4', false],
      ['PhysicalProcessorModel', 'none', false],
      ['LocalStorageCategory', 'local_ssd_pro', false],
    ]
    for (const [name, value, found] of bounds)
      expect([
        name,
        value,
        (await types({ 'InstanceTypes.1': 'ecs.g6.large', [name]: value })).length,
      ]).toEqual([name, value, found ? 1 : 0])
    const small = await types({ MaximumMemorySize: '0.5' })
    expect(small.map((type) => type.MemorySize)).toEqual(small.map(() => 0.5))
    expect(small.length).toBeGreaterThan(0)
  })

  test('all of them by tokens', async () => {
    const seen: string[] = []
    let NextToken = ''
    do {
      const body = await world.ok({ Action: 'DescribeInstanceTypes', NextToken })
      seen.push(
        ...body.InstanceTypes.InstanceType.map((type: { InstanceTypeId: string }) => type.InstanceTypeId),
      )
      NextToken = body.NextToken
    } while (NextToken !== '')
    expect(seen).toEqual(INSTANCE_TYPES.map((type) => type.id))
    // As many as the cloud hands out at once: older clients never ask for a second part.
    expect(await types({ MaxResults: '1600' })).toHaveLength(INSTANCE_TYPES.length)
  })
})

describe('DescribeImages, DescribeImageSupportInstanceTypes', () => {
  const names = async (parameters: Parameters = {}): Promise<string[]> => {
    const body = await world.ok({ Action: 'DescribeImages', PageSize: '100', ...parameters })
    return body.Images.Image.map((image: { ImageName: string }) => image.ImageName)
  }

  test('those that Terraform’s examples look for', async () => {
    const all = await names({ ImageOwnerAlias: 'system' })
    expect(all.some((name) => /^ubuntu_[0-9]+_[0-9]+_x64*/.test(name))).toBe(true)
    expect(all.some((name) => /^ubuntu_2[0-9]_[0-9]+_x64_20G_alibase/.test(name))).toBe(true)
    expect(await names({ ImageOwnerAlias: 'self' })).toEqual([])
    expect((await names({ OSType: 'windows' })).every((name) => name.startsWith('win'))).toBe(true)
    expect((await names({ ImageName: 'debian*' })).every((name) => name.startsWith('debian'))).toBe(true)
  })

  test.each([
    [{ IsSupportCloudinit: 'false' }, true],
    [{ IsSupportIoOptimized: 'false' }, false],
    [{ Usage: 'none' }, false],
    [{ Usable: 'true', ActionType: 'ChangeOS', ShowExpired: 'true' }, true],
    [{ InstanceType: 'ecs.g6.large' }, true],
    [{ ImageOwnerId: '1' }, false],
    [{ SnapshotId: 's-1' }, false],
    [{ ResourceGroupId: 'rg-1' }, false],
    [{ 'Tag.1.Key': 'k' }, false],
    [{ 'Filter.1.Key': 'CreationStartTime', 'Filter.1.Value': '2024-09-01T00:00Z' }, true],
    [{ 'Filter.1.Key': 'CreationEndTime', 'Filter.1.Value': '2020-01-01T00:00Z' }, false],
    [{ 'Filter.1.Key': 'NetworkType', 'Filter.1.Value': 'vpc' }, true],
    [{ 'Filter.1.Key': 'CpuOnlineUpgrade', 'Filter.1.Value': 'supported' }, false],
  ] as const)('filter %j finds some: %s', async (filter, some) => {
    const found = await names(filter as Parameters)
    expect(found.length > 0).toBe(some)
    expect(found.length).toBeLessThan((await names()).length + (some ? 1 : 0))
  })

  test('filters that cannot be read', async () => {
    const filter = (Key: string, Value: string) =>
      world.code({ Action: 'DescribeImages', 'Filter.1.Key': Key, 'Filter.1.Value': Value })
    expect(await filter('Colour', 'red')).toBe('InvalidFilterKey.NotFound')
    expect(await filter('CreationStartTime', 'today')).toBe('InvalidFilterValue')
  })

  test('every field of an image', async () => {
    const body = await world.ok({
      Action: 'DescribeImages',
      ImageId: 'ubuntu_22_04_x64_20G_alibase_20240710.vhd',
    })
    expect(body).toMatchObject({ TotalCount: 1, RegionId: 'cn-hangzhou' })
    expect(body.Images.Image).toMatchObject([
      {
        OSType: 'linux',
        Architecture: 'x86_64',
        Size: 20,
        Status: 'Available',
        CreationTime: '2024-07-10T00:00:00Z',
      },
    ])
  })

  test('an image runs on types of its architecture', async () => {
    const types = async (ImageId: string): Promise<number> =>
      (await world.ok({ Action: 'DescribeImageSupportInstanceTypes', ImageId })).InstanceTypes.InstanceType
        .length
    expect(await types('ubuntu_22_04_x64_20G_alibase_20240710.vhd')).toBe(INSTANCE_TYPES.length)
    expect(await types('ubuntu_22_04_arm64_20G_alibase_20240710.vhd')).toBe(0)
  })
})

test('DescribeAvailableResource: everything everywhere, in stock', async () => {
  const ask = async (parameters: Parameters): Promise<Reply['body'][]> =>
    (await world.ok({ Action: 'DescribeAvailableResource', ...parameters })).AvailableZones.AvailableZone
  const zones = await ask({ DestinationResource: 'Zone' })
  expect(zones).toHaveLength(7)
  expect(zones[0]).toMatchObject({ Status: 'Available', StatusCategory: 'WithStock' })
  const [zone] = await ask({
    DestinationResource: 'InstanceType',
    ZoneId: 'cn-hangzhou-h',
    Cores: '2',
    Memory: '8',
  })
  const [{ Type, SupportedResources }] = zone.AvailableResources.AvailableResource
  expect(Type).toBe('InstanceType')
  expect(SupportedResources.SupportedResource).toContainEqual({
    Value: 'ecs.g6.large',
    Status: 'Available',
    StatusCategory: 'WithStock',
  })
  const supported = async (parameters: Parameters) => {
    const [first] = await ask(parameters)
    return first?.AvailableResources.AvailableResource[0].SupportedResources.SupportedResource
  }
  const disks = await supported({ DestinationResource: 'SystemDisk' })
  expect(disks).toHaveLength(6)
  expect(disks).toContainEqual({
    ...{ Value: 'cloud_essd', Status: 'Available', StatusCategory: 'WithStock' },
    ...{ Min: 20, Max: 2048, Unit: 'GiB' },
  })
  expect(await supported({ DestinationResource: 'DataDisk', DataDiskCategory: 'cloud_auto' })).toEqual([
    expect.objectContaining({ Value: 'cloud_auto', Min: 1, Max: 65_536 }),
  ])
  expect(await supported({ DestinationResource: 'Network' })).toMatchObject([{ Value: 'vpc' }])
})

test('DescribeAvailableResource: what goes with nothing here is nowhere, what is wrong is refused', async () => {
  const ask = { Action: 'DescribeAvailableResource', DestinationResource: 'Zone' }
  const zones = async (parameters: Parameters) =>
    (await world.ok({ ...ask, ...parameters })).AvailableZones.AvailableZone.length
  const usual = {
    ...{ InstanceChargeType: 'PrePaid', SpotStrategy: 'NoSpot', IoOptimized: 'optimized' },
    ...{ NetworkCategory: 'vpc', ResourceType: 'instance', SystemDiskCategory: 'cloud_efficiency' },
  }
  expect(await zones(usual)).toBe(7)
  const nowhere: Parameters[] = [
    { IoOptimized: 'none' },
    { NetworkCategory: 'classic' },
    { ResourceType: 'ddh' },
    { SystemDiskCategory: 'ephemeral_ssd' },
    { DataDiskCategory: 'ephemeral_ssd' },
  ]
  for (const one of nowhere) expect([one, await zones({ ...usual, ...one })]).toEqual([one, 0])
  await setAccount(world, { classicNetwork: true })
  expect(await zones({ NetworkCategory: 'classic' })).toBe(7)
  const wrong: [Parameters, string][] = [
    [{ DestinationResource: '' }, 'Invalid.Param'],
    [{ DestinationResource: 'x' }, 'Invalid.DestinationResource'],
    [{ InstanceChargeType: 'x' }, 'Invalid.InstanceChargeType'],
    [{ SpotStrategy: 'x' }, 'Invalid.SpotStrategy'],
    [{ IoOptimized: 'x' }, 'Invalid.IoOptimized'],
    [{ NetworkCategory: 'x' }, 'Invalid.NetworkCategory'],
    [{ ResourceType: 'x' }, 'Invalid.ResourceType'],
    [{ DedicatedHostId: 'dh-1' }, 'InvalidDedicatedHostId.NotFound'],
  ]
  for (const [one, code] of wrong) expect([one, await world.code({ ...ask, ...one })]).toEqual([one, code])
})

describe('what Terraform reads of an instance', () => {
  let id: string
  beforeEach(async () => {
    await world.role('reader')
    ;[id = ''] = await world.run({ RamRoleName: 'reader' })
    await world.run()
  })

  test('its system disk', async () => {
    const body = await world.ok({ Action: 'DescribeDisks', InstanceId: id, DiskType: 'system' })
    expect(body.TotalCount).toBe(1)
    const [disk] = body.Disks.Disk
    expect(disk).toMatchObject({
      Type: 'system',
      Status: 'In_use',
      InstanceId: id,
      Size: 40,
      Category: 'cloud_essd',
    })
    const again = await world.ok({ Action: 'DescribeDisks', DiskIds: JSON.stringify([disk.DiskId]) })
    expect(again.Disks.Disk).toEqual([disk])
    expect((await world.ok({ Action: 'DescribeDisks', DiskType: 'data' })).Disks.Disk).toEqual([])
  })

  test('its role', async () => {
    const body = await world.ok({ Action: 'DescribeInstanceRamRole', InstanceIds: `["${id}"]` })
    expect(body).toMatchObject({ RegionId: 'cn-hangzhou', TotalCount: 1 })
    expect(body.InstanceRamRoleSets.InstanceRamRoleSet).toEqual([{ InstanceId: id, RamRoleName: 'reader' }])
    const byRole = await world.ok({ Action: 'DescribeInstanceRamRole', RamRoleName: 'writer' })
    expect(byRole.InstanceRamRoleSets.InstanceRamRoleSet).toEqual([])
    expect(await world.code({ Action: 'DescribeInstanceRamRole' })).toBe('InvalidParameter.AllEmpty')
    expect(await world.code({ Action: 'DescribeInstanceRamRole', InstanceIds: 'x' })).toBe(
      'InvalidInstanceIds.Malformed',
    )
  })

  test('its maintenance and private pool', async () => {
    const maintained = await world.ok({ Action: 'DescribeInstanceMaintenanceAttributes', 'InstanceId.1': id })
    expect(maintained.MaintenanceAttributes.MaintenanceAttribute).toMatchObject([
      { InstanceId: id, MaintenanceWindows: { MaintenanceWindow: [] }, NotifyOnMaintenance: false },
    ])
    const pooled = await world.ok({
      Action: 'DescribeInstanceAttachmentAttributes',
      InstanceIds: `["${id}"]`,
    })
    expect(pooled.Instances.Instance).toEqual([
      { InstanceId: id, PrivatePoolOptionsId: '', PrivatePoolOptionsMatchCriteria: '' },
    ])
    const renewed = await world.ok({ Action: 'DescribeInstanceAutoRenewAttribute', InstanceId: id })
    expect(renewed.InstanceRenewAttributes.InstanceRenewAttribute).toEqual([])
  })
})

test('a move to another host says that there is none', async () => {
  const [id = ''] = await world.run()
  const codes: [Parameters, string][] = [
    [{ InstanceId: 'i-none' }, 'InvalidInstanceId.NotFound'],
    [{}, 'MissingParameter'],
    [{ DeploymentSetId: 'ds-bp1example' }, 'DeploymentSet.InvalidId'],
    [{ DedicatedHostId: 'dh-bp1example' }, 'InvalidDedicatedHostId.NotFound'],
    [{ DedicatedHostClusterId: 'dc-bp1example' }, 'InvalidDedicatedHostClusterId.NotFound'],
    [{ Tenancy: 'host', MigrationType: 'live' }, 'LackResource'],
    [{ Tenancy: 'default' }, 'InvalidParameter'],
  ]
  for (const [parameters, code] of codes) {
    const move = { Action: 'ModifyInstanceDeployment', InstanceId: id, ...parameters }
    expect(await world.code(move), JSON.stringify(parameters)).toBe(code)
  }
})
