// Disks: made with instances, found, changed, kept or gone with them; every refusal they know.

import { beforeEach, describe, expect, test } from 'vitest'
import { createRunWorld, type RunWorld } from './networkWorld.ts'

let world: RunWorld
beforeEach(async () => {
  world = await createRunWorld()
})

const find = async (parameters: Record<string, string>) =>
  (await world.ok({ Action: 'DescribeDisks', ...parameters })).Disks.Disk

const TWO = {
  'SystemDisk.Category': 'cloud_essd',
  'SystemDisk.Size': '100',
  'SystemDisk.DiskName': 'root',
  'DataDisk.1.Category': 'cloud_ssd',
  'DataDisk.1.Size': '200',
  'DataDisk.1.DiskName': 'logs',
  'DataDisk.1.Description': 'for logs',
  'DataDisk.1.DeleteWithInstance': 'false',
  'DataDisk.2.Category': 'cloud_auto',
  'DataDisk.2.Size': '50',
  'DataDisk.2.BurstingEnabled': 'true',
  'DataDisk.2.ProvisionedIops': '1000',
  'DataDisk.2.Encrypted': 'true',
}

describe('disks of a new instance', () => {
  test('are as asked for, in the order of their devices', async () => {
    const [id = ''] = await world.run(TWO)
    expect(await find({ InstanceId: id })).toMatchObject([
      {
        Type: 'system',
        Device: '/dev/xvda',
        DiskName: 'root',
        Category: 'cloud_essd',
        PerformanceLevel: 'PL1',
        Size: 100,
        Portable: false,
      },
      {
        Type: 'data',
        Device: '/dev/xvdb',
        DiskName: 'logs',
        Description: 'for logs',
        Category: 'cloud_ssd',
        PerformanceLevel: '',
        Size: 200,
        DeleteWithInstance: false,
        Portable: true,
        Attachments: { Attachment: [{ InstanceId: id, Device: '/dev/xvdb' }] },
      },
      {
        Device: '/dev/xvdc',
        Category: 'cloud_auto',
        BurstingEnabled: true,
        ProvisionedIops: 1000,
        Encrypted: true,
      },
    ])
  })

  test('without a word there is one system disk of 40 GiB', async () => {
    const [id = ''] = await world.run()
    expect(await find({ InstanceId: id })).toMatchObject([
      { Type: 'system', Size: 40, Category: 'cloud_essd', PerformanceLevel: 'PL0', DeleteWithInstance: true },
    ])
  })

  test.each([
    [{ 'SystemDisk.Category': 'floppy' }, 'InvalidSystemDiskCategory.ValueNotSupported'],
    [{ 'SystemDisk.Size': '5000' }, 'InvalidSystemDiskSize.ValueNotSupported'],
    [{ 'SystemDisk.Size': 'big' }, 'InvalidSystemDiskSize.ValueNotSupported'],
    [{ 'SystemDisk.DiskName': '1' }, 'InvalidDiskName.Malformed'],
    [{ 'SystemDisk.Description': 'http://x' }, 'InvalidDiskDescription.Malformed'],
    [{ 'SystemDisk.PerformanceLevel': 'PL9' }, 'InvalidPerformanceLevel.Malformed'],
    [
      { 'SystemDisk.Category': 'cloud_ssd', 'SystemDisk.PerformanceLevel': 'PL1' },
      'OperationDenied.PerformanceLevelNotMatch',
    ],
    [
      { 'SystemDisk.Category': 'cloud_ssd', 'SystemDisk.BurstingEnabled': 'true' },
      'InvalidBurstingEnabled.OperationNotSupport',
    ],
    [
      {
        'DataDisk.1.Category': 'cloud_auto',
        'DataDisk.1.Size': '40',
        'DataDisk.1.ProvisionedIops': '50000',
      },
      'InvalidProvisionedIops.LimitExceed',
    ],
    [{ 'DataDisk.1.Category': 'tape' }, 'InvalidDataDiskCategory.ValueNotSupported'],
    [
      { 'DataDisk.1.Size': '10', 'DataDisk.1.Category': 'cloud_ssd' },
      'InvalidDataDiskSize.ValueNotSupported',
    ],
    [{ 'DataDisk.1.SnapshotId': 's-1' }, 'InvalidSnapshotId.NotFound'],
    [{ 'SystemDisk.AutoSnapshotPolicyId': 'sp-1' }, 'InvalidAutoSnapshotPolicyId.NotFound'],
    [
      Object.fromEntries(Array.from({ length: 17 }, (_, n) => [`DataDisk.${n + 1}.Size`, '20'])),
      'InstanceDiskNumLimitExceed',
    ],
  ] as const)('%j is refused, and no instance is made', async (parameters, code) => {
    expect(await world.runCode(parameters as Record<string, string>)).toBe(code)
    expect((await world.ok({ Action: 'DescribeInstances' })).TotalCount).toBe(0)
    expect(await find({})).toEqual([])
  })

  test('CreateInstance makes them as well', async () => {
    const { InstanceId } = await world.ok({
      Action: 'CreateInstance',
      ImageId: 'debian_12_6_x64_20G_alibase_20240711.vhd',
      InstanceType: 'ecs.g6.large',
      VSwitchId: world.vSwitchId,
      SecurityGroupId: world.groupId,
      'DataDisk.1.Size': '30',
    })
    expect((await find({ InstanceId })).map((disk: { Size: number }) => disk.Size)).toEqual([40, 30])
  })
})

