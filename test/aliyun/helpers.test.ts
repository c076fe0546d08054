// Resource groups, and what other products answer because clients ask on their way here.

import { beforeEach, describe, expect, test } from 'vitest'
import { type AccessKeyId, type AccountId, asId } from '../../src/core/model/ids.ts'
import type { Kind } from '../../src/core/model/resources.ts'
import { ACCOUNT, addAccount, callAction, getRequest, type Parameters, replyOf, signedV1 } from './client.ts'
import { createRunWorld, type RunWorld } from './networkWorld.ts'

let world: RunWorld
beforeEach(async () => {
  world = await createRunWorld()
})

const ask = (Action: string, Version: string, parameters: Parameters = {}) =>
  world.call({ Action, Version, ...parameters })
const groups = async (parameters: Parameters = {}) =>
  (await ask('ListResourceGroups', 'ResourceManager', parameters)).body
const groupId = async (index: number): Promise<string> =>
  (await groups()).ResourceGroups.ResourceGroup[index].Id

describe('resource groups', () => {
  test('each account has the default one and one more', async () => {
    const body = await groups({ PageSize: '50' })
    expect(body).toMatchObject({ TotalCount: 2, PageNumber: 1, PageSize: 50 })
    expect(body.ResourceGroups.ResourceGroup).toEqual(
      ['default', 'project'].map((name) => ({
        Id: expect.stringMatching(/^rg-acfm[a-z2-7]{11}$/),
        Name: name,
        DisplayName: name,
        Status: 'OK',
        AccountId: ACCOUNT,
        CreateDate: '1970-01-01T00:00:00Z',
        Tags: { Tag: [] },
      })),
    )
  })

  test('of one account they are not those of another', async () => {
    const stranger = { keyId: 'LTAIother', secret: 'other' }
    await addAccount(world.store, asId<AccountId>('42'), asId<AccessKeyId>(stranger.keyId), stranger.secret)
    const ResourceGroupId = await groupId(0)
    const call = (parameters: Parameters) =>
      callAction(world.endpoint, { Version: 'ResourceManager', ...parameters }, world.now, stranger)
    const theirs = (await call({ Action: 'ListResourceGroups' })).body.ResourceGroups.ResourceGroup
    expect(theirs.map((group: { Id: string }) => group.Id)).not.toContain(ResourceGroupId)
    expect(await call({ Action: 'GetResourceGroup', ResourceGroupId })).toMatchObject({
      status: 404,
      code: 'EntityNotExists.ResourceGroup',
    })
  })

  test.each<[Parameters, number]>([
    [{ Name: 'default' }, 1],
    [{ Status: 'OK' }, 2],
    [{ Status: 'PendingDelete' }, 0],
    [{ ResourceGroupId: 'rg-none' }, 0],
    [{ 'ResourceGroupIds.1': 'rg-none' }, 0],
    [{ DisplayName: 'project' }, 1],
  ])('ListResourceGroups with %j: %i', async (filter, count) => {
    expect((await groups(filter)).TotalCount).toBe(count)
  })

  test('one is shown with its regions', async () => {
    const ResourceGroupId = await groupId(1)
    const { body } = await ask('GetResourceGroup', 'ResourceManager', { ResourceGroupId })
    expect(body.ResourceGroup).toMatchObject({ Id: ResourceGroupId, Name: 'project', Status: 'OK' })
    expect(body.ResourceGroup.RegionStatuses.RegionStatus).toContainEqual({
      RegionId: 'cn-hangzhou',
      Status: 'OK',
    })
  })
})

describe('what is made is put into the resource group that is named', () => {
  const machine = { ImageId: 'ubuntu_22_04_x64_20G_alibase_20240710.vhd', InstanceType: 'ecs.g6.large' }
  const list = { MaxEntries: '5', AddressFamily: 'IPv4' }

  test.each<[Kind, Parameters]>([
    ['securityGroup', { Action: 'CreateSecurityGroup' }],
    ['eni', { Action: 'CreateNetworkInterface' }],
    ['instance', { Action: 'RunInstances', ...machine }],
    ['instance', { Action: 'CreateInstance', ...machine }],
    ['vpc', { Action: 'CreateVpc', Version: 'Vpc' }],
    ['vpc', { Action: 'CreateDefaultVpc', Version: 'Vpc' }],
    ['eip', { Action: 'AllocateEipAddress', Version: 'Vpc' }],
    ['prefixList', { Action: 'CreatePrefixList', PrefixListName: 'offices', ...list }],
    ['portList', { Action: 'CreatePortRangeList', PortRangeListName: 'web', ...list }],
  ])('%s by %j; one that is not there is refused', async (kind, parameters) => {
    const place = {
      VSwitchId: world.vSwitchId,
      SecurityGroupId: world.groupId,
    }
    const make = { RegionId: 'cn-hangzhou', ...place, ...parameters }
    const before = world.store.revision
    expect(await world.call({ ...make, ResourceGroupId: 'rg-none' })).toMatchObject({
      status: 404,
      code: 'InvalidResourceGroup.NotFound',
    })
    expect(world.store.revision).toBe(before)
    const ResourceGroupId = await groupId(1)
    await world.ok({ ...make, ResourceGroupId })
    const made = [...world.store.list(kind)] as { resourceGroupId?: string }[]
    expect(made.filter((one) => one.resourceGroupId === ResourceGroupId)).toHaveLength(1)
  })
})

