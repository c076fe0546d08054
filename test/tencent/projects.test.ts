// Projects: made, listed, changed; groups, clones and instances in them; a rule knows only groups of its own project.

import { beforeEach, describe, expect, test } from 'vitest'
import type { ValueNode } from '../../src/cloud/tencent/tree.ts'
import { createTestCloud, linesOf, STRANGER, type TestCloud } from './client.ts'

let cloud: TestCloud
let shop: number

const add = async (ProjectName: string, more: ValueNode = {}) =>
  cloud.ok('AddProject', { ProjectName, ...more })
const list = async (more: ValueNode = {}) =>
  cloud.ok('DescribeProjects', { AllList: 0, Limit: 1000, Offset: 0, ...more })
const names = async (more: ValueNode = {}) =>
  (await list(more)).Projects.map(({ ProjectName }: ValueNode) => ProjectName)
const groupsOf = async (project: number | string, region = 'ap-guangzhou') =>
  (
    await cloud.ok(
      'DescribeSecurityGroups',
      { Filters: [{ Name: 'project-id', Values: [String(project)] }] },
      { region },
    )
  ).SecurityGroupSet
const group = async (ProjectId: string): Promise<string> =>
  (await cloud.ok('CreateSecurityGroup', { GroupName: 'web', GroupDescription: '', ProjectId })).SecurityGroup
    .SecurityGroupId

beforeEach(async () => {
  cloud = await createTestCloud()
  shop = (await add('shop', { Info: 'the web shop' })).ProjectId
})

test('a project has a number; one of that name is answered again', async () => {
  expect(shop).toBeGreaterThan(1_000_000)
  expect(await add('shop')).toMatchObject({ ProjectId: shop, IsNew: 0 })
  expect(await list()).toMatchObject({
    Total: 1,
    Projects: [
      {
        ProjectId: shop,
        ProjectName: 'shop',
        ProjectInfo: 'the web shop',
        CreatorUin: 100012345678,
        CreateTime: '2026-11-21 20:00:00',
      },
    ],
  })
})

test('it is renamed, hidden and shown; another account has none of it', async () => {
  cloud.now += 1000
  await add('lab')
  await cloud.ok('UpdateProject', { ProjectId: shop, ProjectName: 'store', Disable: 1 })
  expect([await names(), await names({ AllList: 1 })]).toEqual([['lab'], ['store', 'lab']])
  expect(await names({ AllList: 1, ProjectId: shop })).toEqual(['store'])
  expect(await names({ AllList: 1, Offset: 1 })).toEqual(['lab'])
  await cloud.ok('UpdateProject', { ProjectId: shop, Disable: 0 })
  expect(await names({ ProjectName: 'store' })).toEqual(['store'])
  const asStranger = (action: string, parameters: ValueNode) =>
    cloud.call(action, parameters, { caller: STRANGER })
  const listed = await asStranger('DescribeProjects', { AllList: 1, Limit: 10, Offset: 0 })
  expect(listed.body.Total).toBe(0)
  expect((await asStranger('UpdateProject', { ProjectId: shop, ProjectName: 'mine' })).code).toBe(
    'ResourceNotFound',
  )
  const inIt = { GroupName: 'x', GroupDescription: '', ProjectId: String(shop) }
  expect((await asStranger('CreateSecurityGroup', inIt)).code).toBe('ResourceNotFound')
})

describe('G9: a project finds three groups of its own in each region', () => {
  test('beside those of the default project', async () => {
    for (const region of ['ap-guangzhou', 'na-ashburn']) {
      const ready = await groupsOf(shop, region)
      expect(
        ready.map(({ SecurityGroupName, IsDefault }: ValueNode) => [SecurityGroupName, IsDefault]),
      ).toEqual([
        ['default', true],
        ['Linux-22', false],
        ['Windows-3389', false],
      ])
      expect(ready[0].ProjectId).toBe(String(shop))
      expect(await groupsOf(0, region)).toHaveLength(3)
    }
    const again = await cloud.ok('CreateDefaultSecurityGroup', { ProjectId: String(shop) })
    expect(again.SecurityGroup.SecurityGroupId).toBe((await groupsOf(shop))[0].SecurityGroupId)
  })

  test('L: fifty groups are each project’s own', async () => {
    for (let count = 3; count < 50; count++) await group(String(shop))
    const full = { GroupName: 'x', GroupDescription: '', ProjectId: String(shop) }
    expect((await cloud.call('CreateSecurityGroup', full)).code).toBe('LimitExceeded')
    expect(await group('0')).toMatch(/^sg-/)
  })

  test('an instance of the project that names no group gets its default one', async () => {
    const run = await cloud.ok('RunInstances', {
      Placement: { Zone: 'ap-guangzhou-3', ProjectId: shop },
      ImageId: 'img-eb30mz89',
    })
    const { InstanceSet } = await cloud.ok('DescribeInstances', {
      InstanceIds: run.InstanceIdSet,
      Filters: [],
    })
    expect(InstanceSet).toMatchObject([
      { Placement: { ProjectId: shop }, SecurityGroupIds: [(await groupsOf(shop))[0].SecurityGroupId] },
    ])
    const nowhere = { Placement: { Zone: 'ap-guangzhou-3', ProjectId: 7 }, ImageId: 'img-eb30mz89' }
    expect((await cloud.call('RunInstances', nowhere)).code).toBe('InvalidProjectId.NotFound')
  })
})