describe('DescribeDisks', () => {
  test.each([
    [{ DiskType: 'data' }, ['logs', '']],
    [{ DiskType: 'system' }, ['root']],
    [{ Category: 'cloud_ssd' }, ['logs']],
    [{ Category: 'all', Status: 'All' }, ['root', 'logs', '']],
    [{ Status: 'Available' }, []],
    [{ DiskName: 'logs' }, ['logs']],
    [{ DeleteWithInstance: 'false' }, ['logs']],
    [{ Encrypted: 'true' }, ['']],
    [{ Encrypted: 'false' }, ['root', 'logs', '']],
    [{ Portable: 'true' }, ['logs', '']],
    [{ MultiAttach: 'Enabled' }, []],
    [{ EnableShared: 'true' }, []],
    [{ SnapshotId: 's-1' }, []],
    [{ AutoSnapshotPolicyId: 'sp-1' }, []],
    [{ EnableAutomatedSnapshotPolicy: 'true' }, []],
    [{ LockReason: 'security' }, []],
    [{ DiskChargeType: 'PrePaid' }, []],
    [{ ZoneId: 'cn-hangzhou-i' }, []],
    [{ 'Filter.1.Key': 'CreationStartTime', 'Filter.1.Value': '2024-01-01T00:00Z' }, ['root', 'logs', '']],
    [{ 'Filter.1.Key': 'CreationStartTime', 'Filter.1.Value': '2024-01-01T00:01Z' }, []],
    [{ 'Filter.1.Key': 'ExpiredEndTime', 'Filter.1.Value': '2030-01-01T00:00Z' }, []],
  ] as const)('with %j finds %j', async (parameters, names) => {
    await world.run(TWO)
    const found = await find(parameters as Record<string, string>)
    expect(found.map((disk: { DiskName: string }) => disk.DiskName)).toEqual(names)
  })

  test('knows malformed filters', async () => {
    expect(await world.code({ Action: 'DescribeDisks', DiskIds: 'd-1' })).toBe(
      'InvalidDiskIds.ValueNotSupported',
    )
    const filter = (key: string, value: string) =>
      world.code({ Action: 'DescribeDisks', 'Filter.1.Key': key, 'Filter.1.Value': value })
    expect(await filter('Colour', '2024-01-01T00:00Z')).toBe('InvalidFilterKey.NotFound')
    expect(await filter('CreationStartTime', 'yesterday')).toBe('InvalidFilterValue')
  })

  test('finds disks by tag, which tag calls set', async () => {
    const [id = ''] = await world.run(TWO)
    const [root] = await find({ InstanceId: id, DiskType: 'system' })
    const tag = { 'Tag.1.Key': 'use', 'Tag.1.Value': 'root' }
    await world.ok({ Action: 'TagResources', ResourceType: 'disk', 'ResourceId.1': root.DiskId, ...tag })
    expect(await find(tag)).toMatchObject([{ DiskId: root.DiskId }])
    const listed = await world.ok({ Action: 'ListTagResources', ResourceType: 'disk', ...tag })
    expect(listed.TagResources.TagResource).toMatchObject([{ ResourceId: root.DiskId, TagKey: 'use' }])
  })
})

