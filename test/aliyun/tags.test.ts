// Tags through signed calls: of Ecs, of Vpc, and over all products.

import { beforeEach, describe, expect, test } from 'vitest'
import { asId, type NetworkAclId, type VpcId } from '../../src/core/model/ids.ts'
import type { ResourceGroup } from '../../src/core/model/resourceGroup.ts'
import { ACCOUNT, type Parameters } from './client.ts'
import { OWNED } from './groupWorld.ts'
import { createRunWorld, REGION, type RunWorld } from './networkWorld.ts'

let world: RunWorld
beforeEach(async () => {
  world = await createRunWorld()
})

const ids = (...values: readonly string[]): Parameters =>
  Object.fromEntries(values.map((id, index) => [`ResourceId.${index + 1}`, id]))
const tags = (values: Readonly<Record<string, string>>): Parameters =>
  Object.fromEntries(
    Object.entries(values).flatMap(([key, value], index) => [
      [`Tag.${index + 1}.Key`, key],
      [`Tag.${index + 1}.Value`, value],
    ]),
  )
interface Row {
  readonly ResourceId: string
  readonly ResourceType: string
  readonly TagKey: string
  readonly TagValue: string
}
const rows = async (type: string, parameters: Parameters, product = 'Ecs'): Promise<Row[]> =>
  (await world.ok({ Action: 'ListTagResources', Version: product, ResourceType: type, ...parameters }))
    .TagResources.TagResource
const pairs = async (type: string, parameters: Parameters, product = 'Ecs') =>
  (await rows(type, parameters, product)).map((row) => [row.ResourceId, row.TagKey, row.TagValue])
const tag = (type: string, parameters: Parameters, product = 'Ecs') =>
  world.call({
    Action: 'TagResources',
    Version: product,
    RegionId: REGION,
    ResourceType: type,
    ...parameters,
  })
const untag = (type: string, parameters: Parameters) =>
  world.call({ Action: 'UntagResources', RegionId: REGION, ResourceType: type, ...parameters })

/** One resource of each type that Ecs can tag. */
async function one(type: string): Promise<string> {
  const [instance = ''] = await world.run()
  const list = { MaxEntries: '1' }
  switch (type) {
    case 'instance':
      return instance
    case 'eni':
      return (await world.interfaces(instance))[0].NetworkInterfaceId
    case 'prefixlist':
      return (
        await world.ok({ Action: 'CreatePrefixList', PrefixListName: 'list', AddressFamily: 'IPv4', ...list })
      ).PrefixListId
    case 'portrangelist':
      return (await world.ok({ Action: 'CreatePortRangeList', PortRangeListName: 'list', ...list }))
        .PortRangeListId
    default:
      return world.groupId
  }
}