test('G1: a rule names groups of its own project, and no others', async () => {
  const [inside, outside] = [await group(String(shop)), await group('0')]
  const peer = await group(String(shop))
  const naming = (SecurityGroupId: string) =>
    cloud.call('CreateSecurityGroupPolicies', {
      SecurityGroupId,
      SecurityGroupPolicySet: { Ingress: [{ SecurityGroupId: peer, Action: 'ACCEPT' }] },
    })
  expect((await naming(inside)).code).toBe('OK')
  expect((await naming(outside)).code).toBe('ResourceNotFound')
})

test('T7: a clone goes into region and project; what names other groups does not go', async () => {
  const id = await group('0')
  await cloud.ok('CreateSecurityGroupPolicies', {
    SecurityGroupId: id,
    SecurityGroupPolicySet: {
      Ingress: [
        { Protocol: 'TCP', Port: '22', CidrBlock: '10.0.0.0/8', Action: 'DROP' },
        { SecurityGroupId: id, Action: 'ACCEPT' },
      ],
    },
  })
  const clone = (more: ValueNode, region: string) =>
    cloud.call('CloneSecurityGroup', { SecurityGroupId: id, ProjectId: String(shop), ...more }, { region })
  const made = (await clone({ RemoteRegion: 'ap-guangzhou' }, 'ap-shanghai')).body.SecurityGroup
  expect(made).toMatchObject({ ProjectId: String(shop), Region: 'ap-shanghai', SecurityGroupName: 'web' })
  const rules = await cloud.ok(
    'DescribeSecurityGroupPolicies',
    { SecurityGroupId: made.SecurityGroupId },
    { region: 'ap-shanghai' },
  )
  expect(rules.SecurityGroupPolicySet).toMatchObject({
    Version: '1',
    Ingress: [{ Action: 'DROP' }, { SecurityGroupId: made.SecurityGroupId }],
  })
  const other = await group('0')
  await cloud.ok('CreateSecurityGroupPolicies', {
    SecurityGroupId: id,
    SecurityGroupPolicySet: { Egress: [{ SecurityGroupId: other, Action: 'ACCEPT' }] },
  })
  const before = (await groupsOf(shop)).length
  expect((await clone({}, 'ap-guangzhou')).code).toBe('ResourceNotFound')
  expect(await groupsOf(shop)).toHaveLength(before)
  expect(await linesOf(cloud, id)).toHaveLength(2)
})

test('tags in use are listed, each once, by keys and page after page', async () => {
  for (const [index, Value] of ['web', 'db', 'web'].entries())
    await cloud.ok('CreateSecurityGroup', {
      GroupName: `g${index}`,
      GroupDescription: '',
      Tags: [
        { Key: 'tier', Value },
        { Key: 'stage', Value: 'test' },
      ],
    })
  const pairs = ({ Tags }: { Tags: readonly ValueNode[] }) =>
    Tags.map(({ TagKey, TagValue }) => `${TagKey}=${TagValue}`)
  expect(pairs(await cloud.ok('GetTags'))).toEqual(['stage=test', 'tier=db', 'tier=web'])
  const first = await cloud.ok('GetTagValues', { TagKeys: ['tier'], MaxResults: 1 })
  expect([pairs(first), first.PaginationToken]).toEqual([['tier=db'], '1'])
  const { PaginationToken } = first
  const second = await cloud.ok('GetTagValues', { TagKeys: ['tier'], MaxResults: 1, PaginationToken })
  expect([pairs(second), second.PaginationToken]).toEqual([['tier=web'], ''])
  expect((await cloud.ok('GetTags', { Category: 'System' })).Tags).toEqual([])
  const described = await cloud.ok('DescribeTags', { TagKey: 'tier', TagValue: 'web' })
  expect([described.TotalCount, pairs(described)]).toEqual([1, ['tier=web']])
  expect((await cloud.call('GetTags', {}, { caller: STRANGER })).body.Tags).toEqual([])
})