describe('JoinResourceGroup', () => {
  const join = (parameters: Parameters) =>
    world.call({ Action: 'JoinResourceGroup', RegionId: 'cn-hangzhou', ...parameters })

  test('moves groups, instances and network interfaces', async () => {
    const ResourceGroupId = await groupId(1)
    const [instance = ''] = await world.run()
    const [eni] = await world.interfaces(instance)
    const moved = { securitygroup: world.groupId, instance, eni: eni.NetworkInterfaceId }
    for (const [ResourceType, ResourceId] of Object.entries(moved))
      expect((await join({ ResourceType, ResourceId, ResourceGroupId })).status).toBe(200)
    const found = { ResourceGroupId }
    const shown = [
      (await world.ok({ Action: 'DescribeSecurityGroups', ...found })).SecurityGroups.SecurityGroup,
      (await world.ok({ Action: 'DescribeInstances', ...found })).Instances.Instance,
      (await world.ok({ Action: 'DescribeNetworkInterfaces', ...found })).NetworkInterfaceSets
        .NetworkInterfaceSet,
    ]
    expect(shown.map((list) => list.length)).toEqual([1, 1, 1])
    expect(shown.map(([one]) => one.ResourceGroupId)).toEqual(Array(3).fill(ResourceGroupId))
  })

  test.each<[Parameters, number, string]>([
    [{ ResourceGroupId: 'rg-none' }, 404, 'InvalidResourceGroup.NotFound'],
    [{ ResourceId: 'sg-none' }, 404, 'InvalidResourceId.NotFound'],
    [{ ResourceType: 'keypair' }, 404, 'InvalidResourceId.NotFound'],
    [{ ResourceType: 'box' }, 404, 'InvalidResourceType.NotFound'],
    [{ RegionId: 'cn-beijing' }, 404, 'InvalidResourceId.NotFound'],
  ])('%j is refused', async (parameters, status, code) => {
    const base = {
      ResourceType: 'securitygroup',
      ResourceId: world.groupId,
      ResourceGroupId: await groupId(0),
    }
    expect(await join({ ...base, ...parameters })).toMatchObject({ status, code })
  })
})

describe('MoveResourceGroup', () => {
  const move = async (parameters: Parameters) =>
    ask('MoveResourceGroup', 'Vpc', {
      RegionId: 'cn-hangzhou',
      NewResourceGroupId: await groupId(1),
      ...parameters,
    })

  test('moves a VPC with its vSwitches, and an EIP', async () => {
    expect((await move({ ResourceType: 'vpc', ResourceId: world.vpcId })).status).toBe(200)
    expect((await move({ ResourceType: 'EIP', ResourceId: await world.eip() })).status).toBe(200)
    const ResourceGroupId = await groupId(1)
    const found = { Version: 'Vpc', ResourceGroupId }
    expect((await world.ok({ Action: 'DescribeVpcs', ...found })).TotalCount).toBe(1)
    expect((await world.ok({ Action: 'DescribeVSwitches', ...found })).TotalCount).toBe(1)
    expect((await world.ok({ Action: 'DescribeEipAddresses', ...found })).TotalCount).toBe(1)
  })

  test.each<[Parameters, string]>([
    [{ ResourceType: 'VSwitch' }, 'IllegalParam.ResourceType'],
    [{ NewResourceGroupId: 'rg-none' }, 'InvalidResourceGroupId'],
    [{ ResourceId: 'vpc-none' }, 'InvalidResourceId.NotFound'],
  ])('%j is refused', async (parameters, code) => {
    const base = { ResourceType: 'vpc', ResourceId: world.vpcId }
    expect(await move({ ...base, ...parameters })).toMatchObject({ status: 400, code })
  })
})

describe('Location DescribeEndpoints', () => {
  const endpoints = (parameters: Parameters) =>
    ask('DescribeEndpoints', 'Location', { Id: 'cn-hangzhou', ServiceCode: 'ecs', ...parameters })

  test.each(['ecs', 'vpc', 'ram', 'something'])('%s is where the client asks', async (ServiceCode) => {
    const { body } = await endpoints({ ServiceCode, Type: 'openAPI' })
    expect(body).toEqual({
      RequestId: body.RequestId,
      Success: true,
      Endpoints: {
        Endpoint: [
          {
            Endpoint: '127.0.0.1:7280',
            Id: 'cn-hangzhou',
            SerivceCode: ServiceCode,
            Type: 'openAPI',
            Namespace: '',
            Protocols: { Protocols: ['HTTP', 'HTTPS'] },
          },
        ],
      },
    })
  })

  test('is asked by GET under whatever name the client knows', async () => {
    const parameters = {
      Action: 'DescribeEndpoints',
      Version: 'Location',
      Id: 'cn-beijing',
      ServiceCode: 'vpc',
    }
    const request = getRequest(signedV1('GET', parameters, world.now).toString())
    const answer = await world.endpoint.handle({ ...request, headers: { host: 'menshen.example:443' } })
    expect(replyOf(answer).body.Endpoints.Endpoint).toMatchObject([{ Endpoint: 'menshen.example:443' }])
  })

  test('knows no other regions', async () => {
    expect(await endpoints({ Id: 'nowhere' })).toMatchObject({
      status: 404,
      code: 'InvalidRegionId.NotFound',
    })
  })
})

test('BssOpenApi QueryAvailableInstances: nothing is bought, and there is no Code to stumble over', async () => {
  const { body } = await ask('QueryAvailableInstances', 'BssOpenApi', {
    PageNum: '1',
    PageSize: '50',
    ProductCode: 'vipcloudfw',
    ProductType: 'vipcloudfw',
    SubscriptionType: 'Subscription',
  })
  expect(body).toEqual({
    RequestId: body.RequestId,
    Success: true,
    Data: { PageNum: 1, PageSize: 50, TotalCount: 0, InstanceList: [] },
  })
})