describe('Ecs tags', () => {
  test.each(['instance', 'securitygroup', 'eni', 'prefixlist', 'portrangelist'])(
    '%s: put, overwritten, listed and taken off',
    async (type) => {
      const id = await one(type)
      expect((await tag(type, { ...ids(id), ...tags({ stage: 'test', team: '' }) })).status).toBe(200)
      await tag(type, { ...ids(id), ...tags({ stage: 'live' }) })
      expect(await rows(type, ids(id))).toEqual([
        { ResourceId: id, ResourceType: type, TagKey: 'stage', TagValue: 'live' },
        { ResourceId: id, ResourceType: type, TagKey: 'team', TagValue: '' },
      ])
      expect((await untag(type, { ...ids(id), 'TagKey.1': 'stage', 'TagKey.2': 'none' })).status).toBe(200)
      expect(await pairs(type, ids(id))).toEqual([[id, 'team', '']])
      await untag(type, { ...ids(id), All: 'true' })
      expect(await rows(type, ids(id))).toEqual([])
    },
  )

  test('what is tagged shows its tags and is found by them', async () => {
    await tag('securitygroup', { ...ids(world.groupId), ...tags({ stage: 'test' }) })
    const found = await world.ok({ Action: 'DescribeSecurityGroups', ...tags({ stage: 'test' }) })
    expect(found.SecurityGroups.SecurityGroup).toMatchObject([
      { SecurityGroupId: world.groupId, Tags: { Tag: [{ TagKey: 'stage', TagValue: 'test' }] } },
    ])
  })

  test('T4: one resource that is not there, and none is tagged', async () => {
    const reply = await tag('securitygroup', { ...ids(world.groupId, 'sg-none'), ...tags({ stage: 'test' }) })
    expect(reply).toMatchObject({ status: 404, code: 'InvalidResourceId.NotFound' })
    expect(reply.body.Message).toContain('sg-none')
    expect(await rows('securitygroup', ids(world.groupId))).toEqual([])
  })

  test('L1: twenty tags on a resource, those it has included', async () => {
    const numbers = (from: number, count: number) =>
      tags(Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${from + index}`, 'x'])))
    expect((await tag('securitygroup', { ...ids(world.groupId), ...numbers(0, 20) })).status).toBe(200)
    expect((await tag('securitygroup', { ...ids(world.groupId), ...numbers(0, 1) })).status).toBe(200)
    const reply = await tag('securitygroup', { ...ids(world.groupId), ...numbers(20, 1) })
    expect(reply).toMatchObject({ status: 400, code: 'OperationDenied.QuotaExceed' })
    expect(reply.body.Message).toContain('21 of 20')
  })

  test.each<[Parameters, number, string]>([
    [{ ResourceType: 'box' }, 404, 'InvalidResourceType.NotFound'],
    [{ ResourceType: 'disk' }, 404, 'InvalidResourceId.NotFound'],
    [{ 'Tag.1.Key': 'acs:mine' }, 400, 'InvalidTagKey.Malformed'],
    [{ 'Tag.1.Value': 'http://here' }, 400, 'InvalidTagValue.Malformed'],
    [{ 'Tag.2.Key': 'stage' }, 400, 'Duplicate.TagKey'],
    [
      Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`Tag.${n + 1}.Key`, `k${n}`])),
      400,
      'NumberExceed.Tags',
    ],
    [
      Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`ResourceId.${n + 1}`, `sg-${n}`])),
      400,
      'NumberExceed.ResourceIds',
    ],
  ])('TagResources with %j is refused', async (parameters, status, code) => {
    const base = { ...ids(world.groupId), ...tags({ stage: 'test' }) }
    expect(await tag('securitygroup', { ...base, ...parameters })).toMatchObject({ status, code })
  })

  test('UntagResources wants keys or all, and never both', async () => {
    const group = ids(world.groupId)
    expect(await untag('securitygroup', group)).toMatchObject({ status: 404, code: 'MissingParameter.Tags' })
    expect(await untag('securitygroup', { ...group, All: 'true', 'TagKey.1': 'stage' })).toMatchObject({
      status: 403,
      code: 'Param.Conflict',
    })
  })

  test('the tag of the responder switches it on and off', async () => {
    const [instance = ''] = await world.run()
    const ports = () => world.store.get('instance', instance)?.responderPorts
    await tag('instance', { ...ids(instance), ...tags({ 'menshen:responder': '80,443' }) })
    expect(ports()).toEqual([80, 443])
    expect(await tag('instance', { ...ids(instance), ...tags({ 'menshen:responder': 'x' }) })).toMatchObject({
      status: 400,
    })
    await untag('instance', { ...ids(instance), 'TagKey.1': 'menshen:responder' })
    expect(ports()).toEqual([])
  })
})

describe('ListTagResources', () => {
  let first: string
  let second: string
  beforeEach(async () => {
    first = world.groupId
    second = await world.group(world.vpcId)
    await tag('securitygroup', { ...ids(first), ...tags({ stage: 'test', team: 'red' }) })
    await tag('securitygroup', { ...ids(second), ...tags({ stage: 'live', team: 'blue' }) })
  })
  const found = async (parameters: Parameters) => [
    ...new Set((await rows('securitygroup', parameters)).map((row) => row.ResourceId)),
  ]

  test('picks by id and by tags, all of which must hold', async () => {
    expect(await found(ids(second))).toEqual([second])
    expect(await found({ 'Tag.1.Key': 'stage' })).toEqual([first, second])
    expect(await found(tags({ stage: 'test' }))).toEqual([first])
    expect(await found(tags({ stage: 'test', team: 'blue' }))).toEqual([])
    expect(await found({ ...ids(second), ...tags({ stage: 'test' }) })).toEqual([])
    expect(await found({ ...ids(second), RegionId: 'cn-beijing' })).toEqual([])
  })

  test.each<[string, Parameters, number]>([
    ['a key', { 'TagFilter.1.TagKey': 'stage' }, 2],
    ['the beginning of a key', { 'TagFilter.1.TagKey': 'sta*' }, 2],
    ['another key', { 'TagFilter.1.TagKey': 'st' }, 0],
    ['a value', { 'TagFilter.1.TagKey': 'stage', 'TagFilter.1.TagValues.1': 'l*' }, 1],
    [
      'one of several values',
      { 'TagFilter.1.TagKey': 'stage', 'TagFilter.1.TagValues.1': '*es*', 'TagFilter.1.TagValues.2': 'live' },
      2,
    ],
    ['a value under part of a key', { 'TagFilter.1.TagKey': 'sta*', 'TagFilter.1.TagValues.1': 'live' }, 0],
    [
      'two filters',
      { 'TagFilter.1.TagKey': 'stage', 'TagFilter.1.TagValues.1': 'live', 'TagFilter.2.TagKey': 'te*' },
      1,
    ],
  ])('TagFilter by %s', async (_, filter, count) => {
    expect((await found(filter)).length).toBe(count)
  })

  test('something must be asked for, and one way of asking at a time', async () => {
    const list = { Action: 'ListTagResources', ResourceType: 'securitygroup' }
    expect(await world.code(list)).toBe('MissingParameter')
    expect(await world.code({ ...list, 'Tag.1.Key': 'stage', 'TagFilter.1.TagKey': 'stage' })).toBe(
      'InvalidParameter',
    )
  })

  test('of types that are not here there is nothing', async () => {
    expect(await rows('disk', ids('d-none'))).toEqual([])
  })

  test('acs:rm:rgId asks for a resource group', async () => {
    const group = ([...world.store.list('resourceGroup')] as ResourceGroup[])[1]?.id ?? ''
    await world.ok({
      Action: 'JoinResourceGroup',
      ResourceType: 'securitygroup',
      ResourceId: second,
      ResourceGroupId: group,
    })
    expect(await pairs('securitygroup', tags({ 'acs:rm:rgId': group }))).toContainEqual([
      second,
      'acs:rm:rgId',
      group,
    ])
    expect(await found(tags({ 'acs:rm:rgId': group }))).toEqual([second])
  })

  test('fifty rows at a time', async () => {
    const many = Object.fromEntries(Array.from({ length: 18 }, (_, n) => [`key ${n}`, 'x']))
    const third = await world.group(world.vpcId)
    for (const id of [first, second, third]) await tag('securitygroup', { ...ids(id), ...tags(many) })
    const list = { Action: 'ListTagResources', ResourceType: 'securitygroup', 'Tag.1.Key': 'key 1' }
    const page = await world.ok(list)
    expect(page.TagResources.TagResource.length).toBe(50)
    const rest = await world.ok({ ...list, NextToken: page.NextToken })
    expect(rest.TagResources.TagResource.length).toBe(8)
    expect(rest.NextToken).toBe('')
  })
})

describe('Vpc tags', () => {
  const resource = {
    VPC: () => world.vpcId,
    VSWITCH: () => world.vSwitchId,
    EIP: () => world.eip(),
    async NETWORKACL() {
      const { vpcId } = world
      const acl = {
        ...OWNED,
        id: asId<NetworkAclId>('nacl-1'),
        vpcId: asId<VpcId>(vpcId),
        ingress: [],
        egress: [],
      }
      await world.store.transact((state) => state.put('networkAcl', acl))
      return acl.id
    },
  }

  test.each(['VPC', 'VSWITCH', 'EIP', 'NETWORKACL'] as const)(
    '%s: put, listed in any case, taken off',
    async (type) => {
      const id = await resource[type]()
      expect((await tag(type, { ...ids(id), ...tags({ stage: 'test' }) }, 'Vpc')).status).toBe(200)
      expect(await rows(type.toLowerCase(), ids(id), 'Vpc')).toEqual([
        { ResourceId: id, ResourceType: type, TagKey: 'stage', TagValue: 'test' },
      ])
      await world.ok({
        Action: 'UnTagResources',
        Version: 'Vpc',
        ResourceType: type,
        ...ids(id),
        'TagKey.1': 'stage',
      })
      expect(await rows(type, ids(id), 'Vpc')).toEqual([])
    },
  )

  test('UntagResources is spelled otherwise here, and Ecs has no VPCs', async () => {
    const call = {
      Action: 'UntagResources',
      Version: 'Vpc',
      ResourceType: 'VPC',
      ...ids(world.vpcId),
      All: 'true',
    }
    expect(await world.code(call)).toBe('InvalidAction.NotFound')
    expect(await tag('VPC', { ...ids(world.vpcId), ...tags({ stage: 'test' }) })).toMatchObject({
      code: 'InvalidResourceType.NotFound',
    })
  })

  test('as many at a time as asked for', async () => {
    await tag('VPC', { ...ids(world.vpcId), ...tags({ one: '1', two: '2' }) }, 'Vpc')
    const list = { Action: 'ListTagResources', Version: 'Vpc', ResourceType: 'VPC', ...ids(world.vpcId) }
    const page = await world.ok({ ...list, MaxResults: '1' })
    expect(page.TagResources.TagResource).toMatchObject([{ TagKey: 'one' }])
    const rest = await world.ok({ ...list, MaxResults: '1', NextToken: page.NextToken })
    expect(rest.TagResources.TagResource).toMatchObject([{ TagKey: 'two' }])
  })
})

describe('tags over all products', () => {
  const arn = (type: string, id: string, product = 'ecs') =>
    `arn:acs:${product}:${REGION}:${ACCOUNT}:${type}/${id}`
  const call = (Action: string, parameters: Parameters) => world.ok({ Action, Version: 'Tag', ...parameters })

  test('what can be tagged is, what cannot is listed', async () => {
    const good = [arn('securitygroup', world.groupId), arn('vpc', world.vpcId, 'vpc')]
    const bad = [
      arn('securitygroup', 'sg-none'),
      'nonsense',
      `arn:acs:ecs:${REGION}:42:securitygroup/${world.groupId}`,
    ]
    const arns = Object.fromEntries([...good, ...bad].map((one, index) => [`ResourceARN.${index + 1}`, one]))
    const { FailedResources } = await call('TagResources', { ...arns, Tags: '{"stage":"test"}' })
    expect(FailedResources.FailedResource).toMatchObject([
      { ResourceARN: bad[0], Result: { Code: 'InvalidResourceId.NotFound' } },
      { ResourceARN: bad[1], Result: { Code: 'InvalidResourceARN' } },
      { ResourceARN: bad[2], Result: { Code: 'InvalidResourceARN' } },
    ])
    const { TagResources } = await call('ListTagResources', { Tags: '{"stage":"test"}' })
    const Tags = [{ Category: 'custom', Key: 'stage', Value: 'test' }]
    expect(TagResources).toEqual(good.map((one) => ({ ResourceARN: one, Tags })))
    expect((await call('ListTagResources', { 'ResourceARN.1': 'nonsense' })).TagResources).toEqual([])
    expect(await pairs('VPC', ids(world.vpcId), 'Vpc')).toEqual([[world.vpcId, 'stage', 'test']])
  })

  test('are taken off; region and account may be left open', async () => {
    await tag('securitygroup', { ...ids(world.groupId), ...tags({ stage: 'test', team: 'red' }) })
    const done = await call('UntagResources', {
      'ResourceARN.1': `acs:ecs:*:*:securitygroup/${world.groupId}`,
      'TagKey.1': 'stage',
    })
    expect(done.FailedResources.FailedResource).toEqual([])
    expect(await pairs('securitygroup', ids(world.groupId))).toEqual([[world.groupId, 'team', 'red']])
  })

  test.each(['', 'x', '[]', '{}', '{"acs:x":"1"}', '{"a":{"b":"c"}}'])(
    '%j is no set of tags',
    async (Tags) => {
      const parameters = { 'ResourceARN.1': arn('securitygroup', world.groupId), Tags }
      const code = await world.code({ Action: 'TagResources', Version: 'Tag', ...parameters })
      expect(code).toBe(Tags === '' ? 'MissingParameter' : 'InvalidParameter.Tags')
    },
  )
})