describe('changes', () => {
  let id: string
  let root: string
  let logs: string
  beforeEach(async () => {
    ;[id = ''] = await world.run(TWO)
    ;[root, logs] = (await find({ InstanceId: id })).map((disk: { DiskId: string }) => disk.DiskId)
  })
  const code = (Action: string, parameters: Record<string, string>) => world.code({ Action, ...parameters })
  const disk = async (one: string) => (await find({ DiskIds: JSON.stringify([one]) }))[0]

  test('of labels and of what becomes of a disk', async () => {
    const change = { DiskName: 'renamed', Description: 'new words', DeleteWithInstance: 'true' }
    expect(await code('ModifyDiskAttribute', { DiskId: logs, ...change })).toBe('OK')
    expect(await disk(logs)).toMatchObject({ ...change, DeleteWithInstance: true })
    const both = { 'DiskIds.1': root, 'DiskIds.2': logs, DeleteAutoSnapshot: 'false' }
    expect(await code('ModifyDiskAttribute', both)).toBe('OK')
    expect(await find({ DeleteAutoSnapshot: 'false' })).toHaveLength(2)
    expect(await code('ModifyDiskAttribute', { DiskId: 'd-none', DiskName: 'xx' })).toBe(
      'InvalidDiskId.NotFound',
    )
    expect(await code('ModifyDiskAttribute', { DiskId: root, 'DiskIds.1': logs })).toBe(
      'InvalidParameter.Conflict',
    )
    expect(await code('ModifyDiskAttribute', { DiskName: 'xx' })).toBe('MissingParameter')
    expect(await code('ModifyDiskAttribute', { DiskId: logs, BurstingEnabled: 'true' })).toBe(
      'InvalidBurstingEnabled.OperationNotSupport',
    )
  })

  test('of size: only upwards, within what the category has', async () => {
    expect(await code('ResizeDisk', { DiskId: logs, NewSize: '201', Type: 'online' })).toBe('OK')
    expect((await disk(logs)).Size).toBe(201)
    expect(await code('ResizeDisk', { DiskId: logs, NewSize: '201' })).toBe('InvalidDiskSize.TooSmall')
    expect(await code('ResizeDisk', { DiskId: logs, NewSize: '40000' })).toBe('InvalidDiskSize.NotSupported')
    expect(await code('ResizeDisk', { DiskId: 'd-none', NewSize: '50' })).toBe('InvalidDiskId.NotFound')
    expect((await disk(logs)).Size).toBe(201)
  })

  test('of category and performance', async () => {
    expect(await code('ModifyDiskSpec', { DiskId: logs, DiskCategory: 'cloud_essd' })).toBe('OK')
    expect(await disk(logs)).toMatchObject({ Category: 'cloud_essd', PerformanceLevel: 'PL1' })
    expect(await code('ModifyDiskSpec', { DiskId: logs, PerformanceLevel: 'PL2' })).toBe(
      'OperationDenied.PerformanceLevelNotMatch',
    )
    await world.ok({ Action: 'ResizeDisk', DiskId: logs, NewSize: '500' })
    expect(await code('ModifyDiskSpec', { DiskId: logs, PerformanceLevel: 'PL2' })).toBe('OK')
    expect((await disk(logs)).PerformanceLevel).toBe('PL2')
    expect(await code('ModifyDiskSpec', { DiskId: logs, DiskCategory: 'tape' })).toBe(
      'InvalidDiskCategory.ValueNotSupported',
    )
    expect(await code('ModifyDiskSpec', { DiskId: logs, DryRun: 'true', PerformanceLevel: 'PL1' })).toBe(
      'DryRunOperation',
    )
    expect((await disk(logs)).PerformanceLevel).toBe('PL2')
  })

  test('of the system disk: a stopped instance gets another one, from another image', async () => {
    const replace = {
      InstanceId: id,
      ImageId: 'ubuntu_24_04_x64_20G_alibase_20240812.vhd',
      'SystemDisk.Size': '120',
    }
    expect(await code('ReplaceSystemDisk', replace)).toBe('IncorrectInstanceStatus')
    await world.ok({ Action: 'StopInstance', InstanceId: id })
    const { DiskId } = await world.ok({ Action: 'ReplaceSystemDisk', ...replace })
    expect(await find({ InstanceId: id, DiskType: 'system' })).toMatchObject([
      { DiskId, Size: 120, ImageId: 'ubuntu_24_04_x64_20G_alibase_20240812.vhd' },
    ])
    expect(await find({ DiskIds: JSON.stringify([root]) })).toEqual([])
    expect((await world.instance(id)).ImageId).toBe('ubuntu_24_04_x64_20G_alibase_20240812.vhd')
    const tooBig = {
      InstanceId: id,
      ImageId: 'centos_7_9_x64_20G_alibase_20240628.vhd',
      'SystemDisk.Size': '9999',
    }
    expect(await code('ReplaceSystemDisk', tooBig)).toBe('InvalidSystemDiskSize.ValueNotSupported')
    expect(await code('ReplaceSystemDisk', { InstanceId: id })).toBe('MissingParameter')
  })

  test('together with the type of the instance', async () => {
    await world.ok({ Action: 'StopInstance', InstanceId: id })
    const change = {
      InstanceId: id,
      InstanceType: 'ecs.g6.xlarge',
      'SystemDisk.Category': 'cloud_auto',
      'Disk.1.DiskId': logs,
      'Disk.1.Category': 'cloud_essd',
    }
    expect(await code('ModifyInstanceSpec', change)).toBe('OK')
    expect([(await disk(root)).Category, (await disk(logs)).Category]).toEqual(['cloud_auto', 'cloud_essd'])
    expect(await code('ModifyInstanceSpec', { ...change, 'Disk.1.Category': 'tape' })).toBe(
      'InvalidDiskCategory.ValueNotSupported',
    )
    const forATime = { InstanceId: id, 'Temporary.InternetMaxBandwidthOut': '10' }
    expect(await code('ModifyInstanceSpec', forATime)).toBe('InvalidParameter.Conflict')
    const times = { 'Temporary.StartTime': '2024-01-01T00:00Z', 'Temporary.EndTime': '2024-01-02T00Z' }
    expect(await code('ModifyInstanceSpec', { ...forATime, ...times })).toBe('OK')
    expect((await world.instance(id)).InternetMaxBandwidthOut).toBe(10)
    const prepaid = { InstanceId: id, InstanceType: 'ecs.g6.2xlarge', 'SystemDisk.Category': 'cloud_ssd' }
    expect(await code('ModifyPrepayInstanceSpec', prepaid)).toBe('OK')
    expect((await disk(root)).Category).toBe('cloud_ssd')
  })

  test('by snapshot policies there are none', async () => {
    const apply = { AutoSnapshotPolicyId: 'sp-1', DiskIds: JSON.stringify([logs]) }
    expect(await code('ApplyAutoSnapshotPolicy', apply)).toBe('InvalidAutoSnapshotPolicyId.NotFound')
    expect(await code('ApplyAutoSnapshotPolicy', { ...apply, DiskIds: '["d-none"]' })).toBe(
      'InvalidDiskId.NotFound',
    )
  })

  test('by the end of the instance: some go with it, one waits for another', async () => {
    await world.ok({ Action: 'DeleteInstance', InstanceId: id, Force: 'true' })
    expect(await find({})).toMatchObject([
      { DiskId: logs, Status: 'Available', InstanceId: '', Attachments: { Attachment: [] } },
    ])
  })
})
